/// Bytes that no editor shows, written as text: `\xFF`, `\u{202E}`, `\n`, `\r`, `\t` and `\\`.
enum Escapes {
  static func bytes(of text: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let scalar = rest.unicodeScalars.popFirst() {
      if scalar == "\\" {
        bytes += try escape(&rest)
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
    return bytes
  }

  private static func escape(_ rest: inout Substring) throws -> [UInt8] {
    switch rest.unicodeScalars.popFirst() {
    case "n": return [0x0A]
    case "r": return [0x0D]
    case "t": return [0x09]
    case "\\": return [0x5C]
    case "x":
      let digits = rest.prefix(2)
      guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16) else { break }
      rest = rest.dropFirst(2)
      return [byte]
    case "u":
      guard rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") else { break }
      let digits = rest[..<end].dropFirst()
      guard let scalar = UInt32(digits, radix: 16).flatMap(UnicodeScalar.init) else { break }
      rest = rest[rest.index(after: end)...]
      return Array(String(scalar).utf8)
    default: break
    }
    throw MalformedCaseReader.Fault(description: "there is no such escape before `\(rest)`")
  }
}
