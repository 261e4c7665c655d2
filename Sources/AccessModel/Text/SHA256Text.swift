package import Diagnostics

/// A SHA-256 digest as 64 lower-case hexadecimal digits.
package struct SHA256Text: Hashable, Comparable, Sendable {
  package let text: Text

  /// - Throws: `sha256-malformed`.
  package init(parsing text: Text) throws(FormatProblem) {
    guard SHA256Text.isDigest(text.bytes) else { throw SHA256Text.problem(text) }
    self.text = text
  }

  package static func < (left: SHA256Text, right: SHA256Text) -> Bool { left.text < right.text }

  private static func isDigest(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 64 && bytes.allSatisfy { $0.isDigit || $0.isHexLetter }
  }

  private static func problem(_ text: Text) -> FormatProblem {
    let rule = "write the 64 digits 0-9 and a-f that sha256sum prints"
    let lowered = text.loweredASCII
    let bare = lowered.hasPrefix("sha256:") ? lowered.slice(7..<lowered.count) : lowered
    let help = isDigest(bare.bytes) ? "write \(bare.string)" : rule
    return FormatProblem(.sha256Malformed, "\(text.quoted) is not a SHA-256 digest", help: [help])
  }
}

extension SHA256Text: CustomStringConvertible {
  package var description: String { text.string }
}

extension UInt8 {
  fileprivate var isHexLetter: Bool { self >= 0x61 && self <= 0x66 }
}
