import Diagnostics

/// Writes a file anew: indentation and blanks by the rules, everything else byte for byte.
struct LayoutWriter {
  let bytes: [UInt8]
  var output: [UInt8] = []
  /// Whether a blank line here would become part of the text before it.
  var isAfterKeptText = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count + bytes.count / 8)
  }

  mutating func write(_ file: LayoutFile, isMoved: Bool, firstHasMarker: Bool, head: [LayoutLine]) {
    write(head, indent: 0)
    for (index, document) in file.documents.enumerated() {
      let isParted = isMoved && head.contains(where: \.isComment) && document.hasLead
      let isMarked = index > 0 || firstHasMarker || document.markerComment != nil || isParted
      if index > 0, document.before.contains(where: \.isComment) {
        write(document.before.withoutOuterBlanks, indent: 0)
      }
      write(document, isMarked: isMarked)
    }
    if file.tail.contains(where: \.isComment) { write(file.tail, indent: 0) }
    dropBlankEnd()
  }

  private mutating func write(_ document: LayoutDocument, isMarked: Bool) {
    if isMarked {
      dropBlankEnd()
      append("---")
      isAfterKeptText = false
      append(document.markerComment)
      endLine()
    }
    let lead = isMarked ? Array(document.lead.drop { !$0.isComment }) : document.lead
    write(lead, indent: 0)
    writeBody(document)
    if document.tail.contains(where: \.isComment) { write(document.tail, indent: 0) }
    if document.hasEnd {
      dropBlankEnd()
      append("...")
      endLine()
    }
  }

  private mutating func writeBody(_ document: LayoutDocument) {
    if let anchor = document.body.anchor {
      output += bytes[anchor]
      if document.body.value.isBlock { endLine() } else { append(" ") }
    }
    switch document.body.value {
    case .empty: break
    case .block(let block): write(block, indent: 0, isCompact: false)
    case .inline, .lines, .blockText, .flow:
      write(document.body.value, indent: 0, textIndent: document.body.value.isFlow ? 0 : -2)
      append(document.trailing)
      endLine()
    }
  }

  // MARK: - Blocks

  /// A compact block begins behind the dash of a list.
  mutating func write(_ block: LayoutBlock, indent: Int, isCompact: Bool) {
    for (index, entry) in block.entries.enumerated() {
      if entry.hasBlankBefore, index > 0 { blankLine() }
      if !entry.heading.isEmpty {
        write(entry.heading.withoutOuterBlanks, indent: indent)
        blankLine()
      }
      write(entry.comments, indent: indent)
      if index > 0 || !isCompact { pad(indent) }
      write(entry, indent: indent)
    }
    write(block.tail, indent: indent)
  }

  private mutating func write(_ entry: LayoutEntry, indent: Int) {
    isAfterKeptText = false
    if let key = entry.key {
      writeKey(key, separator: ":")
    } else {
      append("-")
    }
    if let anchor = entry.value.anchor {
      pad(entry.value.value.isFlow && !entry.isBelow ? entry.gap : 1)
      output += bytes[anchor]
    }
    if case .block(let block) = entry.value.value {
      write(block, of: entry, indent: indent)
    } else {
      writeInline(entry, indent: indent)
    }
  }

  private mutating func write(_ block: LayoutBlock, of entry: LayoutEntry, indent: Int) {
    let isCompact =
      entry.key == nil && entry.headComment == nil && entry.value.anchor == nil
      && !(block.entries.first?.hasLinesAbove ?? true)
    if isCompact {
      append(" ")
    } else {
      append(entry.headComment)
      endLine()
    }
    write(block, indent: indent + 2, isCompact: isCompact)
  }

  private mutating func writeInline(_ entry: LayoutEntry, indent: Int) {
    let value = entry.value.value
    let hasComments = entry.headComment != nil || !entry.between.isEmpty
    let staysBelow = entry.isBelow && (hasComments || entry.key != nil && !value.isBlockText)
    if staysBelow {
      append(entry.headComment)
      endLine()
      write(entry.between, indent: indent + 2)
      pad(indent + 2)
    } else if !value.isEmpty {
      let isPadded = value.isFlow && entry.key != nil && entry.value.anchor == nil && !entry.isBelow
      pad(isPadded ? entry.gap : 1)
    }
    write(value, indent: staysBelow ? indent + 2 : indent, textIndent: indent)
    append(entry.trailing)
    endLine()
  }

  /// A key of more than a name: an alias needs a space in front of the `:`.
  mutating func writeKey(_ key: LayoutNode, separator: String) {
    if let anchor = key.anchor {
      output += bytes[anchor]
      append(" ")
    }
    guard case .inline(let range) = key.value else { return }
    output += bytes[range]
    if bytes[range.lowerBound] == UInt8(ascii: "*"), !separator.isEmpty { append(" ") }
    append(separator)
  }

  // MARK: - Values

  /// A value that begins on this line.
  ///
  /// `indent` is where its line begins, and `textIndent` the column of the collection around it.
  mutating func write(_ value: LayoutValue, indent: Int, textIndent: Int) {
    switch value {
    case .empty, .block: break
    case .inline(let range): output += bytes[range]
    case .lines(let range): writeLines(range, indent: textIndent + 2)
    case .blockText(let text): write(text, indent: textIndent)
    case .flow(let flow): write(flow, lineIndent: indent)
    }
  }

  /// A scalar of several lines; what folding drops at the ends of lines is dropped here.
  private mutating func writeLines(_ range: Range<Int>, indent: Int) {
    var start = range.lowerBound
    var isFirst = true
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(where: isBreak) ?? range.upperBound
      writeLine(
        start..<end, indent: isFirst ? 0 : indent, isFirst: isFirst, isLast: end == range.upperBound
      )
      guard end < range.upperBound else { return }
      endLine()
      isFirst = false
      let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
  }

  private mutating func writeLine(_ line: Range<Int>, indent: Int, isFirst: Bool, isLast: Bool) {
    var (start, end) = (line.lowerBound, line.upperBound)
    while !isFirst, start < end, isSpace(bytes[start]) { start += 1 }
    while !isLast, end > start, isSpace(bytes[end - 1]) { end -= 1 }
    let backslashes = bytes[start..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    // A backslash takes the space after it along.
    if end < line.upperBound, backslashes % 2 == 1 { end += 1 }
    guard start < end else { return }
    pad(indent)
    output += bytes[start..<end]
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func write(_ text: LayoutBlockText, indent: Int) {
    let isCutOff =
      text.endsWithFile && !(text.chomping.map { bytes[$0] == UInt8(ascii: "-") } ?? false)
    for offset in text.header where !isCutOff || offset != text.chomping {
      output.append(bytes[offset])
      // The file ends without the line break that the text would have at its end from now on.
      if isCutOff, offset == text.header.lowerBound { append("-") }
    }
    while output.last == 0x20 { output.removeLast() }
    let width = text.indentation.map { Int(bytes[$0]) - 0x30 } ?? 2
    for line in text.lines {
      endLine()
      if !line.isEmpty { pad(max(indent, 0) + width) }
      output += bytes[line]
    }
    isAfterKeptText = text.keepsBlankLines && !isCutOff
  }
}

extension LayoutValue {
  var isEmpty: Bool { if case .empty = self { true } else { false } }
  var isFlow: Bool { if case .flow = self { true } else { false } }
  var isBlock: Bool { if case .block = self { true } else { false } }
  var isBlockText: Bool { if case .blockText = self { true } else { false } }
}

extension LayoutDocument {
  /// Whether comments of its own stand between its `---` and its first line.
  fileprivate var hasLead: Bool { lead.contains(where: \.isComment) }
}

extension [LayoutLine] {
  fileprivate var withoutOuterBlanks: [LayoutLine] {
    guard let first = firstIndex(where: \.isComment), let last = lastIndex(where: \.isComment)
    else { return [] }
    return Array(self[first...last])
  }
}
