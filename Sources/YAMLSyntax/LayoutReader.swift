import Diagnostics

/// Reads everything between the scalars once more: blanks, comments, punctuation, anchors.
///
/// libyaml is lenient in places where YAML is not, and reads some punctuation as older rules had
/// it. This reader walks the same bytes beside it by the strict rules. Where the two disagree about
/// what is punctuation, the file is refused, so that none is read as something it does not say.
struct LayoutReader {
  /// Offset of the next byte that was not looked at yet.
  private(set) var position: Int
  private(set) var lineStart: Int
  /// Number of brackets around the position.
  private(set) var flowDepth = 0
  /// The name of the anchor that was passed last and belongs to the next node.
  private var anchor: Range<Int>?
  /// Whether only blanks were seen on this line so far.
  private(set) var isAtLineLead = true
  /// Whether a disagreement with libyaml ended the reading.
  private var isLost = false

  private let bytes: [UInt8]
  private let start: Int

  init(_ bytes: [UInt8], start: Int) {
    self.bytes = bytes
    self.start = start
    position = start
    lineStart = start
  }

  /// The name of the anchor in front of the node that begins here, once.
  mutating func takeAnchor() -> Range<Int>? {
    defer { anchor = nil }
    return anchor
  }

  /// Column of the position, counted in bytes from 0.
  var column: Int { position - lineStart }

  // MARK: - Between nodes

  /// Passes blanks, comments and punctuation up to `target`, where libyaml saw a node.
  ///
  /// Here and below, `indent` is the column of the innermost block collection, or -1.
  mutating func advance(to target: Int, indent: Int, _ problems: inout ProblemList) {
    // Most often it is what stands between a key and its value.
    if target - position == 2, bytes[position] == UInt8(ascii: ":"), bytes[position + 1] == 0x20,
      !isAtLineLead
    {
      position = target
      return
    }
    while position < target, !isLost {
      let byte = bytes[position]
      if byte == 0x0A {
        lineStart = position + 1
        isAtLineLead = true
        position = min(endOfSpaces(from: lineStart), target)
      } else if byte == 0x20 {
        position += 1
      } else if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-"), flowDepth == 0,
        isBlank(position + 1)
      {
        isAtLineLead = false
        position += 1
      } else {
        step(indent: indent, &problems)
      }
    }
    if position > target, !isLost { lose(at: target, &problems) }
    if isLost { position = max(position, target) }
  }

  /// Passes the anchor in front of a scalar that ends at `end`, and what follows the anchor.
  mutating func passProperties(until end: Int, indent: Int, _ problems: inout ProblemList) {
    while position < end, !isLost, isPropertyOrBlank(bytes[position]) {
      step(indent: indent, &problems)
    }
  }

  /// Whether the content at the position is the first of its line, and how far it is indented.
  @inline(__always)
  mutating func touchContent(indent: Int, isCloser: Bool = false, _ problems: inout ProblemList) {
    guard isAtLineLead else { return }
    isAtLineLead = false
    guard flowDepth > 0 else { return }
    let spaces = leadingSpaces(from: lineStart)
    if spaces > indent || (isCloser && spaces == indent) { return }
    addIndentation(at: position, indent: indent, &problems)
  }

  /// Passes an opening bracket.
  mutating func open(indent: Int, _ problems: inout ProblemList) {
    touchContent(indent: indent, &problems)
    position += 1
    flowDepth += 1
  }

  /// Passes a closing bracket.
  mutating func close(indent: Int, _ problems: inout ProblemList) {
    touchContent(indent: indent, isCloser: true, &problems)
    position += 1
    flowDepth -= 1
  }

  /// Passes the name of an alias, up to `end`.
  mutating func passAlias(until end: Int, indent: Int, _ problems: inout ProblemList) {
    touchContent(indent: indent, &problems)
    position = end
    checkNameEnd(&problems)
  }

  // MARK: - Inside scalars

  /// Passes a scalar that stands on one line.
  @inline(__always)
  mutating func passScalar(until end: Int, indent: Int, _ problems: inout ProblemList) {
    touchContent(indent: indent, &problems)
    position = end
  }

  /// Passes a quoted or plain scalar that may go on over several lines.
  mutating func passLines(until end: Int, indent: Int, _ problems: inout ProblemList) {
    touchContent(indent: indent, &problems)
    while position < end {
      guard isBreak(bytes[position]) else {
        position += 1
        continue
      }
      beginLine()
      let spaces = leadingSpaces(from: position)
      var first = position + spaces
      while first < end, bytes[first] == 0x09 || bytes[first] == 0x20 { first += 1 }
      isAtLineLead = first >= end
      guard first < end, !isBreak(bytes[first]), spaces <= indent else { continue }
      addIndentation(at: first, indent: indent, &problems)
    }
    isAtLineLead = false
  }

  /// Passes a `|` or `>` scalar, whose end is the start of a line or the end of the file.
  mutating func passBlock(until end: Int, indent: Int, _ problems: inout ProblemList) {
    touchContent(indent: indent, &problems)
    BlockScalarCheck(bytes: bytes, start: position, end: end, indent: indent).check(&problems)
    position = end
    lineStart = end
    while lineStart > start, !isBreak(bytes[lineStart - 1]) { lineStart -= 1 }
    isAtLineLead = lineStart == end
  }

  // MARK: - Steps

