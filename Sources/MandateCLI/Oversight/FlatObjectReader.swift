import Diagnostics

/// Reads one line that is a flat JSON object (RFC 8259) of texts and null, and says at which byte it
/// is none.
///
/// WHY not the reader of manifests: that one also takes what JSON does not, and a gateway's feed has
/// a hundred thousand lines.
struct FlatObjectReader {
  /// A name with its text; nil for null.
  struct Member {
    let name: Text
    let nameAt: Int
    let value: Text?
    let valueAt: Int
  }

  /// Why a line is no such object.
  struct Fault: Error, Equatable {
    /// The byte in the buffer.
    let at: Int
    let message: String

    init(_ at: Int, _ message: String) {
      self.at = at
      self.message = message
    }
  }

  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  /// The members of the object in a range of `bytes`, in their order; no two have one name.
  static func members(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> [Member] {
    var reader = FlatObjectReader(bytes, range)
    return try reader.object()
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (at, end) = (range.lowerBound, range.upperBound)
  }

  private mutating func object() throws(Fault) -> [Member] {
    var members: [Member] = []
    try take("{", "an object begins with `{`")
    skipSpace()
    if at < end, bytes[at] == UInt8(ascii: "}") {
      at += 1
    } else {
      try append(to: &members)
      while at < end, bytes[at] == UInt8(ascii: ",") {
        at += 1
        try append(to: &members)
      }
      try take("}", "an object goes on with `,` or ends with `}`")
    }
    skipSpace()
    guard at == end else { throw Fault(at, "something stands after the object") }
    return members
  }

  private mutating func append(to members: inout [Member]) throws(Fault) {
    skipSpace()
    let nameAt = at
    let name = try text("a member begins with its name in quotes")
    guard !members.contains(where: { $0.name == name }) else {
      throw Fault(nameAt, "the member `\(name)` stands twice")
    }
    try take(":", "a `:` stands between a name and its value")
    skipSpace()
    let valueAt = at
    let value = try valueOrNull(of: name)
    members.append(Member(name: name, nameAt: nameAt, value: value, valueAt: valueAt))
    skipSpace()
  }

  private mutating func valueOrNull(of name: Text) throws(Fault) -> Text? {
    if end - at >= 4, Text(bytes, at..<at + 4).is("null") {
      at += 4
      return nil
    }
    return try text("the value of `\(name)` is not a text")
  }

  private mutating func take(_ wanted: Unicode.Scalar, _ otherwise: String) throws(Fault) {
    skipSpace()
    guard at < end, bytes[at] == UInt8(ascii: wanted) else { throw Fault(at, otherwise) }
    at += 1
  }

  private mutating func skipSpace() {
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
  }
}

// MARK: - Texts

extension FlatObjectReader {
  private mutating func text(_ otherwise: String) throws(Fault) -> Text {
    guard at < end, bytes[at] == UInt8(ascii: "\"") else { throw Fault(at, otherwise) }
    let quote = at
    at += 1
    var decoded: [UInt8] = []
    while at < end {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard String(validating: decoded, as: UTF8.self) != nil else {
          throw Fault(quote, "the text is not UTF-8")
        }
        return Text(decoded)
      case UInt8(ascii: "\\"): try appendEscape(to: &decoded)
      case 0..<0x20: throw Fault(at - 1, "a control character stands in a text")
      default: decoded.append(byte)
      }
    }
    throw Fault(quote, "the text does not end on its line")
  }

  private mutating func appendEscape(to decoded: inout [UInt8]) throws(Fault) {
    let backslash = at - 1
    switch JSONEscape.decode(bytes, at: &at, end: end, to: &decoded) {
    case .decoded: return
    case .cut: throw Fault(backslash, "the text does not end on its line")
    case .noScalar: throw Fault(backslash, "`\\u` names no character")
    case .unknown: throw Fault(backslash, "there is no such escape")
    }
  }
}
