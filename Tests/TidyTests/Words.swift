/// Whether a byte can stand inside a Swift name.
func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
    true
  default: false
  }
}

extension StringProtocol {
  /// Whether `needle` stands here, and not as a part of a longer name.
  func containsWord(_ needle: String) -> Bool {
    let text = Array(utf8), wanted = Array(needle.utf8)
    guard let first = wanted.first, let last = wanted.last, text.count >= wanted.count else {
      return false
    }
    for start in 0...(text.count - wanted.count) where text[start] == first {
      let end = start + wanted.count
      guard text[start..<end].elementsEqual(wanted) else { continue }
      let startsInside = start > 0 && isNameByte(first) && isNameByte(text[start - 1])
      let endsInside = end < text.count && isNameByte(last) && isNameByte(text[end])
      if !startsInside && !endsInside { return true }
    }
    return false
  }
}
