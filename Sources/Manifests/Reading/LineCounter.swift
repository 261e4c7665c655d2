/// Counts lines for offsets that mostly grow, so that a file is scanned about once.
struct LineCounter {
  private let bytes: [UInt8]
  private var offset = 0
  private var current = 1

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The line, from 1, that holds `offset`.
  mutating func line(of target: Int) -> Int {
    if target < offset { (offset, current) = (0, 1) }
    while offset < target {
      let byte = bytes[offset]
      let isBreak =
        byte == 0x0A || (byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A))
      if isBreak { current += 1 }
      offset += 1
    }
    return current
  }
}
