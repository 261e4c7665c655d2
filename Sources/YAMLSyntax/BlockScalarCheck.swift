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
    while offset < end, bytes[offset] == 0x20 { offset += 1 }
    if offset < end, bytes[offset] == 0x09 {
      problems.add(
        .yamlTab, "a tab stands outside of a quoted text", offset..<offset + 1, help: "use spaces")
    }
    while offset < end, !isBreak(bytes[offset]) { offset += 1 }
    if !hasIndentation { checkLeadingBlankLines(from: offset, &problems) }
    checkLastLine(after: offset, &problems)
  }

  /// Refuses blank lines before the text that hold spaces, but not as many as the text has.
  private func checkLeadingBlankLines(from header: Int, _ problems: inout ProblemList) {
    var offset = header
    var blankLines: [Range<Int>] = []
    while offset < bytes.count, isBreak(bytes[offset]) {
      offset += 1
      let lineStart = offset
      while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
      let spaces = lineStart..<offset
      guard offset < bytes.count else { return }
      if isBreak(bytes[offset]) {
        if !spaces.isEmpty { blankLines.append(spaces) }
      } else if spaces.count > indent {
        refuse(blankLines.filter { $0.count != spaces.count }, &problems)
      }
    }
  }

  private func refuse(_ blankLines: [Range<Int>], _ problems: inout ProblemList) {
    guard let first = blankLines.first else { return }
    problems.add(
      .yamlBlockScalar, "this blank line is not indented like the text after it", first,
      help: "remove its spaces")
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
