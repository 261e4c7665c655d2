import Diagnostics

/// What the bytes of an accepted file are made of.
struct CharacterTraits {
  var isASCII = true
  var hasTabs = false
}

/// Finds every byte of a file that may not stand in it, comments included.
///
/// - Returns: nil when the file is refused.
func checkCharacters(of file: SourceFile, _ problems: inout ProblemList) -> CharacterTraits? {
  let bytes = file.bytes
  if let name = foreignEncoding(bytes) {
    problems.add(
      .yamlEncoding, "the file looks like \(name), not UTF-8", 0..<min(4, bytes.count),
      help: "save the file as UTF-8")
    return nil
  }
  var offset = file.hasByteOrderMark ? 3 : 0
  var traits = CharacterTraits()
  while true {
    offset = skipOrdinaryASCII(bytes, from: offset, &traits)
    guard offset < bytes.count, !problems.isFull else { break }
    if bytes[offset] >= 0x80 { traits.isASCII = false }
    offset = checkCharacter(bytes, at: offset, &problems)
  }
  return problems.isEmpty ? traits : nil
}

/// The name of the encoding that the first bytes give away, when it is not UTF-8.
private func foreignEncoding(_ bytes: [UInt8]) -> String? {
  func begins(_ prefix: UInt8...) -> Bool { bytes.starts(with: prefix) }
  if begins(0, 0, 0xFE, 0xFF) || begins(0xFF, 0xFE, 0, 0) || begins(0, 0, 0) { return "UTF-32" }
  if begins(0xFE, 0xFF) || begins(0xFF, 0xFE) { return "UTF-16" }
  guard bytes.count >= 2, (bytes[0] == 0) != (bytes[1] == 0) else { return nil }
  return bytes.count >= 4 && bytes[1...3].allSatisfy { $0 == 0 } ? "UTF-32" : "UTF-16"
}

/// The first offset from `start` on that holds anything but printable ASCII, tab, LF and CR.
private func skipOrdinaryASCII(
  _ bytes: [UInt8], from start: Int, _ traits: inout CharacterTraits
) -> Int {
  var offset = start
  while offset < bytes.count {
    if let word = word(of: bytes, at: offset), isOrdinary(word) {
      offset += 8
      continue
    }
    let end = min(offset + 8, bytes.count)
    while offset < end {
      guard isOrdinary(bytes[offset]) else { return offset }
      if bytes[offset] == 0x09 { traits.hasTabs = true }
      offset += 1
    }
  }
  return offset
}

/// Eight bytes at once, the first one lowest, or nil near the end.
@inline(__always)
func word(of bytes: [UInt8], at offset: Int) -> UInt64? {
  guard offset + 8 <= bytes.count else { return nil }
  return unsafe bytes.withUnsafeBytes { buffer in
    unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

/// Whether none of eight bytes is beyond ASCII, DEL or a control character other than LF.
private func isOrdinary(_ word: UInt64) -> Bool {
  let high: UInt64 = 0x8080_8080_8080_8080
  let ones: UInt64 = 0x0101_0101_0101_0101
  guard word & high == 0 else { return false }
  // The bytes are below 0x80, so no sum carries into its neighbour.
  let isVisible = word &+ 0x60 * ones
  let isNoLineFeed = (word ^ (0x0A * ones)) &+ 0x7F * ones
  let isNoDelete = (word ^ (0x7F * ones)) &+ 0x7F * ones
  return (isVisible | ~isNoLineFeed) & isNoDelete & high == high
}

private func isOrdinary(_ byte: UInt8) -> Bool {
  (byte >= 0x20 && byte < 0x7F) || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// Judges the character at `offset` and returns the offset of the next one.
private func checkCharacter(
  _ bytes: [UInt8], at offset: Int, _ problems: inout ProblemList
) -> Int {
  guard let (scalar, length) = decodeUTF8(bytes, at: offset) else {
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80, end < offset + 4 { end += 1 }
    let shown = bytes[offset..<end].map { hexadecimal(UInt32($0), digits: 2) }
    problems.add(
      .yamlInvalidUTF8, "the bytes \(shown.joined(separator: " ")) are not UTF-8", offset..<end,
      help: "save the file as UTF-8")
    return end
  }
  if let refused = RefusedCharacter(scalar) {
    problems.add(
      refused.code, "\(refused.description) must not stand in a manifest",
      offset..<offset + length,
      help: "remove it; an editor that shows hidden characters will find it")
  }
  return offset + length
}

/// The Unicode scalar at `offset` and its length, or nil when the bytes are not well-formed UTF-8.
///
/// Source: The Unicode Standard, table 3-7, well-formed byte sequences.
func decodeUTF8(_ bytes: [UInt8], at offset: Int) -> (scalar: UInt32, length: Int)? {
  let lead = bytes[offset]
  let (length, low, high): (Int, UInt8, UInt8)
  switch lead {
  case 0x00...0x7F: return (UInt32(lead), 1)
  case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
  case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
  case 0xE1...0xEC, 0xEE...0xEF: (length, low, high) = (3, 0x80, 0xBF)
  case 0xED: (length, low, high) = (3, 0x80, 0x9F)
  case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
  case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
  case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
  default: return nil
  }
  guard offset + length <= bytes.count, (low...high).contains(bytes[offset + 1]) else { return nil }
  var scalar = UInt32(lead) & (0x7F >> UInt32(length))
  for next in offset + 1..<offset + length {
    guard bytes[next] & 0xC0 == 0x80 else { return nil }
    scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
  }
  return (scalar, length)
}

/// A number in upper-case base 16, at least `digits` long.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
