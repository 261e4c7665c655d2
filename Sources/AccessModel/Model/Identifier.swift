package import Diagnostics

/// A number or code that somebody else assigned: printable ASCII without spaces, case kept.
package struct Identifier: Hashable, Sendable {
  package let text: Text

  /// Throws `identifier-malformed` for an empty or too long text and for any other character.
  package init(parsing text: Text, bytesMax: Int) throws(FormatProblem) {
    guard !text.isEmpty, text.count <= bytesMax else {
      throw FormatProblem(
        .identifierMalformed,
        text.isEmpty
          ? "an identifier is missing" : "`\(text)` is longer than \(bytesMax) characters",
        help: ["write 1 to \(bytesMax) printable ASCII characters without spaces"])
    }
    guard text.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw FormatProblem(
        .identifierMalformed, "`\(text)` has characters that no identifier has",
        help: ["write printable ASCII without spaces"])
    }
    self.text = text
  }
}
