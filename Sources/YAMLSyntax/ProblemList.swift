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

  mutating func add(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, _ bytes: Range<Int>,
    help: String...
  ) {
    guard !isFull else { return }
    diagnostics.append(
      Diagnostic(.error, code, message(), at: SourceRange(file, bytes), help: help))
  }
}
