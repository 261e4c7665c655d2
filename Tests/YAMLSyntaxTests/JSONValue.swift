/// A JSON value as the tests read it: without any code of the reader under test.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string([UInt8])
  case array([JSONValue])
  case object([[UInt8]: JSONValue])

  /// The values that follow each other in `bytes`, or nil when they are not JSON.
  static func stream(_ bytes: [UInt8]) -> [JSONValue]? {
    var parser = Parser(bytes: bytes)
    var values: [JSONValue] = []
    while parser.skipBlanks() {
      guard let value = parser.value() else { return nil }
      values.append(value)
    }
    return values
  }

  private struct Parser {
    let bytes: [UInt8]
    var offset = 0

    mutating func skipBlanks() -> Bool {
      while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
      return offset < bytes.count
    }

    mutating func take(_ literal: String) -> Bool {
      guard bytes[offset...].starts(with: literal.utf8) else { return false }
      offset += literal.utf8.count
      return true
    }

    mutating func value() -> JSONValue? {
      guard skipBlanks() else { return nil }
      if take("null") { return .null }
      if take("true") { return .bool(true) }
      if take("false") { return .bool(false) }
      if take("[") { return array() }
      if take("{") { return object() }
      if take("\"") { return string().map { .string($0) } }
      return number()
    }

    mutating func array() -> JSONValue? {
      var items: [JSONValue] = []
      while skipBlanks() {
        if take("]") { return .array(items) }
        if !items.isEmpty, !take(",") { return nil }
        guard let item = value() else { return nil }
        items.append(item)
      }
      return nil
    }

    mutating func object() -> JSONValue? {
      var entries: [[UInt8]: JSONValue] = [:]
      while skipBlanks() {
        if take("}") { return .object(entries) }
        if !entries.isEmpty, !take(",") { return nil }
        guard skipBlanks(), take("\""), let key = string() else { return nil }
        guard entries[key] == nil, skipBlanks(), take(":"), let value = value() else { return nil }
        entries[key] = value
      }
      return nil
    }

    mutating func number() -> JSONValue? {
      let start = offset
      while offset < bytes.count, "+-.eE0123456789".utf8.contains(bytes[offset]) { offset += 1 }
      return Double(String(decoding: bytes[start..<offset], as: UTF8.self)).map { .number($0) }
    }

    mutating func string() -> [UInt8]? {
      var result: [UInt8] = []
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""): return result
        case 0..<0x20: return nil
        case UInt8(ascii: "\\"):
          guard let scalar = escape() else { return nil }
          result += Array(String(Character(scalar)).utf8)
        default: result.append(byte)
        }
      }
      return nil
    }

    mutating func escape() -> Unicode.Scalar? {
      guard offset < bytes.count else { return nil }
      let letter = Unicode.Scalar(bytes[offset])
      offset += 1
      switch letter {
      case "n": return "\n"
      case "r": return "\r"
      case "t": return "\t"
      case "b": return "\u{8}"
      case "f": return "\u{c}"
      case "\"", "\\", "/": return letter
      case "u":
        guard offset + 4 <= bytes.count else { return nil }
        defer { offset += 4 }
        let digits = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
        return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
      default: return nil
      }
    }
  }
}
