package import Diagnostics

/// How many diagnostics there are, in words: `3 errors, 1 warning`.
package struct DiagnosticSummary: Sendable {
  package let text: String

  package init(_ diagnostics: [Diagnostic]) {
    let severities: [Diagnostic.Severity] = [.error, .warning, .note]
    let parts = severities.compactMap { severity in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : Self.counted(count, severity.rawValue)
    }
    text = parts.isEmpty ? "no problems" : parts.joined(separator: ", ")
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
