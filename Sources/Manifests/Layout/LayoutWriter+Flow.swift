extension LayoutWriter {
  /// Brackets and what is in them; lines break where they did.
  ///
  /// After a line break, entries stand under the first one, or two deeper than the line of a bracket
  /// that ends its line.
  mutating func write(_ flow: LayoutFlow, lineIndent: Int) {
    guard let opener = flow.opener else {
      for entry in flow.entries { write(entry, lineIndent: lineIndent) }
      return
    }
    let isHanging = flow.isHanging
    let inner = isHanging ? lineIndent + 2 : column + 1
    var current = lineIndent
    output.append(opener)
    for (index, entry) in flow.entries.enumerated() {
      if entry.linesBefore > 0 || !entry.comments.isEmpty {
        beginLine(of: entry, isFirst: index == 0, indent: inner)
        current = inner
      } else if index > 0 {
        append(" ")
      }
      write(entry, lineIndent: current)
      if index + 1 < flow.entries.count || flow.hasTrailingComma { append(",") }
      append(entry.trailing)
    }
    let endsInComment = flow.entries.last?.trailing != nil || !flow.tail.isEmpty
    if flow.breaksBeforeEnd || endsInComment {
      endLine()
      write(flow.tail, indent: inner)
      pad(isHanging ? lineIndent : inner - 1)
    }
    append(opener == UInt8(ascii: "{") ? "}" : "]")
  }

  private mutating func beginLine(of entry: LayoutFlowEntry, isFirst: Bool, indent: Int) {
    endLine()
    if entry.linesBefore > 1, !isFirst { blankLine() }
    write(entry.comments, indent: indent)
    pad(indent)
  }

  private mutating func write(_ entry: LayoutFlowEntry, lineIndent: Int) {
    if let key = entry.key { writeFlowKey(key, hasColon: entry.hasColon, lineIndent: lineIndent) }
    if entry.key != nil, entry.value.anchor != nil || !entry.value.value.isEmpty { append(" ") }
    if let anchor = entry.value.anchor {
      output += bytes[anchor]
      if !entry.value.value.isEmpty { append(" ") }
    }
    write(entry.value.value, indent: lineIndent, textIndent: lineIndent)
  }

  private mutating func writeFlowKey(_ key: LayoutNode, hasColon: Bool, lineIndent: Int) {
    guard case .lines = key.value else { return writeKey(key, separator: hasColon ? ":" : "") }
    if let anchor = key.anchor {
      output += bytes[anchor]
      append(" ")
    }
    write(key.value, indent: lineIndent, textIndent: lineIndent)
    if hasColon { append(":") }
  }

  /// Where the next byte goes, in characters from the start of the line.
  private var column: Int {
    var count = 0
    for byte in output.reversed() {
      if byte == 0x0A { break }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    return count
  }
}
