import Foundation
package import Testing

/// Expected texts kept as named files in the folder `Golden` beside the test.
///
/// Only `MANDATE_GOLDEN=write` writes them: a missing file fails, so that no expectation comes into
/// being unseen.
package enum Golden {
  /// Whether this run writes the files instead of comparing with them.
  package static let isWriting = ProcessInfo.processInfo.environment["MANDATE_GOLDEN"] == "write"

  /// Compares `actual` with the file `name`, such as `plan/one-institution.txt`.
  package static func expect(
    _ actual: String, matches name: String, filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = RepositoryRoot.folder(of: filePath) + "/Golden/" + name
    do {
      if let problem = try compare(actual, with: file, isWriting: isWriting) {
        Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation)
      }
    } catch {
      Issue.record(error, "golden file \(name)", sourceLocation: sourceLocation)
    }
  }

  /// What is wrong, or nil when the file holds `actual`, as it does after writing.
  package static func compare(_ actual: String, with file: String, isWriting: Bool) throws
    -> String?
  {
    let stored = FileManager.default.contents(atPath: file).map { [UInt8]($0) }
    if let stored, stored == Array(actual.utf8) { return nil }
    if isWriting {
      try FileManager.default.createDirectory(
        atPath: RepositoryRoot.folder(of: file), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: URL(fileURLWithPath: file))
      return nil
    }
    let advice = "if the new text is right, run again with MANDATE_GOLDEN=write"
    guard let stored else { return "no golden file \(file); \(advice)\n\(actual)" }
    let diff = LineDiff(wanted: String(decoding: stored, as: UTF8.self), actual: actual)
    return "differs from \(file); \(advice)\n\(diff)"
  }
}
