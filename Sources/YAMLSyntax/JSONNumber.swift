import Diagnostics

/// Numbers of the core schema in the notation of JSON.
enum JSONNumber {
  /// An integer, to base 8, 10 or 16, in decimal digits.
  static func integer(_ text: Text) -> [UInt8] {
    if text.hasPrefix("0x") { return decimal(text.slice(2..<text.count), bitsPerDigit: 4) }
    if text.hasPrefix("0o") { return decimal(text.slice(2..<text.count), bitsPerDigit: 3) }
    var result: [UInt8] = text[0] == UInt8(ascii: "-") ? [UInt8(ascii: "-")] : []
    result += withoutLeadingZeros(text.bytes.drop { decimalDigit($0) == nil })
    return result
  }

  /// A fraction with the digits it is written with, or nil for infinity and NaN.
  static func float(_ text: Text) -> [UInt8]? {
    guard text.bytes.contains(where: { decimalDigit($0) != nil }) else { return nil }
    var rest = text.bytes
    var result: [UInt8] = []
    if rest.first == UInt8(ascii: "-") { result.append(UInt8(ascii: "-")) }
    rest = rest.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    result += withoutLeadingZeros(rest.prefix { decimalDigit($0) != nil })
    rest = rest.drop { decimalDigit($0) != nil }
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { decimalDigit($0) != nil }
      if !fraction.isEmpty { result += [UInt8(ascii: ".")] + fraction }
      rest = rest.dropFirst(1 + fraction.count)
    }
    return result + rest
  }

  private static func withoutLeadingZeros(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    return significant.isEmpty ? [UInt8(ascii: "0")] : significant
  }

  /// Rewrites digits of 3 or 4 bits in base 10, by way of limbs of nine decimal digits.
  ///
  /// - Complexity: O(digits²), with at most as many digits as a scalar may have.
  private static func decimal(_ digits: Text, bitsPerDigit: Int) -> [UInt8] {
    var limbs: [UInt64] = [0]
    var offset = 0
    while offset < digits.count {
      let end = min(offset + 24 / bitsPerDigit, digits.count)
      var carry: UInt64 = 0
      for digit in offset..<end {
        carry = carry << UInt64(bitsPerDigit) | UInt64(hexadecimalDigit(digits[digit]) ?? 0)
      }
      let shift = UInt64((end - offset) * bitsPerDigit)
      for limb in limbs.indices {
        let sum = limbs[limb] << shift + carry
        limbs[limb] = sum % 1_000_000_000
        carry = sum / 1_000_000_000
      }
      if carry > 0 { limbs.append(carry) }
      offset = end
    }
    return decimal(limbs)
  }

  private static func decimal(_ limbs: [UInt64]) -> [UInt8] {
    var result = Array(String(limbs[limbs.count - 1]).utf8)
    for limb in limbs.dropLast().reversed() {
      let text = String(limb)
      result += Array(repeating: UInt8(ascii: "0"), count: 9 - text.utf8.count) + text.utf8
    }
    return result
  }
}
