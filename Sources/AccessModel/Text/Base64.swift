package import Diagnostics

/// Base64 in its canonical form, with padding.
///
/// Source: RFC 4648, section 4.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  package static func encoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var pending: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        output.append(alphabet[Int(pending >> bits & 63)])
      }
    }
    if bits > 0 { output.append(alphabet[Int(pending << (6 - bits) & 63)]) }
    while output.count % 4 != 0 { output.append(padding) }
    return output
  }

  /// The bytes that `text` is the one canonical form of; nil for any other text.
  package static func decoded(_ text: Text) -> [UInt8]? {
    var output: [UInt8] = []
    var pending: UInt32 = 0
    var bits: UInt32 = 0
    for character in text.bytes where character != padding {
      guard let value = value(of: character) else { return nil }
      pending = pending << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        output.append(UInt8(truncatingIfNeeded: pending >> bits))
      }
    }
    // WHY compared as a whole: leftover bits and misplaced padding are then no second form.
    return Text(encoded(output)) == text ? output : nil
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
