import AccessModel
import Diagnostics
import Plans

/// The losses or the gains, in blocks of alike principals, those with most at risk first.
struct ImpactSection {
  let impacts: [AccessImpact]
  let side: ImpactFolding.Side
  let names: PrincipalNames
  let words: ShareText
  let isFull: Bool

  /// From more blocks on, principals are folded over their accounts' names, and then cut.
  private static let blocksMax = 6
  /// How many are shown where even then they are too many.
  private static let blocksShown = 4
  /// Up to so many principals of a block have a line of their own.
  private static let listedMax = 3
  /// The widest column of names.
  private static let labelWidthMax = 26

  /// Appends the section; says whether it left anything out.
  func append(to text: inout StyledText) -> Bool {
    let folding = ImpactFolding(impacts, side)
    let blocks = ordered(isFull ? folding.exact : folding.blocks(most: Self.blocksMax))
    let isCut = !isFull && blocks.count > Self.blocksMax
    let shown = isCut ? Self.blocksShown : blocks.count
    let indent = indent(of: blocks.prefix(shown))
    var hides = false
    for block in blocks.prefix(shown) where append(block, indent: indent, to: &text) {
      hides = true
    }
    guard shown < blocks.count else { return hides }
    appendRest(Array(blocks[shown...]), to: &text)
    return true
  }

  private func ordered(_ blocks: [ImpactBlock]) -> [ImpactBlock] {
    ImpactFolding.ordered(
      blocks, by: words, isCrowded: !isFull && blocks.count > Self.blocksMax)
  }

  /// Where what is gained or lost stands, right of the names.
  private func indent(of blocks: some Sequence<ImpactBlock>) -> Int {
    let widths = blocks.filter { $0.members.count <= Self.listedMax }.flatMap(\.members)
      .map { TerminalText.width(of: label($0)) }
    return 6 + (widths.filter { $0 <= Self.labelWidthMax }.max() ?? 0)
  }

  private func label(_ member: Int) -> String { names.label(impacts[member].principal) }

  // MARK: Blocks

  private func append(_ block: ImpactBlock, indent: Int, to text: inout StyledText) -> Bool {
    var (facts, hides) = words.facts(of: block)
    if block.isEverything { facts.insert(everything(block), at: 0) }
    guard block.members.count > Self.listedMax else {
      appendListed(block, facts, indent, to: &text)
      return hides
    }
    let principals = block.members.map { impacts[$0].principal }
    let shown = isFull ? principals.count : Self.listedMax
    var pieces =
      [LineFiller.Piece].words("\(names.count(principals)):")
      + .list(principals.prefix(shown).map(names.label))
    if shown < principals.count {
      pieces += .phrase("and \(principals.count - shown) more")
      hides = true
    }
    appendMark(to: &text)
    var filler = LineFiller(indent: max(indent, 8), column: 4)
    filler.append(pieces, to: &text)
    text.endLine()
    append(facts + keys(of: block.members), indent, column: 0, to: &text)
    return hides
  }

  /// One line for each principal, of which the later ones refer to the first.
  private func appendListed(
    _ block: ImpactBlock, _ facts: [ShareText.Fact], _ indent: Int, to text: inout StyledText
  ) {
    for member in block.members {
      let label = label(member)
      let isFirst = member == block.members[0]
      let same = ShareText.Fact(pieces: .words("the same as \(self.label(block.members[0]))"))
      appendMark(to: &text)
      text.append(label)
      append(
        (isFirst ? facts : [same]) + keys(of: [member]), indent,
        column: 4 + TerminalText.width(of: label), to: &text)
    }
  }

  private func appendMark(to text: inout StyledText) {
    switch side {
    case .lost: text.append("  - ", .loss)
    case .gained: text.append("  + ", .gain)
    }
  }

  /// Lines at `indent`; the first one goes on in a line of which `column` columns are taken.
  private func append(
    _ facts: [ShareText.Fact], _ indent: Int, column: Int, to text: inout StyledText
  ) {
    let hasWords = facts.contains { !$0.word.isEmpty }
    var column = column
    for fact in facts {
      if column > indent - 2, column > 0 {
        text.endLine()
        column = 0
      }
      text.append(String(repeating: " ", count: indent - column))
      let isWord = hasWords && !fact.word.isEmpty
      if isWord {
        text.append(fact.word, fact.style)
        text.append(String(repeating: " ", count: 7 - fact.word.utf8.count))
      }
      let start = indent + (isWord ? 7 : 0)
      var filler = LineFiller(indent: start, column: start)
      filler.append(fact.pieces, to: &text)
      text.endLine()
      column = 0
    }
  }

  private func everything(_ block: ImpactBlock) -> ShareText.Fact {
    let count = block.endpointCount
    let noun = count == 1 ? "endpoint" : "endpoints"
    let sentence =
      switch side {
      case .lost: "loses everything (\(count) \(noun))"
      case .gained: "had no access before (\(count) \(noun))"
      }
    return ShareText.Fact(pieces: .phrase(sentence, .strong))
  }

  /// The live keys of `members`, where there are any.
  private func keys(of members: [Int]) -> [ShareText.Fact] {
    let keys = members.flatMap { impacts[$0].keys }
    guard !keys.isEmpty else { return [] }
    let pieces: [LineFiller.Piece] =
      isFull || keys.count <= 4 ? .list(keys.map(\.string)) : .words("\(keys.count) live keys")
    return [ShareText.Fact(word: "keys", pieces: pieces)]
  }

  // MARK: The rest

  /// What is not shown, in exact numbers.
  private func appendRest(_ blocks: [ImpactBlock], to text: inout StyledText) {
    let principals = blocks.flatMap { $0.members.map { impacts[$0].principal } }
    let sorts = blocks.count == 1 ? "1 other way" : "\(blocks.count) other ways"
    var counts = [Int](repeating: 0, count: ShareText.order.count)
    for block in blocks {
      let ranks = Set(block.parts.flatMap(\.endpoints).map { words.rank([$0]) })
      for rank in ranks { counts[rank] += block.members.count }
    }
    let classes = zip(ShareText.order, counts).filter { $0.1 > 0 }
      .map { "\(ShareText.word($0.0)) \($0.1)" }
    appendMark(to: &text)
    var filler = LineFiller(indent: 8, column: 4)
    let verb = side == .lost ? "lose" : "gain"
    let isOne = principals.count == 1
    var pieces = [LineFiller.Piece].words(
      "\(names.count(principals)) \(verb)\(isOne ? "s" : "") in \(sorts)")
    if !classes.isEmpty { pieces = pieces.ended(with: ":") + .list(classes) }
    filler.append(pieces, to: &text)
    text.endLine()
  }
}
