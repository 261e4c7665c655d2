package import Diagnostics

/// A country by its two-letter code of ISO 3166-1, such as `HK`.
package struct CountryCode: Hashable, Comparable, Sendable {
  package let text: Text

  /// - Throws: `country-unknown`, with the code that another spelling stands for.
  package init(parsing text: Text) throws(FormatProblem) {
    guard CountryCode.isAssigned(text) else { throw CountryCode.problem(text) }
    self.text = text
  }

  package static func < (left: CountryCode, right: CountryCode) -> Bool { left.text < right.text }

  private static func isAssigned(_ text: Text) -> Bool {
    guard text.count == 2, text[0].isUpperLetter, text[1].isUpperLetter else { return false }
    return CountryTable.isAssigned[CountryTable.number(text[0], text[1])]
  }

  private static func problem(_ text: Text) -> FormatProblem {
    let help = proposal(for: text.raisedASCII).map { "write \($0)" }
    return FormatProblem(
      .countryUnknown, "unknown country code \(text.quoted)",
      help: [help ?? "write the two letters of ISO 3166-1, such as HK"])
  }

  /// The code meant by another case, by three letters, or by a code reserved beside the standard.
  private static func proposal(for raised: Text) -> String? {
    if isAssigned(raised) { return raised.string }
    if raised.is("UK") { return "GB" }
    if raised.is("EL") { return "GR" }
    return CountryTable.alpha2(forAlpha3: raised.bytes)
  }
}

extension CountryCode: CustomStringConvertible {
  package var description: String { text.string }
}
