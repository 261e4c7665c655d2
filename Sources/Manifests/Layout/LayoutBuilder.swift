import Diagnostics
import YAMLSyntax

/// Reads a file together with its syntax tree into the tree of how it is written, sorted on the way.
///
/// The syntax tree says where nodes stand, and this reader what stands between them. What it does
/// not expect is an obstacle, never a guess.
struct LayoutBuilder {
  let tree: SyntaxTree
  let bytes: [UInt8]
  /// Offset of the next byte that was not read.
  var position: Int
  var lineStart: Int
  /// Lines without content that nobody has claimed yet.
  private(set) var pending: [LayoutLine] = []
  var order: LayoutOrder

  init(_ tree: SyntaxTree) {
    self.tree = tree
    bytes = tree.file.bytes
    position = tree.file.hasByteOrderMark ? 3 : 0
    lineStart = position
    order = LayoutOrder(tree)
  }

  var column: Int { position - lineStart }

  mutating func readFile() throws(LayoutObstacle) -> LayoutFile {
    var file = LayoutFile()
    collectLines()
    for root in tree.documents {
      let document = try readDocument(root, isFirst: file.documents.isEmpty)
      file.documents.append(document)
    }
    file.tail = takePending()
    guard position == bytes.count else { throw obstacle }
    return file
  }

  private mutating func readDocument(
    _ root: NodeID, isFirst: Bool
  ) throws(LayoutObstacle) -> LayoutDocument {
    var document = LayoutDocument(before: takePending())
    if isAtMarker(UInt8(ascii: "-")) {
      position += 3
      document.hasMarker = true
      document.markerComment = sameLineComment()
      collectLines()
      document.lead = takePending()
    }
    if !isEmpty(root) {
      if try readAnchor(before: root, into: &document.body) {
        guard sameLineComment() == nil else { throw obstacle }
        collectLines()
      }
      try readRoot(root, into: &document)
    }
    collectLines()
    document.tail = takePending()
    if isAtMarker(UInt8(ascii: ".")) {
      position += 3
      document.hasEnd = true
      guard sameLineComment() == nil else { throw obstacle }
      collectLines()
    }
    return document
  }

  private mutating func readRoot(
    _ root: NodeID, into document: inout LayoutDocument
  ) throws(LayoutObstacle) {
    let rule = rule(ofDocument: root)
    document.body.value = try readValue(root, rule, blockColumn: -1)
    if document.body.value.isBlock || document.body.value.isBlockText { return }
    document.trailing = sameLineComment()
  }

  private func rule(ofDocument root: NodeID) -> LayoutRule {
    guard tree.kind(root) == .mapping,
      let kind = tree.entries(root).first(where: { tree.text($0.key).is("kind") })?.value
    else { return .asWritten }
    return .document(ofKind: tree.text(kind))
  }

  // MARK: - Values

  /// The value of a node that begins at the position, its anchor passed.
  mutating func readValue(
    _ node: NodeID, _ rule: LayoutRule, blockColumn: Int
  ) throws(LayoutObstacle) -> LayoutValue {
    let range = tree.range(node)
    guard position == range.lowerBound else { throw obstacle }
    if let anchored = tree.anchored(by: node) {
      order.note(alias: range.lowerBound, of: tree.range(anchored).lowerBound)
      position = range.upperBound
      return .inline(range)
    }
    if tree.kind(node) != .scalar {
      let isFlow = isBracket(bytes[position])
      return isFlow
        ? .flow(try readFlow(node, rule, blockColumn: blockColumn))
        : .block(try readBlock(node, rule, parentColumn: blockColumn))
    }
    switch tree.style(node) {
    case .literal, .folded:
      return .blockText(try readBlockText(from: position, blockColumn: blockColumn))
    case .plain, .singleQuoted, .doubleQuoted:
      advance(to: range.upperBound)
      return lineStart > range.lowerBound ? .lines(range) : .inline(range)
    }
  }

