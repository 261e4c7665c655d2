import Diagnostics
import YAMLSyntax

/// Puts members into one list or mapping and takes them out, touching no byte that is not theirs.
struct CollectionEditor {
  let tree: SyntaxTree
  let lines: TextLines
  /// The bytes of the collection; of one in brackets with its brackets.
  let range: Range<Int>
  /// The bytes of every element, or of every key with its value, anchors included.
  let members: [Range<Int>]
  let isList: Bool
  let isFlow: Bool

  init(_ node: NodeID, in tree: SyntaxTree, _ lines: TextLines) {
    self.tree = tree
    self.lines = lines
    range = tree.range(node)
    isList = tree.kind(node) == .sequence
    let first = range.isEmpty ? 0 : lines.bytes[range.lowerBound]
    isFlow = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    let children = Array(tree.writtenChildren(node))
    let step = isList ? 1 : 2
    members = stride(from: 0, to: children.count, by: step).map { index in
      let start = NodeStart.withProperties(of: tree.range(children[index]).lowerBound, in: lines)
      return start..<max(start, tree.range(children[index + step - 1]).upperBound)
    }
  }

  /// What a new member looks like.
  struct Member {
    /// In one line, for brackets.
    let inline: [UInt8]
    /// Line by line without indentation; the lines after the first carry what they need beyond it.
    let block: [[UInt8]]
  }

  // MARK: Insertion

  /// The splices that put a member in front of the one at `index`, or at the end.
  func insertion(of member: Member, at index: Int) -> [Splice] {
    isFlow ? flowInsertion(member.inline, at: index) : blockInsertion(member.block, at: index)
  }

  private func blockInsertion(_ written: [[UInt8]], at index: Int) -> [Splice] {
    let column = blockColumn
    let indent = [UInt8](repeating: 0x20, count: column)
    let mark = isList ? Array("- ".utf8) : []
    let rows = written.enumerated().map { number, row in
      indent + (number == 0 ? mark : [UInt8](repeating: 0x20, count: mark.count)) + row
    }
    guard index > 0 else { return blockInsertionInFront(rows, written, indent) }
    let lineBreak = lines.lineBreak(near: members[index - 1].upperBound)
    let place = endOfBlock(members[index - 1])
    guard place == lines.bytes.count, !endsWithBreak else {
      return [Splice(at: place, rows.flatMap { $0 + lineBreak })]
    }
    return [Splice(at: place, rows.flatMap { lineBreak + $0 })]
  }

  private func blockInsertionInFront(
    _ rows: [[UInt8]], _ written: [[UInt8]], _ indent: [UInt8]
  ) -> [Splice] {
    let first = range.lowerBound
    let lineBreak = lines.lineBreak(near: first)
    guard lines.isLead(first) else {
      // The first key of a mapping in a list stands behind a dash.
      let text = written.enumerated().flatMap { $0 == 0 ? $1 : indent + $1 }
      return [Splice(at: first, text + lineBreak + indent)]
    }
    var place = lines.start(of: first)
    if isList { place = startOfComments(above: place, at: nil) }
    return [Splice(at: place, rows.flatMap { $0 + lineBreak })]
  }

  private func flowInsertion(_ text: [UInt8], at index: Int) -> [Splice] {
    guard let first = members.first else { return [Splice(at: range.lowerBound + 1, text)] }
    guard index > 0 else {
      guard hasOwnLine(0) else { return [Splice(at: first.lowerBound, text + separator)] }
      let indent = lines.lead(of: first.lowerBound)
      let lineBreak = lines.lineBreak(near: first.lowerBound)
      let start = lines.start(of: first.lowerBound)
      return [Splice(at: start, indent + text + comma + lineBreak)]
    }
    let before = members[index - 1]
    guard hasOwnLine(index - 1), endsItsLine(index - 1) else {
      return [Splice(at: before.upperBound, separator + text)]
    }
    let row =
      lines.lineBreak(near: before.lowerBound) + lines.lead(of: before.lowerBound) + text
    let end = lines.end(of: before.upperBound)
    if commaAfter(before.upperBound) != nil { return [Splice(at: end, row + comma)] }
    return end == before.upperBound
      ? [Splice(at: end, comma + row)]
      : [Splice(at: before.upperBound, comma), Splice(at: end, row)]
  }

  // MARK: Removal

  /// The splices that take out the member at `index`; not the last one that is left.
  ///
  /// What is written about it on its own lines goes too; comments above it go where they are `its`.
  func removal(at index: Int, withComments: Bool = false) -> [Splice] {
    isFlow ? flowRemoval(at: index) : blockRemoval(at: index, withComments: withComments)
  }

  private func blockRemoval(at index: Int, withComments: Bool) -> [Splice] {
    let member = members[index]
    var start = lines.start(of: isList ? dash(of: member.lowerBound) : member.lowerBound)
    if withComments { start = startOfComments(above: start, at: blockColumn) }
    let end = endOfBlock(member)
    if end == lines.bytes.count, !endsWithBreak {
      start = lines.endOfPrevious(start) ?? start
    }
    return [Splice(start..<end)]
  }

