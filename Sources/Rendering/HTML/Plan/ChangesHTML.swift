import AccessModel
import Diagnostics
import Plans

/// The changes of a plan in the order of execution, each with what was before and is after.
struct ChangesHTML {
  private let plan: Plan
  private let runs: [ChangeRun]
  /// How many changes have a row.
  private let shownCount: Int

  /// Up to so many changes each has a row; of more, alike ones fold.
  private static let plainMax = 500
  /// So many rows at most.
  private static let rowsMax = 1_500

  init(_ plan: Plan, isFull: Bool) {
    self.plan = plan
    let isLong = !isFull && plan.changes.count > Self.plainMax
    let all = ChangeRun.runs(of: plan.changes, foldsFrom: isLong ? 8 : Int.max)
    var left = isFull ? Int.max : Self.rowsMax
    var kept: [ChangeRun] = []
    for run in all {
      guard run.shown.count <= left else { break }
      left -= run.shown.count
      kept.append(run)
    }
    runs = kept
    shownCount = runs.reduce(0) { $0 + $1.shown.count + ($1.folded ?? 0) }
  }

  /// The institutions that the rows name; the empty text for what belongs to none.
  var institutions: Set<Text> {
    Set(runs.flatMap { $0.shown.map { RowPlace.institution(of: plan.changes[$0].address) } })
  }

  func append(to html: inout HTMLBuilder) {
    html.section("changes", "Changes") { html in
      html.table(
        "\(counted(plan.changes.count, "change")), in the order of execution",
        noun: "changes",
        columns: ["Resource", "Change", "Access", "Before and after", "Declared at"]
      ) { html in
        for run in runs {
          for index in run.shown { append(plan.changes[index], step: index + 1, to: &html) }
          if let folded = run.folded { append(run, folded, to: &html) }
        }
      }
      let rest = plan.changes.count - shownCount
      if rest > 0 {
        html.element(
          "p",
          text: "And \(grouped(rest)) more changes. Filters do not see them; --full lists them.")
      }
    }
  }

  private func append(_ change: Change, step: Int, to html: inout HTMLBuilder) {
    let direction = plan.effects.directions[change.address] ?? .neutral
    html.row(
      RowMarks.attributes(
        institution: RowPlace.institution(of: change.address), direction)
    ) { html in
      html.element("span", [.class("soft")], text: "\(step) ")
      html.code(change.address.text)
      if change.action == .rename, let before = change.before {
        html.text(", was ")
        html.code(before.resource.address.name.string)
      }
      if let owner = change.formerOwner {
        html.text(", of ")
        html.code(owner.string)
      }
    } _: { html in
      html.cell("Change") { html in
        let mark = ChangeText.mark(change.action)
        html.tag(
          "\(Self.glyph(mark.glyph)) \(change.action.rawValue)", HTMLBuilder.Tone(mark.style))
      }
      html.cell("Access") { DirectionWords.append(direction, to: &$0) }
      html.cell("Before and after") { FieldsHTML(change, direction).append(to: &$0) }
      html.cell("Declared at") { html in
        if let source = change.source { html.code("\(source.file):\(source.line)") }
      }
    }
  }

  /// A minus sign is as wide as a plus sign, and read as one.
  private static func glyph(_ glyph: String) -> String { glyph == "-" ? "−" : glyph }

  private func append(_ run: ChangeRun, _ folded: Int, to html: inout HTMLBuilder) {
    let directions = plan.changes[run.shown.upperBound..<run.shown.upperBound + folded]
      .map { plan.effects.directions[$0.address] ?? .neutral }
    let narrowing = directions.count(where: \.narrows), widening = directions.count(where: \.widens)
    let first = plan.changes[run.shown.lowerBound].address
    let union = directions.reduce(Direction.neutral) { $0.union($1) }
    html.row(
      RowMarks.attributes(institution: RowPlace.institution(of: first), union, count: folded)
    ) { html in
      html.text("\(grouped(folded)) more \(run.label)")
    } _: { html in
      html.cell("Change") { html in
        let mark = ChangeText.mark(run.action)
        html.tag("\(Self.glyph(mark.glyph)) \(run.action.rawValue)", HTMLBuilder.Tone(mark.style))
      }
      html.cell("Access") { html in
        if narrowing > 0 { html.tag("− \(grouped(narrowing)) lose", .loss) }
        if narrowing > 0, widening > 0 { html.text(" ") }
        if widening > 0 { html.tag("+ \(grouped(widening)) gain", .gain) }
      }
      html.cell("Before and after", text: "alike; --full lists them")
      html.cell("Declared at") { _ in }
    }
  }
}
