/// What stands behind a backslash in a JSON text (RFC 8259, section 7).
enum JSONEscape {
  enum Outcome {
    case decoded
    /// The input ends within it.
    case cut
    case unknown
    /// `\u` that names no scalar, such as half a pair.
    case noScalar
  }

  /// Appends what the escape stands for whose backslash stands before `at`, and steps over it.
  static func decode(
    _ bytes: [UInt8], at: inout Int, end: Int, to decoded: inout [UInt8]
  ) -> Outcome {
    guard at < end else { return .cut }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = scalar(bytes, &at, end) else { return .noScalar }
      decoded.append(contentsOf: UTF8.encode(scalar) ?? .init())
    default: return .unknown
    }
    return .decoded
  }

  /// Four digits, twice for a scalar past the first plane; nil for half a pair.
  private static func scalar(_ bytes: [UInt8], _ at: inout Int, _ end: Int) -> Unicode.Scalar? {
    guard let high = unit(bytes, &at, end) else { return nil }
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
    guard end - at >= 2, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
    else { return nil }
    at += 2
    guard let low = unit(bytes, &at, end), (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private static func unit(_ bytes: [UInt8], _ at: inout Int, _ end: Int) -> UInt32? {
    guard end - at >= 4 else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        unit = unit << 4 | UInt32((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    at += 4
    return unit
  }
}
