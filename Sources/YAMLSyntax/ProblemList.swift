import Diagnostics

/// The problems found in one file so far; each of them refuses the file.
struct ProblemList {
  /// How many problems of one file are worth reading.
  static let countMax = 100

  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) { self.file = file }

  var isEmpty: Bool { diagnostics.isEmpty }

  var isFull: Bool { diagnostics.count >= Self.countMax }

  func contains(_ code: DiagnosticCode) -> Bool { diagnostics.contains { $0.code == code } }

  /// Takes back what turned out to follow from something before it.
  mutating func forget(_ code: DiagnosticCode, from offset: Int) {
    diagnostics.removeAll {
      $0.code == code && ($0.range?.bytes.lowerBound ?? 0) >= offset
    }
  }

  mutating func add(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, _ bytes: Range<Int>,
    help: String...
  ) {
    guard !isFull else { return }
    diagnostics.append(
      Diagnostic(.error, code, message(), at: SourceRange(file, bytes), help: help))
  }
}
