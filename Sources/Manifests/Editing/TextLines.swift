import Diagnostics

/// The lines of a file by byte offsets, with whatever line ends it has.
struct TextLines {
  let bytes: [UInt8]
  /// The first byte after a byte order mark.
  let first: Int

  init(_ file: SourceFile) {
    bytes = file.bytes
    first = file.hasByteOrderMark ? 3 : 0
  }

  /// The first byte of the line that holds `offset`.
  func start(of offset: Int) -> Int {
    var place = offset
    while place > first, !endsLine(place - 1) { place -= 1 }
    return place
  }

  /// Where the line that holds `offset` ends, in front of its line break.
  func end(of offset: Int) -> Int {
    var place = offset
    while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
    return place
  }

  /// The first byte of the line after the one that holds `offset`; the end of the file if none.
  func next(after offset: Int) -> Int {
    let end = end(of: offset)
    guard end < bytes.count else { return end }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }

  /// The end of the line before the one that begins at `start`, or nil for the first line.
  func endOfPrevious(_ start: Int) -> Int? {
    guard start > first else { return nil }
    let isPair = start - 2 >= first && bytes[start - 1] == 0x0A && bytes[start - 2] == 0x0D
    return start - (isPair ? 2 : 1)
  }

  /// Whether the line that holds `offset` is ended by a break and not by the end of the file.
  func isEnded(_ offset: Int) -> Bool { end(of: offset) < bytes.count }

  /// The line break of the line that holds `offset`, else that of the file's first line, else LF.
  func lineBreak(near offset: Int) -> [UInt8] {
    for place in [offset, first] where isEnded(place) {
      return Array(bytes[end(of: place)..<next(after: place)])
    }
    return [0x0A]
  }

  /// Whether nothing but spaces and tabs stands in a range.
  func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Whether only blanks stand in front of `offset` on its line.
  func isLead(_ offset: Int) -> Bool { isBlank(start(of: offset)..<offset) }

  /// The blanks that the line of `offset` begins with, at most up to it.
  func lead(of offset: Int) -> [UInt8] {
    Array(bytes[start(of: offset)..<offset].prefix { $0 == 0x20 || $0 == 0x09 })
  }

  /// The first byte of a line that is no blank, or its end.
  func content(ofLineAt start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    return place
  }

  /// Whether a line holds a comment and nothing else.
  func isComment(lineAt start: Int) -> Bool {
    let place = content(ofLineAt: start)
    return place < bytes.count && bytes[place] == UInt8(ascii: "#")
  }

  /// Whether a line is empty or blank.
  func isBlank(lineAt start: Int) -> Bool { content(ofLineAt: start) == end(of: start) }

  private func endsLine(_ place: Int) -> Bool {
    if bytes[place] == 0x0A { return true }
    guard bytes[place] == 0x0D else { return false }
    return place + 1 >= bytes.count || bytes[place + 1] != 0x0A
  }
}
