package import Diagnostics
// The one public way to normalise without Foundation: the standard library's own, marked SPI.
@_spi(_Unicode) import Swift

/// One line of text for people, such as a title or a reason, in Unicode form NFC.
package struct FreeText: Hashable, Comparable, Sendable {
  package let text: Text

  /// A text of at most `scalarsMax` Unicode scalars.
  ///
  /// - Throws: `text-empty`, `text-too-long`, `text-not-displayable` or `text-not-normalized`.
  package init(parsing text: Text, scalarsMax: Int = 500) throws(FormatProblem) {
    guard !text.isEmpty else {
      throw FormatProblem(
        .textEmpty, "the text is empty", help: ["leave the field out when there is nothing to say"])
    }
    let bytes = text.bytes
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    let scalarCount = isPlain ? text.count : bytes.count { $0 & 0xC0 != 0x80 }
    guard scalarCount <= scalarsMax else {
      throw FormatProblem(
        .textTooLong, "the text has \(scalarCount) characters",
        help: ["at most \(scalarsMax) fit; keep the rest in the ticket that it names"])
    }
    guard bytes.first != .space, bytes.last != .space else {
      throw FormatProblem(
        .textNotDisplayable, "\(text.quoted) begins or ends with a space",
        help: ["remove the space"])
    }
    if !isPlain { try FreeText.checkScalars(text) }
    self.text = text
  }

  package static func < (left: FreeText, right: FreeText) -> Bool { left.text < right.text }

  private static func checkScalars(_ text: Text) throws(FormatProblem) {
    let string = text.string
    for scalar in string.unicodeScalars where !scalar.isDisplayable {
      throw FormatProblem(
        .textNotDisplayable, "the text holds \(scalar.codePointText), which people cannot see",
        help: [hint(for: scalar)])
    }
    guard string.unicodeScalars.elementsEqual(string._nfc) else {
      throw FormatProblem(
        .textNotNormalized, "\(text.quoted) is not in Unicode form NFC",
        help: ["type the accented letters as single characters"])
    }
  }

  private static func hint(for scalar: Unicode.Scalar) -> String {
    if scalar == "\n" || scalar == "\r" { return "write it on one line" }
    if scalar.properties.generalCategory == .spaceSeparator { return "use a plain space" }
    return "remove it; it often comes along when text is copied from a document"
  }
}

extension FreeText: CustomStringConvertible {
  package var description: String { text.string }
}
