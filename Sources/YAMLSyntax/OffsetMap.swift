/// Turns libyaml's positions, counted in characters, into byte offsets.
///
/// The positions of consecutive events lie close together, so a cursor that walks to the next one
/// costs a single pass over the file; pure ASCII needs no walk at all.
struct OffsetMap {
  private let bytes: [UInt8]
  /// Length of the byte order mark, which libyaml never saw.
  private let base: Int
  private let isASCII: Bool
  private var character = 0
  private var offset: Int

  init(_ bytes: [UInt8], base: Int, isASCII: Bool) {
    self.bytes = bytes
    self.base = base
    self.isASCII = isASCII
    offset = base
  }

  @inline(__always)
  mutating func byteOffset(of wanted: Int) -> Int {
    isASCII ? wanted + base : walk(to: wanted)
  }

  private mutating func walk(to wanted: Int) -> Int {
    while character < wanted, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      character += 1
    }
    while character > wanted, offset > base {
      offset -= 1
      while offset > base, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      character -= 1
    }
    return offset
  }
}