  /// Whether nothing at all is written for a node.
  func isEmpty(_ node: NodeID) -> Bool {
    tree.anchored(by: node) == nil && tree.kind(node) == .scalar && tree.style(node) == .plain
      && tree.range(node).isEmpty
  }

  /// Reads `&name` at the position, unless the node begins here itself.
  mutating func readAnchor(
    before node: NodeID, into value: inout LayoutNode
  ) throws(LayoutObstacle) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "&") else { return false }
    guard isEmpty(node) || tree.range(node).lowerBound != position else { return false }
    guard value.anchor == nil else { throw obstacle }
    var end = position + 1
    while end < bytes.count, !isBlank(bytes[end]), !isFlowEnd(bytes[end]) { end += 1 }
    value.anchor = position..<end
    position = end
    skipSpaces()
    return true
  }

  // MARK: - Between values

  /// Passes spaces; tabs stand outside of texts nowhere.
  @discardableResult
  mutating func skipSpaces() -> Int {
    let start = position
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    return position - start
  }

  var isAtLineEnd: Bool { position >= bytes.count || isBreak(bytes[position]) }

  /// The comment that follows on the same line.
  mutating func sameLineComment() -> LayoutComment? {
    let spaces = skipSpaces()
    return comment().map { LayoutComment(text: $0, spaces: max(spaces, 1)) }
  }

  /// The comment at the position, without the blanks it ends with.
  mutating func comment() -> Range<Int>? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "#") else { return nil }
    let start = position
    while !isAtLineEnd { position += 1 }
    var end = position
    while bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  mutating func passBreak() {
    let isPair =
      bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    lineStart = position
  }

  /// Ends the line of what was read last, and gathers the lines without content after it.
  mutating func collectLines() {
    if position > lineStart {
      skipSpaces()
      guard isAtLineEnd else { return }
      if position < bytes.count { passBreak() }
    }
    while true {
      skipSpaces()
      if position < bytes.count, isBreak(bytes[position]) {
        pending.append(.blank)
      } else {
        let column = column
        guard let text = comment() else { return }
        pending.append(.comment(text, column: column))
      }
      if position < bytes.count { passBreak() }
    }
  }

  mutating func takePending() -> [LayoutLine] {
    defer { pending = [] }
    return pending
  }

  /// The comments that are indented like entries of the collection that ends here.
  mutating func takeTail(column: Int, parentColumn: Int) -> [LayoutLine] {
    let isAtEnd =
      position >= bytes.count || isAtMarker(UInt8(ascii: "-")) || isAtMarker(UInt8(ascii: "."))
    let next = max(isAtEnd ? -1 : self.column, parentColumn)
    var count = 0
    for (index, line) in pending.enumerated() {
      guard case .comment(_, let place) = line else { continue }
      guard place >= column, place > next else { break }
      count = index + 1
    }
    let tail = Array(pending[..<count])
    pending.removeFirst(count)
    return tail
  }

  /// Passes bytes that the syntax tree vouches for.
  mutating func advance(to end: Int) {
    while position < end {
      if isBreak(bytes[position]) { passBreak() } else { position += 1 }
    }
  }

  /// Passes one sign.
  mutating func pass(_ sign: Character) throws(LayoutObstacle) {
    guard position < bytes.count, bytes[position] == sign.asciiValue else { throw obstacle }
    position += 1
  }

  /// Continues at the start of a line.
  mutating func move(toLine start: Int) {
    position = start
    lineStart = start
  }

  var obstacle: LayoutObstacle { LayoutObstacle(offset: position) }

  private func isAtMarker(_ sign: UInt8) -> Bool {
    guard position == lineStart, position + 3 <= bytes.count else { return false }
    let isBlankAfter = position + 3 == bytes.count || isBlank(bytes[position + 3])
    return isBlankAfter && bytes[position..<position + 3].allSatisfy { $0 == sign }
  }
}

func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isBreak(byte) }

private func isBracket(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
}

private func isFlowEnd(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
}
