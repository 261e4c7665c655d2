import Diagnostics
import TestSupport
import Testing

/// A tree that must be refused, and every diagnostic that the refusal consists of.
struct MalformedCase: Sendable, CustomTestStringConvertible {
  /// The file of cases that it stands in, without the ending.
  let group: String
  let title: String
  /// Where its title stands in that file.
  let line: Int
  let steps: [TreeStep]
  let expected: [ExpectedDiagnostic]

  var testDescription: String { "\(group):\(line) \(title)" }

  /// Whether the run must fail, as against one that only warns.
  var isRefused: Bool { expected.contains { $0.severity == .error } }

  /// Where a failure of it is shown.
  var sourceLocation: SourceLocation {
    let path = "MalformedInputTests/Cases/\(group).txt"
    return SourceLocation(
      fileID: path, filePath: RepositoryRoot.path("Tests/" + path), line: line, column: 1)
  }
}

/// One step that makes the tree of a case out of the sound one.
enum TreeStep: Sendable {
  case file(String, [UInt8])
  case folder(String)
  case link(String, target: String)
  /// A named pipe.
  case pipe(String)
  case remove(String)
}
