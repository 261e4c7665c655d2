/// Where this checkout lies, so that tests find examples, sources and golden files.
package enum RepositoryRoot {
  /// Absolute path of the folder that holds `Package.swift`, without a slash at the end.
  package static let path: String = folder(of: #filePath, levelsUp: 3)

  /// Absolute path of `relative`, a path from the root.
  package static func path(_ relative: String) -> String { path + "/" + relative }

  /// The folder of a file, for what lies beside a test.
  package static func folder(of file: some StringProtocol) -> String {
    folder(of: file, levelsUp: 1)
  }

  private static func folder(of file: some StringProtocol, levelsUp: Int) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(levelsUp).joined(separator: "/")
  }
}
