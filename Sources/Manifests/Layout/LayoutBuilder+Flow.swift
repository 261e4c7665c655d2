import Diagnostics
import YAMLSyntax

extension LayoutBuilder {
  /// A collection in brackets, or the single pair of a list in brackets.
  mutating func readFlow(
    _ node: NodeID, _ rule: LayoutRule, blockColumn: Int
  ) throws(LayoutObstacle) -> LayoutFlow {
    var flow = LayoutFlow(opener: bytes[position])
    position += 1
    let isSequence = tree.kind(node) == .sequence
    var children = tree.writtenChildren(node)
    var keys: [LayoutKey] = []
    while let child = children.next() {
      let gap = try readGap()
      guard gap.commas == (flow.entries.isEmpty ? 0 : 1) else { throw obstacle }
      var entry = LayoutFlowEntry(
        linesBefore: gap.lines, comments: gap.comments, start: position)
      claim(gap.trailing, in: &flow, next: &entry)
      if isSequence {
        keys.append(order.key(ofElement: child, rule))
        entry.value = try readFlowValue(child, rule.ofElement, blockColumn: blockColumn)
      } else {
        guard let value = children.next() else { throw obstacle }
        keys.append(order.key(of: child, rule))
        try readPair(child, value, into: &entry, rule, blockColumn: blockColumn)
      }
      flow.entries.append(entry)
    }
    try close(&flow)
    order.sort(&flow, keys, end: position)
    return flow
  }

  private mutating func close(_ flow: inout LayoutFlow) throws(LayoutObstacle) {
    let gap = try readGap()
    flow.hasTrailingComma = gap.commas > 0
    flow.breaksBeforeEnd = gap.lines > 0
    flow.tail = gap.comments
    if let trailing = gap.trailing {
      if flow.entries.isEmpty {
        flow.tail.insert(.comment(trailing.text, column: 0), at: 0)
      } else {
        flow.entries[flow.entries.count - 1].trailing = trailing
      }
    }
    try pass(flow.opener == UInt8(ascii: "{") ? "}" : "]")
  }

  /// A comment behind an entry stays behind it; one behind the bracket heads the first entry.
  private func claim(
    _ trailing: LayoutComment?, in flow: inout LayoutFlow, next: inout LayoutFlowEntry
  ) {
    guard let trailing else { return }
    if flow.entries.isEmpty {
      next.comments.insert(.comment(trailing.text, column: 0), at: 0)
    } else {
      flow.entries[flow.entries.count - 1].trailing = trailing
    }
  }

  private mutating func readPair(
    _ key: NodeID, _ value: NodeID, into entry: inout LayoutFlowEntry, _ rule: LayoutRule,
    blockColumn: Int
  ) throws(LayoutObstacle) {
    let written = try readFlowValue(key, .asWritten, blockColumn: blockColumn)
    entry.key = written
    try skipToToken()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
      guard isEmpty(value) else { throw obstacle }
      return
    }
    position += 1
    entry.hasColon = true
    try skipToToken()
    entry.value = try readFlowValue(
      value, self.rule(of: key, in: rule), blockColumn: blockColumn)
  }

  private mutating func readFlowValue(
    _ node: NodeID, _ rule: LayoutRule, blockColumn: Int
  ) throws(LayoutObstacle) -> LayoutNode {
    var found = LayoutNode(anchor: nil, value: .empty)
    if try readAnchor(before: node, into: &found), !isEmpty(node) { try skipToToken() }
    guard !isEmpty(node) else { return found }
    let isCollection = tree.kind(node) == .mapping && tree.anchored(by: node) == nil
    if isCollection, bytes[position] != UInt8(ascii: "{") {
      found.value = .flow(try readSinglePair(node, blockColumn: blockColumn))
    } else {
      found.value = try readValue(node, rule, blockColumn: blockColumn)
    }
    return found
  }

  /// `key: value` as an element of a list, which is a mapping without brackets.
  private mutating func readSinglePair(
    _ node: NodeID, blockColumn: Int
  ) throws(LayoutObstacle) -> LayoutFlow {
    var children = tree.writtenChildren(node)
    guard let key = children.next(), let value = children.next(), children.next() == nil else {
      throw obstacle
    }
    var entry = LayoutFlowEntry(linesBefore: 0, comments: [], start: position)
    try readPair(key, value, into: &entry, .asWritten, blockColumn: blockColumn)
    return LayoutFlow(opener: nil, entries: [entry])
  }

  // MARK: - Between entries

  /// What stands between two entries.
  private struct Gap {
    var commas = 0
    /// Line breaks: 0, 1, or 2 for a blank line.
    var lines = 0
    var trailing: LayoutComment?
    var comments: [LayoutLine] = []
  }

  private mutating func readGap() throws(LayoutObstacle) -> Gap {
    var gap = Gap()
    var isBlankLine = false
    while position < bytes.count {
      let spaces = skipSpaces()
      guard position < bytes.count else { throw obstacle }
      if isBreak(bytes[position]) {
        gap.lines = max(gap.lines, isBlankLine ? 2 : 1)
        isBlankLine = true
        passBreak()
      } else if bytes[position] == UInt8(ascii: ",") {
        gap.commas += 1
        position += 1
        isBlankLine = false
      } else if let text = comment() {
        if gap.lines == 0 {
          gap.trailing = LayoutComment(text: text, spaces: max(spaces, 1))
        } else {
          gap.comments.append(.comment(text, column: 0))
        }
        isBlankLine = false
      } else {
        return gap
      }
    }
    throw obstacle
  }

  /// Passes spaces and line breaks inside an entry, where no comment can be kept in its place.
  private mutating func skipToToken() throws(LayoutObstacle) {
    while position < bytes.count {
      skipSpaces()
      guard position < bytes.count, isBreak(bytes[position]) else { break }
      passBreak()
    }
    guard position < bytes.count, bytes[position] != UInt8(ascii: "#") else { throw obstacle }
  }
}
