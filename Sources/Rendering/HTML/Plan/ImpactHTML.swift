import AccessModel
import Diagnostics
import Plans

/// Who gains and who loses what: a picture, and the table that says the same exactly.
struct ImpactHTML {
  private let effects: PlanEffects
  private let isFull: Bool
  private let names: PrincipalNames
  private let words: ShareText
  private let groups: [ImpactGroup]
  /// Those that have a row, and those that are counted.
  private let shown: [ImpactGroup]
  private let rest: [ImpactGroup]

  /// More rows than anybody reads make a page slow; the rest is counted.
  private static let rowsMax = 1_000
  /// All names of principals on a page together.
  private static let namesMax = 20_000
  /// From more groups on, what they gain and lose is told in short.
  private static let exactRowsMax = 150

  init(_ effects: PlanEffects, isFull: Bool) {
    self.effects = effects
    self.isFull = isFull
    names = PrincipalNames(effects.access.map(\.principal))
    groups =
      ImpactGroups(effects.access, ShareText(classes: effects.classes, isFull: isFull)).all
    (shown, rest) = Self.cut(groups, to: isFull ? groups.count : Self.rowsMax)
    words = ShareText(
      classes: effects.classes, isFull: isFull || groups.count <= Self.exactRowsMax)
  }

  /// The first groups of both directions, so that neither hides the other.
  private static func cut(
    _ groups: [ImpactGroup], to most: Int
  ) -> (shown: [ImpactGroup], rest: [ImpactGroup]) {
    let losing = groups.filter(\.direction.narrows)
    let gaining = groups.filter { !$0.direction.narrows }
    let first = min(losing.count, max(most / 2, most - gaining.count))
    let second = min(gaining.count, most - first)
    return (
      Array(losing[..<first] + gaining[..<second]), Array(losing[first...] + gaining[second...])
    )
  }

  var hasRows: Bool { !groups.isEmpty }

  /// The institutions that the rows name; the empty text for retail clients.
  var institutions: Set<Text> { Set(shown.map(\.institution)) }

  func append(to html: inout HTMLBuilder) {
    html.section("access", "Who gains and who loses") { html in
      guard hasRows else {
        html.element("p", text: "No principal's access changes.")
        return
      }
      html.element("p", text: totals)
      ImpactPicture(effects, names).append(to: &html)
      html.table(
        "Every row is a group of principals for whom the plan does the same.",
        noun: "principals",
        columns: ["Principals", "Direction", "Loses", "Gains", "Live keys"]
      ) { html in
        for group in shown { append(group, to: &html) }
      }
      appendRest(to: &html)
    }
  }

  private var totals: String {
    let (losing, gaining) = (effects.narrowing, effects.widening)
    let kept = effects.unchanged.map { ", \(grouped($0)) keep exactly what they have" } ?? ""
    let count = Set(effects.access.map(\.principal.institution)).subtracting([.empty]).count
    let place =
      names.onlyInstitution.map { $0.isEmpty ? "" : " at \($0)" }
      ?? " at \(counted(count, "institution"))"
    return "\(grouped(losing)) \(losing == 1 ? "loses" : "lose") and \(grouped(gaining)) "
      + "\(gaining == 1 ? "gains" : "gain")\(kept)\(place)."
  }

  // MARK: Rows

  private func append(_ group: ImpactGroup, to html: inout HTMLBuilder) {
    let direction = group.direction
    html.row(
      RowMarks.attributes(
        institution: group.institution, direction, count: group.members.count)
    ) { html in
      appendNames(group, to: &html)
    } _: { html in
      html.cell("Direction") { DirectionWords.append(direction, to: &$0) }
      html.cell("Loses") { append(group.lost, .lost, to: &$0) }
      html.cell("Gains") { append(group.gained, .gained, to: &$0) }
      html.cell("Live keys") { appendKeys(group, to: &$0) }
    }
  }

  private func appendNames(_ group: ImpactGroup, to html: inout HTMLBuilder) {
    let principals = group.members.map { effects.access[$0].principal }
    let listed = isFull ? principals.count : max(3, Self.namesMax / max(1, shown.count))
    let place = names.onlyInstitution == nil && !group.institution.isEmpty
    if place, principals.count > 3 {
      html.code(group.institution.string)
      html.text(": ")
    }
    html.names(
      principals.prefix(listed).map(names.label), of: principals.count, shown: 3,
      summary: PrincipalNames(principals).count(principals))
  }

  private func append(
    _ block: ImpactBlock?, _ side: ImpactFolding.Side, to html: inout HTMLBuilder
  ) {
    guard let block else { return }
    html.element("ul", [.class("facts")]) { html in
      if block.isEverything {
        let count = counted(block.endpointCount, "endpoint")
        html.element(
          "li",
          text: side == .lost ? "everything it has (\(count))" : "had no access before (\(count))")
      }
      for fact in words.facts(of: block).facts {
        html.element("li") { html in
          if !fact.word.isEmpty {
            html.tag(fact.word, HTMLBuilder.Tone(fact.style))
            html.text(" ")
          }
          html.text(fact.pieces.map(\.raw).joined(separator: " "))
        }
      }
    }
  }

  private func appendKeys(_ group: ImpactGroup, to html: inout HTMLBuilder) {
    let keys = group.members.flatMap { effects.access[$0].keys }
    guard !keys.isEmpty else { return }
    let listed = isFull ? keys.count : max(3, Self.namesMax / max(1, shown.count))
    html.names(
      keys.prefix(listed).map(\.string), of: keys.count, shown: 2,
      summary: counted(keys.count, "key"))
  }

  private func appendRest(to html: inout HTMLBuilder) {
    guard !rest.isEmpty else { return }
    let members = rest.reduce(0) { $0 + $1.members.count }
    let losing = rest.filter(\.direction.narrows).reduce(0) { $0 + $1.members.count }
    let gaining = rest.filter(\.direction.widens).reduce(0) { $0 + $1.members.count }
    let places = Set(rest.map(\.institution)).count
    html.element(
      "p",
      text: "And \(grouped(members)) more principals in \(grouped(rest.count)) groups at "
        + "\(counted(places, "institution")), with less at risk: \(grouped(losing)) lose, "
        + "\(grouped(gaining)) gain. Filters do not see them; --full lists them.")
  }
}
