/// The bytes of one input, read once, with the name that diagnostics call it by.
package final class SourceFile: Sendable {
  /// Path relative to the project file, or a name such as `<stdin>`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// A place as people count it: lines and columns from 1, columns in Unicode scalars.
  package struct Position: Hashable, Sendable {
    package let line: Int
    package let column: Int
  }

  /// The position of the byte at `offset`; an offset past the end is the end.
  ///
  /// - Complexity: O(offset), for it is asked for diagnostics only.
  package func position(of offset: Int) -> Position {
    var line = 1
    var lineStart = 0
    let end = min(max(offset, 0), bytes.count)
    var index = 0
    while index < end {
      if let next = lineBreakEnd(at: index), next <= end {
        line += 1
        lineStart = next
        index = next
      } else {
        index += 1
      }
    }
    return Position(line: line, column: scalarCount(in: lineStart..<end) + 1)
  }

  /// The bytes of the line that holds `offset`, without its line break, and where they start.
  package func line(around offset: Int) -> (start: Int, bytes: ArraySlice<UInt8>) {
    var start = 0
    var index = 0
    let limit = min(max(offset, 0), bytes.count)
    while index < limit {
      if let next = lineBreakEnd(at: index), next <= limit {
        start = next
        index = next
      } else {
        index += 1
      }
    }
    var end = limit
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return (start, bytes[min(start, end)..<end])
  }

  /// Number of Unicode scalars that begin in `range`; a byte order mark at the start is none.
  package func scalarCount(in range: Range<Int>) -> Int {
    var count = 0
    for index in range where bytes[index] & 0xC0 != 0x80 { count += 1 }
    if range.lowerBound == 0, hasByteOrderMark, range.upperBound >= 3 { count -= 1 }
    return count
  }

  package var hasByteOrderMark: Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  /// Where the line break at `index` ends (LF, CR LF or a lone CR), or nil when there is none.
  private func lineBreakEnd(at index: Int) -> Int? {
    if bytes[index] == 0x0A { return index + 1 }
    guard bytes[index] == 0x0D else { return nil }
    return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
  }
}

/// A run of bytes in a source file.
package struct SourceRange: Sendable {
  package let file: SourceFile
  /// Byte offsets, half-open.
  package let bytes: Range<Int>

  package init(_ file: SourceFile, _ bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }

  package var start: SourceFile.Position { file.position(of: bytes.lowerBound) }

  package var end: SourceFile.Position { file.position(of: bytes.upperBound) }
}

extension SourceRange: Hashable {
  /// The same bytes of the same file object.
  package static func == (left: SourceRange, right: SourceRange) -> Bool {
    left.file === right.file && left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(bytes)
  }
}
