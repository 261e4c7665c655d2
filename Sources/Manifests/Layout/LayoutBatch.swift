package import Diagnostics
import Dispatch
import YAMLSyntax

/// Lays out many files at once, split over the cores by file.
package enum LayoutBatch {
  /// What became of one file.
  package struct Result: Sendable {
    package let outcome: ManifestLayout.Outcome
    /// What kept the file from being read; it is unchanged then.
    package let diagnostics: [Diagnostic]
  }

  /// One result a file, in the order of `files`.
  package static func results(of files: [SourceFile]) -> [Result] {
    DispatchQueue.answers(for: files.count) { result(of: files[$0]) }
  }

  private static func result(of file: SourceFile) -> Result {
    var diagnostics: [Diagnostic] = []
    guard let tree = parseSyntax(file, into: &diagnostics) else {
      return Result(outcome: .unchanged, diagnostics: diagnostics)
    }
    let outcome = ManifestLayout.outcome(of: tree)
    if case .obstacle(let offset) = outcome { diagnostics.append(leftAlone(file, offset)) }
    return Result(outcome: outcome, diagnostics: diagnostics)
  }

  private static func leftAlone(_ file: SourceFile, _ offset: Int) -> Diagnostic {
    let place = min(offset, file.bytes.count)
    return Diagnostic(
      .warning, .layoutLeftAlone, "this file is not laid out because of what stands here",
      at: SourceRange(file, place..<min(place + 1, file.bytes.count)),
      help: [
        "write keys as `key: value`, and comments behind entries or on lines of their own"
      ])
  }
}

extension DiagnosticCode {
  package static let layoutLeftAlone = DiagnosticCode(
    "layout-left-alone", "`fmt` leaves a file as it is.",
    """
    The file is valid, but holds something for which no layout is settled: a key written with `?`, a \
    key over several lines, or a comment inside an entry in brackets, between its key and its value. \
    Nothing of the file is touched. Write it in the usual way, and `mandate fmt` takes it up.
    """)
}
