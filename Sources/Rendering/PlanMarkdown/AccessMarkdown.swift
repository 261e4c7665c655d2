import AccessModel
import Diagnostics
import Plans

/// Who loses and who gains what, as one table, the alike folded over institutions.
struct AccessMarkdown {
  private let effects: PlanEffects
  private let names: PrincipalNames
  private let causes: CauseMarkdown
  private let words: ShareText

  /// Up to so many different impacts stand as they are; more are folded over their accounts.
  private static let blocksMax = 24
  /// Up to so many principals of a block have a row of their own.
  private static let listedMax = 3

  private static let head =
    MarkdownText.row(["", "who", "what", "where", "live keys", "line", "reason"])
    + "|---|---|---|---|---|---|---|\n"

  init(_ plan: Plan) {
    effects = plan.effects
    names = PrincipalNames(plan.effects.access.map(\.principal))
    causes = CauseMarkdown(plan.changes)
    words = ShareText(classes: plan.effects.classes, isFull: false)
  }

  /// The two halves of the table; none where no access changes.
  var sections: [CommentSection] {
    guard !effects.access.isEmpty else { return [] }
    var halves = [ImpactFolding.Side.lost, .gained].map(section).filter { !$0.rows.isEmpty }
    guard !halves.isEmpty else { return [] }
    halves[0].head = Self.head
    halves[halves.count - 1].tail = kept
    return halves
  }

  private var kept: String {
    guard let unchanged = effects.unchanged, unchanged > 0 else { return "\n" }
    let are = unchanged == 1 ? "1 other keeps" : "\(unchanged) others keep"
    return "\nOf the principals looked at, \(are) exactly what they have.\n\n"
  }

  private func section(_ side: ImpactFolding.Side) -> CommentSection {
    let blocks = ImpactFolding(effects.access, side).blocks(most: Self.blocksMax)
    let ordered = ImpactFolding.ordered(
      blocks, by: words, isCrowded: blocks.count > Self.blocksMax)
    let shown = ordered.prefix(Self.blocksMax)
    let verb = side == .lost ? "lose" : "gain"
    return CommentSection(
      weight: .access, rows: shown.flatMap { rows($0, side) },
      rest: ordered.dropFirst(shown.count).reduce(0) { $0 + $1.members.count },
      more: { "| ... and \($0) more \(verb)\($0 == 1 ? "s" : "") (`mandate plan --full`) |\n" })
  }

  // MARK: Rows

  private func rows(_ block: ImpactBlock, _ side: ImpactFolding.Side) -> [CommentSection.Row] {
    let verb = side == .lost ? "**loses**" : "**GAINS**"
    let principals = block.members.map { effects.access[$0].principal }
    guard principals.count > Self.listedMax else {
      return block.members.enumerated().map { index, member in
        let name = CommentText.code(names.label(effects.access[member].principal))
        guard index > 0 else { return row(block, [member], verb, name, side) }
        let same = "the same as " + CommentText.code(names.label(principals[0]))
        return CommentSection.Row(
          MarkdownText.row([verb, name, same, ""] + ends(of: [member], side)))
      }
    }
    let listed = principals.prefix(Self.listedMax).map(names.label)
    let who =
      "\(names.count(principals)): "
      + listed.map { CommentText.code($0) }.joined(separator: ", ")
      + " and \(principals.count - listed.count) more"
    return [row(block, block.members, verb, who, side)]
  }

  /// What a block gains or loses, a line for each set of accounts.
  private func row(
    _ block: ImpactBlock, _ members: [Int], _ verb: String, _ who: String,
    _ side: ImpactFolding.Side
  ) -> CommentSection.Row {
    let ends = ends(of: members, side)
    var text = ""
    for (index, line) in ShareMarkdown(words: words).lines(of: block).enumerated() {
      let isFirst = index == 0
      let what =
        isFirst && block.isEverything ? "\(everything(block, side)); \(line.what)" : line.what
      text += MarkdownText.row(
        [isFirst ? verb : "", isFirst ? who : "", what, line.place]
          + (isFirst ? ends : ["", "", ""]))
    }
    return CommentSection.Row(text, count: members.count)
  }

  private func everything(_ block: ImpactBlock, _ side: ImpactFolding.Side) -> String {
    let count = CommentText.counted(block.endpointCount, "endpoint")
    return side == .lost ? "**everything** (\(count))" : "**had no access** (\(count))"
  }

  /// Live keys, lines and reasons.
  private func ends(of members: [Int], _ side: ImpactFolding.Side) -> [String] {
    let impacts = members.map { effects.access[$0] }
    return [keys(impacts, side)] + causes.cells(impacts)
  }

  /// Such as `1 + 1 in tail`; the id of a key in its tail ends in the number of its secret.
  private func keys(_ impacts: [AccessImpact], _ side: ImpactFolding.Side) -> String {
    var (whole, tails) = (0, 0)
    for key in impacts.lazy.flatMap(\.keys) {
      if key.bytes.contains(UInt8(ascii: "#")) { tails += 1 } else { whole += 1 }
    }
    if whole + tails == 0 { return side == .gained ? "none yet" : "none" }
    if tails == 0 { return "\(whole)" }
    return whole == 0 ? "\(tails) in tail" : "\(whole) + \(tails) in tail"
  }
}

/// Which lines cause an impact, and why their authors say they wrote them.
struct CauseMarkdown {
  private let changes: [Change]
  private let index: ChangeIndex

  init(_ changes: [Change]) {
    self.changes = changes
    index = ChangeIndex(changes)
  }

  /// The line and the reason of alike impacts, the first with how many more there are.
  func cells(_ impacts: [AccessImpact]) -> [String] {
    let causes = index.places(of: impacts.lazy.flatMap(\.because)).map { changes[$0] }
    var (lines, reasons) = (DistinctTexts(), DistinctTexts())
    for change in causes {
      if let source = change.source { lines.add(Text("\(source.file):\(source.line)")) }
      if let reason = change.reason { reasons.add(reason) }
    }
    let noReason = causes.isEmpty ? "" : "*none given*"
    return [lines.cell ?? (causes.isEmpty ? "" : "*deleted*"), reasons.cell ?? noReason]
  }
}

/// Texts of which only the first is shown.
private struct DistinctTexts {
  private var known: Set<Text> = []
  private var first: Text?

  mutating func add(_ text: Text) {
    if first == nil { first = text }
    known.insert(text)
  }

  /// The first and how many others there are; nil for none.
  var cell: String? {
    first.map { first in
      let more = known.count > 1 ? " and \(known.count - 1) more" : ""
      return CommentText.code(first.string) + more
    }
  }
}
