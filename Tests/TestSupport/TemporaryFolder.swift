import Foundation

/// A folder of its own for one test, removed with everything in it when the value goes.
package final class TemporaryFolder: Sendable {
  /// Absolute path, without a slash at the end.
  package let path: String

  package init() throws {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/mandate-test.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Absolute path of `name` in the folder.
  package func path(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

  /// Writes `bytes`, making the folders on the way.
  package func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let file = path(name)
    try FileManager.default.createDirectory(
      atPath: RepositoryRoot.folder(of: file), withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
  }

  /// Writes the UTF-8 form of `text`.
  package func write(_ name: String, _ text: String) throws { try write(name, text.utf8) }

  package func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  package func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  package func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  /// Copies the file or folder at `source` to `name`.
  package func copy(from source: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: path(name))
  }
}
