/// What a byte is in ASCII; a byte of a longer UTF-8 sequence is none of these.
extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  var isLowerLetter: Bool { self >= 0x61 && self <= 0x7A }

  var isUpperLetter: Bool { self >= 0x41 && self <= 0x5A }

  var isLetter: Bool { isLowerLetter || isUpperLetter }

  var isAlphanumeric: Bool { isLetter || isDigit }

  /// The digit's value in base 16, or nil.
  var hexValue: UInt8? {
    if isDigit { return self - 0x30 }
    let lower = self | 0x20
    return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : nil
  }

  /// The lower-case letter for an upper-case one, and any other byte itself.
  var lowered: UInt8 { isUpperLetter ? self | 0x20 : self }

  /// The upper-case letter for a lower-case one, and any other byte itself.
  var raised: UInt8 { isLowerLetter ? self & 0xDF : self }

  static let hyphen: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3A
  static let at: UInt8 = 0x40
  static let underscore: UInt8 = 0x5F
  static let space: UInt8 = 0x20
}

extension ArraySlice<UInt8> {
  /// The value of 1 to 18 decimal digits, or nil when another byte stands among them.
  var decimalValue: Int? {
    guard !isEmpty, count <= 18 else { return nil }
    var value = 0
    for byte in self {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - .zero)
    }
    return value
  }
}

extension [UInt8] {
  /// Appends `value` in decimal, with zeros in front up to `width` digits.
  mutating func appendDecimal(_ value: Int, width: Int = 1) {
    let digits = String(value).utf8
    for _ in 0..<Swift.max(0, width - digits.count) { append(.zero) }
    append(contentsOf: digits)
  }
}
