package import Diagnostics

/// Why a text is not of the form that its field asks for; a place makes it a diagnostic.
///
/// The forms of this room know no source files, so that a manifest, a command line and a store row
/// are all judged by the same code.
package struct FormatProblem: Error, Sendable, Hashable {
  package let code: DiagnosticCode
  package let message: String
  package let help: [String]

  package init(_ code: DiagnosticCode, _ message: String, help: [String] = []) {
    self.code = code
    self.message = message
    self.help = help
  }

  /// The problem as an error of the input at `range`.
  package func diagnostic(at range: SourceRange?) -> Diagnostic {
    Diagnostic(.error, code, message, at: range, help: help)
  }
}

extension Text {
  /// The text in backticks for a message, cut after 80 bytes at the end of a scalar.
  var quoted: String {
    guard count > 80 else { return "`\(string)`" }
    var end = 80
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return "`\(slice(0..<end).string)…`"
  }

  /// The text with A-Z as a-z; the text itself when it holds none.
  var loweredASCII: Text {
    guard bytes.contains(where: \.isUpperLetter) else { return self }
    return Text(bytes.map(\.lowered))
  }

  /// The text with a-z as A-Z; the text itself when it holds none.
  var raisedASCII: Text {
    guard bytes.contains(where: \.isLowerLetter) else { return self }
    return Text(bytes.map(\.raised))
  }
}
