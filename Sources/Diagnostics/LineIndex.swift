/// Where the lines of one file begin, so that many places in it cost no scan each.
///
/// It answers as `SourceFile.position(of:)` and `SourceFile.line(around:)` do, and quickly also in a
/// file that is one long line: scalars are counted in blocks.
///
/// - Complexity: O(n) to make and n / 128 integers and one a line of memory; each answer is O(log n) in the lines.
package struct LineIndex: Sendable {
  package let file: SourceFile
  /// Offset of the first byte of each line.
  private var lineStarts: [Int] = [0]
  /// How many scalars begin before each block of `blockBytes`.
  private var scalarsBefore: [Int] = []

  private static let blockBytes = 128

  package init(_ file: SourceFile) {
    self.file = file
    let bytes = file.bytes
    scalarsBefore.reserveCapacity(bytes.count / Self.blockBytes + 1)
    var scalars = 0
    for (index, byte) in bytes.enumerated() {
      if index % Self.blockBytes == 0 { scalarsBefore.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      let isBreak =
        byte == 0x0A
        || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
      if isBreak { lineStarts.append(index + 1) }
    }
    // Also the block that begins at the end has its count.
    if bytes.count % Self.blockBytes == 0 { scalarsBefore.append(scalars) }
  }

  /// The position of the byte at `offset`; an offset past the end is the end.
  package func position(of offset: Int) -> SourceFile.Position {
    let end = min(max(offset, 0), file.bytes.count)
    let line = lineNumber(of: end)
    let start = lineStarts[line - 1]
    var column = scalars(before: end) - scalars(before: start) + 1
    if start == 0, file.hasByteOrderMark, end >= 3 { column -= 1 }
    return SourceFile.Position(line: line, column: column)
  }

  /// The bytes of the line that holds `offset`, without its line break.
  package func line(around offset: Int) -> Range<Int> {
    let number = lineNumber(of: min(max(offset, 0), file.bytes.count))
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : file.bytes.count
    while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The number, from 1, of the last line that begins at or before `offset`.
  private func lineNumber(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Number of scalars that begin before `offset`.
  private func scalars(before offset: Int) -> Int {
    let block = offset / Self.blockBytes
    var count = scalarsBefore[block]
    for index in block * Self.blockBytes..<offset where file.bytes[index] & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}
