import Diagnostics

/// Matches a text against the number and time patterns of both versions of YAML.
///
/// Each `is…` starts at the beginning and holds for the whole text. The `take…` steps advance over
/// what they match; those that return a truth value leave the place alone when they fail.
struct ScalarPattern {
  private let text: Text
  private var offset = 0

  init(_ text: Text) { self.text = text }

  // MARK: - YAML 1.2

  var isCoreInteger: Bool {
    mutating get {
      if restart(), takeLiteral("0o") { return takeSome(Self.isOctal) && isAtEnd }
      if restart(), takeLiteral("0x") { return takeSome(Self.isHexadecimal) && isAtEnd }
      _ = restart()
      takeSign()
      return takeSome(Self.isDecimal) && isAtEnd
    }
  }

  var isCoreFloat: Bool {
    mutating get {
      if isInfinityOrNaN { return true }
      _ = restart()
      takeSign()
      if take(".") {
        guard takeSome(Self.isDecimal) else { return false }
      } else {
        guard takeSome(Self.isDecimal) else { return false }
        if take(".") { takeAny(Self.isDecimal) }
      }
      if take("e") || take("E") {
        takeSign()
        guard takeSome(Self.isDecimal) else { return false }
      }
      return isAtEnd
    }
  }

  // MARK: - YAML 1.1

  var isLegacyInteger: Bool {
    mutating get {
      _ = restart()
      takeSign()
      guard take("0") else { return takeSome(Self.isDecimal) && isRestOfLegacyInteger }
      if isAtEnd { return true }
      if take("b") { return takeSome(Self.isBinaryOrLine) && isAtEnd }
      if take("x") { return takeSome(Self.isHexadecimalOrLine) && isAtEnd }
      return takeSome(Self.isOctalOrLine) && isAtEnd
    }
  }

  private var isRestOfLegacyInteger: Bool {
    mutating get {
      takeAny(Self.isDecimalOrLine)
      return isAtEnd || takeSexagesimal() && isAtEnd
    }
  }

  var isLegacyFloat: Bool {
    mutating get {
      if isInfinityOrNaN { return true }
      if restart(), take(".") {
        guard takeSome(Self.isDecimal) else { return false }
        takeAny(Self.isDecimalOrLine)
        return isSignedExponentOrEnd
      }
      takeSign()
      guard takeSome(Self.isDecimal) else { return false }
      takeAny(Self.isDecimalOrLine)
      let isSexagesimal = takeSexagesimal()
      guard take(".") else { return false }
      takeAny(Self.isDecimalOrLine)
      return isSexagesimal ? isAtEnd : isSignedExponentOrEnd
    }
  }

  /// PyYAML reads an exponent only with its sign.
  private var isSignedExponentOrEnd: Bool {
    mutating get {
      if isAtEnd { return true }
      guard take("e") || take("E"), take("+") || take("-") else { return false }
      return takeSome(Self.isDecimal) && isAtEnd
    }
  }

  /// A day, or a day and a time of day.
  var isTimestamp: Bool {
    mutating get {
      _ = restart()
      guard takeDigits(4, 4), take("-"), takeDigits(1, 2), take("-"), takeDigits(1, 2) else {
        return false
      }
      if isAtEnd { return text.count == 10 }
      guard take("t") || take("T") || takeSome(Self.isBlank) else { return false }
      guard takeDigits(1, 2), take(":"), takeDigits(2, 2), take(":"), takeDigits(2, 2) else {
        return false
      }
      if take(".") { takeAny(Self.isDecimal) }
      return isZoneOrEnd
    }
  }

  private var isZoneOrEnd: Bool {
    mutating get {
      if isAtEnd { return true }
      takeAny(Self.isBlank)
      if take("Z") { return isAtEnd }
      guard take("+") || take("-"), takeDigits(1, 2) else { return false }
      return isAtEnd || take(":") && takeDigits(2, 2) && isAtEnd
    }
  }

  // MARK: - Steps

  private var isInfinityOrNaN: Bool {
    mutating get {
      if text.is(".nan") || text.is(".NaN") || text.is(".NAN") { return true }
      _ = restart()
      takeSign()
      guard take("."), text.count - offset == 3 else { return false }
      return takeLiteral("inf") || takeLiteral("Inf") || takeLiteral("INF")
    }
  }

  /// Groups of minutes and seconds, each with a colon in front.
  private mutating func takeSexagesimal() -> Bool {
    let start = offset
    while take(":") {
      let group = offset
      guard takeDigits(1, 2), offset - group == 1 || text[group] < UInt8(ascii: "6") else {
        offset = start
        return false
      }
    }
    return offset > start
  }

  private var isAtEnd: Bool { offset == text.count }

  private mutating func restart() -> Bool {
    offset = 0
    return true
  }

  private mutating func takeSign() { if !take("+") { _ = take("-") } }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard offset < text.count, UInt32(text[offset]) == byte.value else { return false }
    offset += 1
    return true
  }

  private mutating func takeLiteral(_ literal: StaticString) -> Bool {
    let end = offset + literal.utf8CodeUnitCount
    guard end <= text.count, text.slice(offset..<end).is(literal) else { return false }
    offset = end
    return true
  }

  private mutating func takeAny(_ isWanted: (UInt8) -> Bool) {
    while offset < text.count, isWanted(text[offset]) { offset += 1 }
  }

  private mutating func takeSome(_ isWanted: (UInt8) -> Bool) -> Bool {
    let start = offset
    takeAny(isWanted)
    return offset > start
  }

  private mutating func takeDigits(_ least: Int, _ most: Int) -> Bool {
    let start = offset
    while offset < text.count, offset - start < most, Self.isDecimal(text[offset]) { offset += 1 }
    return offset - start >= least
  }

  // MARK: - Bytes

  private static func isDecimal(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isOctal(_ byte: UInt8) -> Bool { (0x30...0x37).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { hexadecimalDigit(byte) != nil }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isLine(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") }

  private static func isDecimalOrLine(_ byte: UInt8) -> Bool { isDecimal(byte) || isLine(byte) }

  private static func isOctalOrLine(_ byte: UInt8) -> Bool { isOctal(byte) || isLine(byte) }

  private static func isHexadecimalOrLine(_ byte: UInt8) -> Bool {
    isHexadecimal(byte) || isLine(byte)
  }

  private static func isBinaryOrLine(_ byte: UInt8) -> Bool {
    byte == 0x30 || byte == 0x31 || isLine(byte)
  }
}
