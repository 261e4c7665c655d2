import AccessModel
import Diagnostics

/// Reads one line of `check --batch`: a flat JSON object (RFC 8259) of texts and null, and no more.
///
/// WHY not the reader of manifests: it makes a tree with positions for people, and a gateway asks
/// half a million lines a second.
struct CheckLineReader {
  static let bytesMax = 64 << 10

  private let bytes: [UInt8]
  private var at: Int
  private let start: Int
  private let end: Int

  /// The question in a range of bytes, which holds no line break.
  static func line(_ bytes: [UInt8], _ range: Range<Int>) throws(CheckFault) -> CheckLine {
    guard range.count <= bytesMax else { throw .tooLong }
    var reader = CheckLineReader(bytes, range)
    return try reader.object()
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (at, start, end) = (range.lowerBound, range.lowerBound, range.upperBound)
  }

  private mutating func object() throws(CheckFault) -> CheckLine {
    var line = CheckLine()
    skipSpace()
    guard take(UInt8(ascii: "{")) else { throw .notObject }
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard let name = try text() else { throw .notObject }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw .notObject }
        skipSpace()
        try line.take(name, try value(name))
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw .notObject }
    }
    skipSpace()
    guard at == end else { throw .notObject }
    return line
  }

  /// The text or null of a member.
  private mutating func value(_ name: Text) throws(CheckFault) -> Text? {
    if let text = try text() { return text }
    guard end - at >= 4, Text(bytes, at..<at + 4).is("null") else {
      // A value of another type: what is wrong first is the name, if it is not known.
      var probe = CheckLine()
      try probe.take(name, .empty)
      throw .notObject
    }
    at += 4
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
  }

  // MARK: Texts

  /// The text that begins here; nil when none does.
  private mutating func text() throws(CheckFault) -> Text? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let first = at
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return Text(bytes, first..<at - 1)
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: first) }
      guard byte >= 0x20 else { throw .notObject }
      if byte >= 0x80 { try requireUTF8(from: first) }
      at += 1
    }
    throw .notObject
  }

  /// Steps over the rest of the line when it is UTF-8 up to its end.
  private func requireUTF8(from first: Int) throws(CheckFault) {
    guard String(validating: bytes[first..<end], as: UTF8.self) != nil else { throw .notUTF8 }
  }

  /// A text with escapes, in a buffer of its own.
  private mutating func escapedText(from first: Int) throws(CheckFault) -> Text {
    try requireUTF8(from: first)
    var decoded = Array(bytes[first..<at])
    while at < end {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return Text(decoded)
      case UInt8(ascii: "\\"):
        guard case .decoded = JSONEscape.decode(bytes, at: &at, end: end, to: &decoded) else {
          throw .notObject
        }
      case 0..<0x20: throw .notObject
      default: decoded.append(byte)
      }
    }
    throw .notObject
  }
}
