import Diagnostics

/// The part of a source line that a diagnostic shows, split at the range that it underlines.
///
/// A long line is shortened around the range; carets stay under it because the three parts are
/// measured as they will be shown.
struct SourceExcerpt {
  private(set) var before: String
  private(set) var marked: String
  private(set) var after: String

  private static let tabWidth = 4
  private static let headWidthMax = 32
  private static let ellipsis = "..."

  /// The line that holds the start of `range`, at most `width` columns wide.
  init(_ range: Range<Int>, in index: LineIndex, width: Int) {
    let bytes = index.file.bytes
    var line = index.line(around: range.lowerBound)
    if line.lowerBound == 0, index.file.hasByteOrderMark, line.count >= 3 {
      line = 3..<line.upperBound
    }
    // Whatever is wrong with a line, it is not shown where a secret stands in it.
    if TokenMask.finds(in: bytes[line]) {
      (before, marked, after) = ("", "(a line with a secret)", "")
      return
    }
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(range.upperBound, start), line.upperBound)
    // Bytes looked at on each side, so that one endless line costs no more than a short one.
    let nearbyMax = width * 4
    let left = min(start, Self.scalarStart(max(line.lowerBound, start - nearbyMax), in: bytes))
    let middle = min(end, Self.scalarStart(start + nearbyMax, in: bytes))
    let right = min(line.upperBound, Self.scalarStart(end + nearbyMax, in: bytes))

    var column = 0
    before = Self.text(bytes[left..<start], from: &column)
    marked = Self.text(bytes[start..<middle], from: &column)
    after = Self.text(bytes[end..<right], from: &column)
    let isWhole = left == line.lowerBound && middle == end && right == line.upperBound
    if !isWhole || column > width {
      let headEnd = min(left, Self.scalarStart(line.lowerBound + nearbyMax, in: bytes))
      var headColumn = 0
      let head = Self.text(bytes[line.lowerBound..<headEnd], from: &headColumn)
      if left > headEnd { before = head + " " + before } else { before = head + before }
      shorten(to: width)
    }
  }

  /// The carets below, with the spaces before them.
  var carets: (indent: Int, count: Int) {
    (TerminalText.width(of: before), max(1, TerminalText.width(of: marked)))
  }

  // MARK: Shortening

  private mutating func shorten(to width: Int) {
    let markedWidth = TerminalText.width(of: marked)
    if markedWidth > width / 2 {
      marked = Self.prefix(of: marked, width: width / 2)
      after = Self.ellipsis
    }
    let room = max(0, width - TerminalText.width(of: marked))
    let beforeWidth = TerminalText.width(of: before)
    let afterWidth = TerminalText.width(of: after)
    let rightRoom = max(room / 4, room - beforeWidth)
    let leftRoom = max(room - rightRoom, room - afterWidth)
    if beforeWidth > leftRoom { before = Self.shortenedLeft(before, to: leftRoom) }
    let left = room - TerminalText.width(of: before)
    if afterWidth > left { after = Self.shortenedRight(after, to: left) }
  }

  /// The head of the line, an ellipsis, and what stands right before the range.
  private static func shortenedLeft(_ text: String, to width: Int) -> String {
    let head = wholeWords(prefix(of: text, width: min(headWidthMax, width / 2)))
    let mark = head.isEmpty ? ellipsis : ellipsis + " "
    let room = max(0, width - TerminalText.width(of: head) - mark.utf8.count)
    let scalars = Array(text.unicodeScalars)
    var start = scalars.count
    var used = 0
    while start > 0 {
      // Measured one by one, a mark counts as an escape: the tail is never too wide.
      used += TerminalText.width(of: String(Character(scalars[start - 1])))
      if used > room { break }
      start -= 1
    }
    // A word that would begin in its middle is left out, if much remains.
    if let space = scalars[start...].prefix(room / 2).firstIndex(of: " ") { start = space + 1 }
    return head + mark + string(scalars[start...])
  }

  private static func shortenedRight(_ text: String, to width: Int) -> String {
    let kept = prefix(of: text, width: max(0, width - ellipsis.utf8.count))
    let words = wholeWords(kept)
    return (words.isEmpty ? kept : words) + ellipsis
  }

  /// `text` without the word that its end may have cut.
  private static func wholeWords(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let space = scalars.lastIndex(of: " ") else { return "" }
    let words = scalars[...space]
    return words.allSatisfy { $0 == " " } ? "" : string(words)
  }

  private static func prefix(of text: String, width: Int) -> String {
    var used = 0
    let units = TerminalText.units(of: text).prefix { unit in
      used += unit.width
      return used <= width
    }
    return string(units.map(\.scalar))
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  // MARK: Reading

  /// The first place from `offset` on where a scalar may begin.
  private static func scalarStart(_ offset: Int, in bytes: [UInt8]) -> Int {
    var start = offset
    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return start
  }

  /// The text of `bytes` with tabs as spaces; `column` is where it begins and then where it ends.
  ///
  /// Bytes that are no UTF-8 become U+FFFD, one for each ill-formed sequence.
  private static func text(_ bytes: ArraySlice<UInt8>, from column: inout Int) -> String {
    let decoded = String(decoding: bytes, as: UTF8.self)
    guard decoded.utf8.contains(0x09) else {
      column += TerminalText.width(of: decoded)
      return decoded
    }
    var result = ""
    for (index, part) in decoded.split(separator: "\t", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 {
        let spaces = tabWidth - column % tabWidth
        result += String(repeating: " ", count: spaces)
        column += spaces
      }
      result += part
      column += TerminalText.width(of: String(part))
    }
    return result
  }
}
