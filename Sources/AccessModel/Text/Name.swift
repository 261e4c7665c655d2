package import Diagnostics

/// The name of a resource: a DNS label, so that it fits an address, a file name and a URL.
package struct Name: Hashable, Comparable, Sendable {
  package let text: Text

  /// - Throws: `name-malformed`; the help shows the nearest name where one can be derived.
  package init(parsing text: Text) throws(FormatProblem) {
    guard Name.isName(text.bytes) else { throw Name.problem(text) }
    self.text = text
  }

  package static func < (left: Name, right: Name) -> Bool { left.text < right.text }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    guard first.isLowerLetter, last != .hyphen else { return false }
    return bytes.allSatisfy { $0.isLowerLetter || $0.isDigit || $0 == .hyphen }
  }

  private static func problem(_ text: Text) -> FormatProblem {
    let rule =
      "a name is 1 to 63 of a-z, 0-9 and -, begins with a letter and ends with a letter or digit"
    let proposal = text.bytes.map { $0 == .underscore || $0 == .space ? .hyphen : $0.lowered }
    let help = isName(proposal[...]) ? ["write \(Text(proposal).string)", rule] : [rule]
    let message = text.isEmpty ? "a name is missing" : "\(text.quoted) is not a name"
    return FormatProblem(.nameMalformed, message, help: help)
  }
}

extension Name: CustomStringConvertible {
  package var description: String { text.string }
}
