package import Diagnostics

/// The fields of an audit entry's detail, read back from its JSON.
///
/// INVARIANT: shares no code with what writes it, so that neither can hide the other's mistakes.
package struct AuditFields: Sendable {
  /// In the order written.
  package let all: [(key: Text, value: Text)]

  /// Reads one JSON object of strings without spaces; nil for anything else.
  package init?(_ detail: Text) {
    var reader = JSONStringReader(bytes: Array(detail.bytes))
    var fields: [(key: Text, value: Text)] = []
    guard reader.take(UInt8(ascii: "{")) else { return nil }
    if !reader.take(UInt8(ascii: "}")) {
      repeat {
        guard let key = reader.takeString(), reader.take(UInt8(ascii: ":")),
          let value = reader.takeString()
        else { return nil }
        fields.append((key, value))
      } while reader.take(UInt8(ascii: ","))
      guard reader.take(UInt8(ascii: "}")) else { return nil }
    }
    guard reader.isAtEnd, Set(fields.map(\.key)).count == fields.count else { return nil }
    all = fields
  }

  /// The value of a field, or nil when there is none.
  package subscript(key: Text) -> Text? { all.first { $0.key == key }?.value }
}

/// Takes tokens off the front of JSON that knows only objects of strings.
private struct JSONStringReader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func takeString() -> Text? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var output: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return String(validating: output, as: UTF8.self) == nil ? nil : Text(output)
      case UInt8(ascii: "\\"): guard takeEscape(into: &output) else { return nil }
      case 0..<0x20: return nil
      default: output.append(byte)
      }
    }
    return nil
  }

  private mutating func takeEscape(into output: inout [UInt8]) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case UInt8(ascii: "n"): output.append(0x0A)
    case UInt8(ascii: "r"): output.append(0x0D)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "u"): return takeScalar(into: &output)
    default: return false
    }
    return true
  }

  /// The scalar after `\u`: one unit, or two that are a surrogate pair.
  private mutating func takeScalar(into output: inout [UInt8]) -> Bool {
    guard var value = takeUnit() else { return false }
    if 0xD800..<0xDC00 ~= value {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let low = takeUnit(),
        0xDC00..<0xE000 ~= low
      else { return false }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { return false }
    output.append(contentsOf: UTF8.encode(scalar) ?? .init())
    return true
  }

  private mutating func takeUnit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    defer { position += 4 }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ ("0"..."9").contains($0) || ("a"..."f").contains($0) }) else {
      return nil
    }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

extension ClosedRange<Unicode.Scalar> {
  fileprivate func contains(_ byte: UInt8) -> Bool { contains(Unicode.Scalar(byte)) }
}
