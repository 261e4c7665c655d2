import Diagnostics
import YAMLSyntax

extension LayoutBuilder {
  /// The entries of a collection whose first byte stands at the position.
  mutating func readBlock(
    _ node: NodeID, _ rule: LayoutRule, parentColumn: Int
  ) throws(LayoutObstacle) -> LayoutBlock {
    let column = column
    var block = LayoutBlock(isSequence: tree.kind(node) == .sequence)
    var children = tree.writtenChildren(node)
    var keys: [LayoutKey] = []
    while let child = children.next() {
      var entry = LayoutEntry(after: takePending(), start: position)
      guard self.column == column else { throw obstacle }
      if block.isSequence {
        try pass("-")
        keys.append(order.key(ofElement: child, rule))
        try readValue(child, of: &entry, rule.ofElement, column: column)
      } else {
        guard let value = children.next() else { throw obstacle }
        entry.key = try readKey(child)
        keys.append(order.key(of: child, rule))
        try readValue(value, of: &entry, self.rule(of: child, in: rule), column: column)
      }
      block.entries.append(entry)
    }
    block.tail = takeTail(column: column, parentColumn: parentColumn)
    order.sort(&block, keys, end: position)
    return block
  }

  /// The rule for the value of a key.
  func rule(of key: NodeID, in rule: LayoutRule) -> LayoutRule {
    switch rule {
    case .fields(let fields):
      let name = tree.text(resolved(key))
      return fields.first { $0.name == name }?.rule ?? .asWritten
    case .names(let value): return value
    case .asWritten, .list: return .asWritten
    }
  }

  private func resolved(_ node: NodeID) -> NodeID { tree.anchored(by: node) ?? node }

  private mutating func readKey(_ node: NodeID) throws(LayoutObstacle) -> LayoutNode {
    var key = LayoutNode(anchor: nil, value: .empty)
    _ = try readAnchor(before: node, into: &key)
    key.value = try readValue(node, .asWritten, blockColumn: column)
    guard case .inline = key.value else { throw obstacle }
    skipSpaces()
    try pass(":")
    return key
  }

  /// What follows a key or a dash, up to the end of the last line that belongs to it.
  private mutating func readValue(
    _ node: NodeID, of entry: inout LayoutEntry, _ rule: LayoutRule, column: Int
  ) throws(LayoutObstacle) {
    entry.gap = max(skipSpaces(), 1)
    guard !isEmpty(node) else {
      _ = try readAnchor(before: node, into: &entry.value)
      let comment = sameLineComment()
      let spaces = entry.value.anchor == nil ? entry.gap : comment?.spaces ?? 1
      entry.trailing = comment.map { LayoutComment(text: $0.text, spaces: spaces) }
      return collectLines()
    }
    try approach(node, of: &entry)
    let isBlock = tree.kind(node) != .scalar && tree.anchored(by: node) == nil && !isAtBracket
    if !isBlock { entry.between = takePending().filter(\.isComment) }
    entry.value.value = try readValue(node, rule, blockColumn: column)
    if isBlock { return }
    // After a block text the position is at the start of a line already.
    if !entry.value.value.isBlockText { entry.trailing = sameLineComment() }
    collectLines()
  }

  /// Passes the anchor, comment and line breaks in front of a value.
  private mutating func approach(
    _ node: NodeID, of entry: inout LayoutEntry
  ) throws(LayoutObstacle) {
    let start = tree.range(node).lowerBound
    while position < start {
      if try readAnchor(before: node, into: &entry.value) { continue }
      if let comment = sameLineComment() {
        guard entry.headComment == nil, !entry.isBelow else { throw obstacle }
        let spaces = entry.value.anchor == nil ? entry.gap : comment.spaces
        entry.headComment = LayoutComment(text: comment.text, spaces: spaces)
      }
      guard isAtLineEnd else { throw obstacle }
      entry.isBelow = true
      collectLines()
    }
  }

  private var isAtBracket: Bool {
    bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[")
  }

  // MARK: - Block texts

  /// A text after `|` or `>`, with the blank lines that are part of it and no others.
  mutating func readBlockText(
    from start: Int, blockColumn: Int
  ) throws(LayoutObstacle) -> LayoutBlockText {
    var chomping: Int?
    var indentation: Int?
    advance(to: start + 1)
    while position < bytes.count, "+-0123456789".utf8.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        chomping = position
      } else {
        indentation = position
      }
      advance(to: position + 1)
    }
    var headerEnd = position
    if let comment = sameLineComment() { headerEnd = comment.text.upperBound }
    guard isAtLineEnd else { throw obstacle }
    let keeps = chomping.map { bytes[$0] == UInt8(ascii: "+") } ?? false
    let written = indentation.map { Int(bytes[$0]) - 0x30 + max(blockColumn, 0) }
    if position < bytes.count { passBreak() }
    var scan = BlockTextScan(bytes, from: position, indentation: written)
    scan.run(keepsBlankLines: keeps, deeperThan: blockColumn)
    move(toLine: scan.end)
    if scan.endsWithFile { advance(to: bytes.count) }
    return LayoutBlockText(
      header: start..<headerEnd, chomping: chomping, indentation: indentation, lines: scan.lines,
      endsWithFile: scan.endsWithFile, keepsBlankLines: keeps)
  }
}

/// Finds the lines of a block text.
private struct BlockTextScan {
  private let bytes: [UInt8]
  private var indentation: Int?
  private(set) var lines: [Range<Int>] = []
  /// Where the first line after the text begins.
  private(set) var end: Int
  private(set) var endsWithFile = false

  init(_ bytes: [UInt8], from start: Int, indentation: Int?) {
    self.bytes = bytes
    self.indentation = indentation
    end = start
  }

  mutating func run(keepsBlankLines: Bool, deeperThan column: Int) {
    var found: [(line: Range<Int>, next: Int)] = []
    var start = end
    while start < bytes.count {
      var first = start
      while first < bytes.count, bytes[first] == 0x20 { first += 1 }
      var lineEnd = first
      while lineEnd < bytes.count, !isBreak(bytes[lineEnd]) { lineEnd += 1 }
      if lineEnd > first {
        if indentation == nil { indentation = first - start }
        guard first - start >= indentation ?? 0, first - start > column else { break }
      }
      let next = afterBreak(lineEnd)
      found.append((start..<lineEnd, next))
      start = next
    }
    // With no text at all there is no indentation, and blank lines are all alike.
    let width = indentation ?? Int.max
    if !keepsBlankLines {
      while let last = found.last, isBlank(last.line), last.line.count <= width {
        found.removeLast()
      }
    }
    lines = found.map {
      min($0.line.lowerBound + min(width, $0.line.count), $0.line.upperBound)..<$0.line.upperBound
    }
    end = found.last?.next ?? end
    endsWithFile = found.last.map { $0.line.upperBound == bytes.count } ?? false
  }

  private func isBlank(_ line: Range<Int>) -> Bool { bytes[line].allSatisfy { $0 == 0x20 } }

  private func afterBreak(_ offset: Int) -> Int {
    guard offset < bytes.count else { return offset }
    let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    return offset + (isPair ? 2 : 1)
  }
}
