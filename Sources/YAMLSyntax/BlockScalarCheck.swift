import Diagnostics

/// The rules of `|` and `>` texts that libyaml does not hold.
struct BlockScalarCheck {
  let bytes: [UInt8]
  /// Where the `|` or `>` stands.
  let start: Int
  /// Start of the line after the text, or the end of the file.
  let end: Int
  /// Column of the block collection around it, or -1.
  let indent: Int

  func check(_ problems: inout ProblemList) {
    var offset = start + 1
    var hasIndentation = false
    while offset < end, isHeaderByte(bytes[offset]) {
      if bytes[offset] != 0x2B, bytes[offset] != 0x2D { hasIndentation = true }
      offset += 1
    }
    if offset < end, bytes[offset] == UInt8(ascii: "#") {
      problems.add(
        .yamlComment, "a comment must have a space before its `#`", offset..<offset + 1,
        help: "put a space before the `#`")
    }
    while offset < end, !isBreak(bytes[offset]) { offset += 1 }
    if !hasIndentation { checkLeadingBlankLines(from: offset, &problems) }
    checkLastLine(after: offset, &problems)
  }

  /// Refuses blank lines before the text that are indented deeper than the text.
  private func checkLeadingBlankLines(from header: Int, _ problems: inout ProblemList) {
    var offset = header
    var deepest: (spaces: Int, offset: Int) = (0, header)
    while offset < bytes.count, isBreak(bytes[offset]) {
      offset += 1
      let lineStart = offset
      while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
      let spaces = offset - lineStart
      guard offset < bytes.count else { return }
      if isBreak(bytes[offset]) {
        if spaces > deepest.spaces { deepest = (spaces, lineStart) }
      } else if spaces > indent, deepest.spaces > spaces {
        problems.add(
          .yamlBlockScalar, "this blank line holds more spaces than the first line of the text",
          deepest.offset..<deepest.offset + deepest.spaces, help: "remove its spaces")
      }
    }
  }

  /// Refuses a last line of blanks that the end of the file cuts off.
  private func checkLastLine(after header: Int, _ problems: inout ProblemList) {
    var offset = end
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    guard offset == bytes.count else { return }
    while offset > header, bytes[offset - 1] == 0x20 || bytes[offset - 1] == 0x09 { offset -= 1 }
    guard offset < bytes.count, offset > header, isBreak(bytes[offset - 1]) else { return }
    problems.add(
      .yamlBlockScalar, "the file ends in a line of spaces that may belong to this text",
      offset..<bytes.count, help: "end the file with a line break, without spaces before it")
  }

  private func isHeaderByte(_ byte: UInt8) -> Bool {
    byte == 0x2B || byte == 0x2D || (0x30...0x39).contains(byte)
  }
}
