import Diagnostics

/// Diagnostics as lines that a person can judge: where, what and which help.
enum DiagnosticLines {
  static func of(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.sortedForReading().flatMap { diagnostic in
      ["  \(ExpectedDiagnostic(diagnostic))\(quoted(diagnostic)) \(diagnostic.message)"]
        + diagnostic.help.map { "      help: \($0)" }
    }
  }

  /// The text at the place, which is where a person will look.
  private static func quoted(_ diagnostic: Diagnostic) -> String {
    guard let range = diagnostic.range else { return "" }
    let bytes = range.file.bytes[range.bytes.clamped(to: range.file.bytes.indices)]
    return " ⟦\(String(decoding: bytes.prefix(60), as: UTF8.self))⟧"
  }
}
