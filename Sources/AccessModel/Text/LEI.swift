package import Diagnostics

/// A legal entity identifier: 18 characters that name the entity and two check digits.
///
/// Source: ISO 17442, with check digits by ISO 7064 MOD 97-10.
package struct LEI: Hashable, Comparable, Sendable {
  package let text: Text

  /// - Throws: `lei-malformed` for another form, `lei-check-digits` for a wrong sum; the help shows
  ///   the check digits that the first 18 characters call for.
  package init(parsing text: Text) throws(FormatProblem) {
    guard LEI.hasForm(text.bytes) else { throw LEI.formProblem(text) }
    guard LEI.remainder(text.bytes) == 1 else { throw LEI.checkProblem(text) }
    self.text = text
  }

  package static func < (left: LEI, right: LEI) -> Bool { left.text < right.text }

  private static func hasForm(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 20 && bytes.allSatisfy { $0.isUpperLetter || $0.isDigit }
      && bytes.suffix(2).allSatisfy(\.isDigit)
  }

  /// The number that the characters spell, modulo 97; a letter is two digits, from 10 to 35.
  private static func remainder(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { sum, byte in
      byte.isDigit ? (sum * 10 + Int(byte - .zero)) % 97 : (sum * 100 + Int(byte - 55)) % 97
    }
  }

  private static func formProblem(_ text: Text) -> FormatProblem {
    let rule = "an LEI is 18 of A-Z and 0-9 and then two check digits"
    let raised = text.raisedASCII
    if hasForm(raised.bytes) {
      let isRight = remainder(raised.bytes) == 1
      let help = isRight ? ["write \(raised.string)"] : [rule]
      return FormatProblem(.leiMalformed, "\(text.quoted) has lower-case letters", help: help)
    }
    if text.bytes.allSatisfy({ $0.isAlphanumeric }), text.count != 20 {
      let message = "\(text.quoted) has \(text.count) characters, and an LEI has 20"
      return FormatProblem(.leiMalformed, message, help: [rule])
    }
    return FormatProblem(.leiMalformed, "\(text.quoted) is not an LEI", help: [rule])
  }

  private static func checkProblem(_ text: Text) -> FormatProblem {
    let stem = text.bytes.prefix(18)
    var digits: [UInt8] = []
    digits.appendDecimal(98 - remainder(Array(stem) + Array("00".utf8)), width: 2)
    let right = String(decoding: Array(stem) + digits, as: UTF8.self)
    return FormatProblem(
      .leiCheckDigits, "the check digits of \(text.quoted) do not fit",
      help: [
        "a character is mistyped, or two are swapped; compare with the register",
        "if only the last two are wrong: \(right)",
      ])
  }
}

extension LEI: CustomStringConvertible {
  package var description: String { text.string }
}
