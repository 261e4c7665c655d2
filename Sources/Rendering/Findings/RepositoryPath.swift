/// Paths as code hosts want them: relative to the repository, although diagnostics name files
/// relative to the project file.
enum RepositoryPath {
  /// `path` below `folder`, without `.` and, where possible, without `..`.
  ///
  /// `folder` is the project's folder in the repository, empty when that is the root.
  static func joined(_ folder: String, _ path: String) -> String {
    guard !path.hasPrefix("/"), !path.hasPrefix("<") else { return path }
    var components: [Substring] = []
    for part in folder.split(separator: "/") + path.split(separator: "/") {
      if part == "." { continue }
      if part == "..", let last = components.last, last != ".." {
        components.removeLast()
      } else {
        components.append(part)
      }
    }
    return components.joined(separator: "/")
  }

  /// `path` as a relative URI reference: other bytes than those of RFC 3986 `pchar` and `/` are
  /// percent-encoded, and `:` too, for it would make a scheme of what stands before it.
  static func uri(_ path: String) -> String {
    var output: [UInt8] = []
    for byte in path.utf8 {
      if isPathByte(byte) {
        output.append(byte)
      } else {
        output.append(UInt8(ascii: "%"))
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 0xF))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~!$&'()*+,;=@/".utf8.contains(byte)
    }
  }

  private static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
  }
}