  private mutating func step(indent: Int, _ problems: inout ProblemList) {
    switch bytes[position] {
    case 0x20: position += 1
    case 0x09: passTabs(&problems)
    case 0x0A, 0x0D: beginLine()
    case UInt8(ascii: "#"): passComment(&problems)
    default:
      touchContent(indent: indent, &problems)
      passIndicator(&problems)
    }
  }

  private mutating func beginLine() {
    let isPair =
      bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    lineStart = position
    isAtLineLead = true
  }

  private mutating func passTabs(_ problems: inout ProblemList) {
    let first = position
    while position < bytes.count, bytes[position] == 0x09 { position += 1 }
    problems.add(
      .yamlTab, "a tab stands outside of a quoted text", first..<position, help: "use spaces")
  }

  private mutating func passComment(_ problems: inout ProblemList) {
    if position > start, !isBlank(position - 1) {
      problems.add(
        .yamlComment, "a comment must have a space before its `#`", position..<position + 1,
        help: "put a space before the `#`, or quote the text if the `#` belongs to it")
    }
    while position < bytes.count, !isBreak(bytes[position]) { position += 1 }
  }

  private mutating func passIndicator(_ problems: inout ProblemList) {
    if flowDepth == 0, position == lineStart, isDocumentMarker {
      position += 3
      return
    }
    switch bytes[position] {
    case UInt8(ascii: "-") where flowDepth == 0 && isBlank(position + 1): position += 1
    case UInt8(ascii: ",") where flowDepth > 0: position += 1
    case UInt8(ascii: "?"), UInt8(ascii: ":"): passKeyIndicator(&problems)
    case UInt8(ascii: "&"): passAnchor(&problems)
    case UInt8(ascii: "!"): passTag(&problems)
    default: lose(at: position, &problems)
    }
  }

  private mutating func passKeyIndicator(_ problems: inout ProblemList) {
    let byte = bytes[position]
    let isAdjacent = byte == UInt8(ascii: ":") && flowDepth > 0 && followsQuoteOrBracket
    if !isBlank(position + 1), !isAdjacent {
      problems.add(
        .yamlIndicator,
        "readers of YAML disagree about a `\(Unicode.Scalar(byte))` here",
        position..<position + 1, help: "put a space after it, or quote the text it belongs to")
    }
    position += 1
  }

  private mutating func passAnchor(_ problems: inout ProblemList) {
    var end = position + 1
    while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
    anchor = position + 1..<end
    position = end
    checkNameEnd(&problems)
  }

  private mutating func passTag(_ problems: inout ProblemList) {
    let tagStart = position
    while position < bytes.count, !isBlank(position), !isFlowEnd(position) { position += 1 }
    problems.add(
      .yamlTag, "tags are not supported", tagStart..<position,
      help: "remove the tag; quote the text if it begins with `!`")
  }

  // MARK: - Bytes

  /// After a name stands a blank, or inside brackets what ends the value.
  private func checkNameEnd(_ problems: inout ProblemList) {
    guard !isBlank(position), !isFlowEnd(position) else { return }
    problems.add(
      .yamlAnchor, "the name of an anchor or alias must end with a space", position..<position + 1,
      help: "use letters, digits, `-` and `_`, or quote a text that begins with `&` or `*`")
  }

  private func isFlowEnd(_ offset: Int) -> Bool {
    guard flowDepth > 0 else { return false }
    let byte = bytes[offset]
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }

  /// Whether the last byte that is no blank ends a quoted scalar or a collection in brackets.
  private var followsQuoteOrBracket: Bool {
    var offset = position - 1
    while offset >= start, isBlank(offset) { offset -= 1 }
    guard offset >= start else { return false }
    return [0x22, 0x27, 0x5D, 0x7D].contains(bytes[offset])
  }

  private var isDocumentMarker: Bool {
    let byte = bytes[position]
    return (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) && position + 3 <= bytes.count
      && bytes[position + 1] == byte && bytes[position + 2] == byte && isBlank(position + 3)
  }

  /// Whether a blank, a line break or the end of the file stands at `offset`.
  private func isBlank(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return true }
    let byte = bytes[offset]
    return byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The offset of the first byte from `start` on that is no space.
  private func endOfSpaces(from start: Int) -> Int {
    var offset = start
    while let word = word(of: bytes, at: offset) {
      let difference = word ^ 0x2020_2020_2020_2020
      if difference != 0 { return offset + difference.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
    return offset
  }

  private func leadingSpaces(from offset: Int) -> Int { endOfSpaces(from: offset) - offset }

  private func isPropertyOrBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "&"), UInt8(ascii: "!"), UInt8(ascii: "#"): true
    default: false
    }
  }

  private func addIndentation(at offset: Int, indent: Int, _ problems: inout ProblemList) {
    problems.add(
      .yamlIndentation, "this line must be indented by more than \(indent) spaces",
      offset..<offset + 1, help: "indent it with spaces, deeper than the key it belongs to")
  }

  private mutating func lose(at offset: Int, _ problems: inout ProblemList) {
    isLost = true
    guard problems.isEmpty else { return }
    problems.add(
      .yamlIndicator, "readers of YAML disagree about the text here",
      offset..<min(offset + 1, bytes.count), help: "quote the text, or put spaces around signs")
  }
}

/// Whether a byte ends a line.
func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

/// Whether a byte may stand in the name of an anchor.
private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
    true
  default: false
  }
}