  private func flowRemoval(at index: Int) -> [Splice] {
    let member = members[index]
    if index > 0, isSameLine(members[index - 1].upperBound, member.lowerBound) {
      return [Splice(members[index - 1].upperBound..<member.upperBound)]
    }
    if index + 1 < members.count, isSameLine(member.upperBound, members[index + 1].lowerBound) {
      return [Splice(member.lowerBound..<members[index + 1].lowerBound)]
    }
    let comma = commaAfter(member.upperBound)
    let end = comma.map { $0 + 1 } ?? member.upperBound
    var splices: [Splice] = []
    if comma == nil, index > 0, let before = commaAfter(members[index - 1].upperBound) {
      splices.append(Splice(before..<before + 1))
    }
    let lineEnd = lines.end(of: end)
    let isAlone =
      lines.isLead(member.lowerBound) && isSameLine(member.upperBound, end)
      && range.upperBound - 1 > lineEnd
      && !isSameLine(range.lowerBound, member.lowerBound)
    let own =
      isAlone
      ? lines.start(of: member.lowerBound)..<lines.next(after: end) : member.lowerBound..<end
    return splices + [Splice(own)]
  }

  // MARK: Places

  private let comma = [UInt8(ascii: ",")]
  private let separator = Array(", ".utf8)

  /// The column of the dashes or keys.
  private var blockColumn: Int { range.lowerBound - lines.start(of: range.lowerBound) }

  private var endsWithBreak: Bool {
    guard let last = lines.bytes.last else { return true }
    return last == 0x0A || last == 0x0D
  }

  /// The first byte of the line after a member that has its lines for itself.
  private func endOfBlock(_ member: Range<Int>) -> Int {
    var place = lines.next(after: max(member.upperBound - 1, member.lowerBound))
    // A text that keeps its last line breaks owns the blank lines after it.
    while keepsBreaks(member), place < lines.bytes.count, lines.isBlank(lineAt: place) {
      place = lines.next(after: place)
    }
    return place
  }

  private func keepsBreaks(_ member: Range<Int>) -> Bool {
    let head = lines.bytes[member]
    guard let mark = head.lastIndex(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") })
    else { return false }
    return head[mark..<min(mark + 3, head.endIndex)].contains(UInt8(ascii: "+"))
  }

  /// The dash in front of an element, which may stand on a line above it.
  private func dash(of element: Int) -> Int {
    var line = lines.start(of: element)
    let column = blockColumn
    while true {
      let place = line + column
      if place < element, lines.content(ofLineAt: line) == place,
        lines.bytes[place] == UInt8(ascii: "-")
      {
        return place
      }
      guard line > range.lowerBound, let above = lines.endOfPrevious(line) else {
        return range.lowerBound
      }
      line = lines.start(of: above)
    }
  }

  /// The first of the comment lines right above a line; with `column`, of those that begin there.
  ///
  /// What is indented deeper was written about the member above.
  private func startOfComments(above start: Int, at column: Int?) -> Int {
    var place = start
    while let end = lines.endOfPrevious(place) {
      let above = lines.start(of: end)
      let indent = lines.content(ofLineAt: above) - above
      guard lines.isComment(lineAt: above), above < place, column.map({ $0 == indent }) ?? true
      else { break }
      place = above
    }
    return place
  }

  private func hasOwnLine(_ index: Int) -> Bool {
    lines.isLead(members[index].lowerBound)
      && !isSameLine(range.lowerBound, members[index].lowerBound)
  }

  /// Whether neither another member nor the closing bracket follows on the line of a member.
  private func endsItsLine(_ index: Int) -> Bool {
    let end = members[index].upperBound
    if let comma = commaAfter(end), !isSameLine(end, comma) { return false }
    if index + 1 < members.count, isSameLine(end, members[index + 1].lowerBound) { return false }
    return range.upperBound - 1 > lines.end(of: end)
  }

  private func isSameLine(_ one: Int, _ other: Int) -> Bool {
    lines.start(of: one) == lines.start(of: other)
  }

  /// The comma after a member, past blanks and comments; nil where the bracket closes.
  private func commaAfter(_ offset: Int) -> Int? {
    var place = offset
    while place < range.upperBound {
      switch lines.bytes[place] {
      case UInt8(ascii: ","): return place
      case UInt8(ascii: "#"): place = lines.end(of: place)
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      default: return nil
      }
    }
    return nil
  }
}

/// Where a node begins with the anchor and tag in front of it, which its range leaves out.
enum NodeStart {
  static func withProperties(of start: Int, in lines: TextLines) -> Int {
    var place = start
    while true {
      var end = place
      while end > lines.first, [0x20, 0x09, 0x0A, 0x0D].contains(lines.bytes[end - 1]) { end -= 1 }
      var word = end
      while word > lines.first, !Self.endsWord(lines.bytes[word - 1]) { word -= 1 }
      guard word < end, word < place,
        lines.bytes[word] == UInt8(ascii: "&") || lines.bytes[word] == UInt8(ascii: "!")
      else { return place }
      place = word
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): true
    default: false
    }
  }
}
