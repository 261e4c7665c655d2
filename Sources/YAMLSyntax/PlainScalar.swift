package import Diagnostics

/// What readers of YAML make of a scalar without quotes.
///
/// YAML 1.2 and YAML 1.1 guess different types from the same text. A field of a manifest takes a
/// plain scalar only where both guess alike, so that no other tool can see another manifest than
/// this one. Nothing here allocates; most texts are settled by their first byte.
package enum PlainScalar {
  /// The types of the YAML 1.2 core schema.
  package enum CoreKind: Sendable { case null, bool, integer, float, string }

  /// The types of YAML 1.1 as PyYAML resolves them.
  package enum LegacyKind: Sendable {
    case null, bool, integer, float, string, timestamp, merge, value
  }

  /// Whether both versions read the text as a string.
  package static func isStringInBoth(_ text: Text) -> Bool {
    guard canBeginOther(text) else { return true }
    return core(text) == .string && legacy(text) == .string && !isSingleLetterBool(text)
  }

  /// `y` and `n`, which YAML 1.1 calls truth values though PyYAML takes them for text.
  ///
  /// Source: yaml.org/type/bool.html.
  private static func isSingleLetterBool(_ text: Text) -> Bool {
    text.count == 1 && (text.is("y") || text.is("Y") || text.is("n") || text.is("N"))
  }

  /// Whether either version reads the text as null.
  package static func isNull(_ text: Text) -> Bool {
    switch text.count {
    case 0: true
    case 1: text[0] == UInt8(ascii: "~")
    case 4: text.is("null") || text.is("Null") || text.is("NULL")
    default: false
    }
  }

  /// The truth value, for `true` and `false` alone.
  package static func bool(_ text: Text) -> Bool? {
    if text.is("true") { return true }
    if text.is("false") { return false }
    return nil
  }

  /// Whether the text is a decimal number of more digits than any field takes.
  package static func isLongInteger(_ text: Text) -> Bool {
    let digits = text.hasPrefix("-") ? text.slice(1..<text.count) : text
    return digits.count > 18 && digits[0] != UInt8(ascii: "0")
      && digits.bytes.allSatisfy { decimalDigit($0) != nil }
  }

  /// The whole number, when both versions read the same one and it fits.
  ///
  /// Decimal digits without a leading zero, with or without a sign, or a `0x` number.
  package static func integer(_ text: Text) -> Int? {
    guard let first = text.isEmpty ? nil : text[0], canBegin[Int(first)] & Self.number != 0 else {
      return nil
    }
    if text.hasPrefix("0x") { return hexadecimal(text) }
    let isNegative = first == UInt8(ascii: "-")
    let start = isNegative || first == UInt8(ascii: "+") ? 1 : 0
    let digits = text.count - start
    guard digits > 0, digits == 1 || text[start] != UInt8(ascii: "0") else { return nil }
    var result = 0
    for offset in start..<text.count {
      guard let digit = decimalDigit(text[offset]) else { return nil }
      let (product, isTooLarge) = result.multipliedReportingOverflow(by: 10)
      let (sum, isTooFar) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !isTooLarge, !isTooFar else { return nil }
      result = sum
    }
    return result
  }

  private static func hexadecimal(_ text: Text) -> Int? {
    guard text.count > 2 else { return nil }
    var result = 0
    for offset in 2..<text.count {
      guard let digit = hexadecimalDigit(text[offset]), result <= Int.max >> 4 else { return nil }
      result = result << 4 | digit
    }
    return result
  }

  // MARK: - The first byte

  private static let word: UInt8 = 1
  private static let number: UInt8 = 2

  /// What a text may be by its first byte: a word with a meaning, or a number, or neither.
  private static let canBegin: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for byte in "~nNtTfFyYoO<=".utf8 { table[Int(byte)] = word }
    for byte in "+-.0123456789".utf8 { table[Int(byte)] = number }
    return table
  }()

  private static func canBeginOther(_ text: Text) -> Bool {
    text.isEmpty || canBegin[Int(text[0])] != 0
  }

  // MARK: - YAML 1.2

  /// What the YAML 1.2 core schema reads.
  ///
  /// Source: YAML 1.2.2, section 10.3.2, tag resolution.
  package static func core(_ text: Text) -> CoreKind {
    guard canBeginOther(text) else { return .string }
    if isNull(text) { return .null }
    if isTrueOrFalse(text) { return .bool }
    var pattern = ScalarPattern(text)
    if pattern.isCoreInteger { return .integer }
    return pattern.isCoreFloat ? .float : .string
  }

  private static func isTrueOrFalse(_ text: Text) -> Bool {
    switch text.count {
    case 4: text.is("true") || text.is("True") || text.is("TRUE")
    case 5: text.is("false") || text.is("False") || text.is("FALSE")
    default: false
    }
  }

  // MARK: - YAML 1.1

  /// What YAML 1.1 reads, in the dialect of PyYAML.
  package static func legacy(_ text: Text) -> LegacyKind {
    guard canBeginOther(text) else { return .string }
    if isNull(text) { return .null }
    if isTrueOrFalse(text) || isYesOrNo(text) { return .bool }
    if text.is("<<") { return .merge }
    if text.is("=") { return .value }
    var pattern = ScalarPattern(text)
    if pattern.isLegacyFloat { return .float }
    if pattern.isLegacyInteger { return .integer }
    return pattern.isTimestamp ? .timestamp : .string
  }

  private static func isYesOrNo(_ text: Text) -> Bool {
    switch text.count {
    case 2:
      text.is("no") || text.is("No") || text.is("NO") || text.is("on") || text.is("On")
        || text.is("ON")
    case 3:
      text.is("yes") || text.is("Yes") || text.is("YES") || text.is("off") || text.is("Off")
        || text.is("OFF")
    default: false
    }
  }
}

/// The value of a decimal digit.
func decimalDigit(_ byte: UInt8) -> Int? {
  (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
}

/// The value of a digit to base 16.
func hexadecimalDigit(_ byte: UInt8) -> Int? {
  switch byte {
  case 0x30...0x39: Int(byte) - 0x30
  case 0x41...0x46: Int(byte) - 0x41 + 10
  case 0x61...0x66: Int(byte) - 0x61 + 10
  default: nil
  }
}
