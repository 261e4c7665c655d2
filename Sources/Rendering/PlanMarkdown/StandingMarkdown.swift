import AccessModel
import Diagnostics
import Plans

/// What else somebody who decides must know: what waits, passes on, ends, comes later or is held.
struct StandingMarkdown {
  let plan: Plan

  private static let rowsMax = 10
  private static let namesShown = 3

  var sections: [CommentSection] {
    [handovers, endedKeys, moves, waiting, later, overrides].compactMap { $0 }
  }

  private func section(
    _ title: String, note: String = "", _ rows: [CommentSection.Row], rest: Int
  ) -> CommentSection? {
    guard !rows.isEmpty else { return nil }
    return CommentSection(
      weight: .standing, head: "**\(title)**\(note)\n\n", rows: rows, rest: rest, tail: "\n")
  }

  /// A section with one row for each of `all`.
  private func section<Element>(
    _ title: String, note: String = "", of all: [Element], _ row: (Element) -> String
  ) -> CommentSection? {
    section(
      "\(title) (\(all.count))", note: note,
      all.prefix(Self.rowsMax).map { CommentSection.Row("- \(row($0))\n") },
      rest: max(0, all.count - Self.rowsMax))
  }

  private func code(_ text: String) -> String { CommentText.code(text, in: .line) }

  // MARK: What the plan brings

  private var handovers: CommentSection? {
    section("Passes to another person, with all its access", of: plan.effects.handovers) {
      "\(code($0.principal.description)): from \(code($0.from.string)) to \(code($0.to.string))"
    }
  }

  private var endedKeys: CommentSection? {
    section("Keys that end, for good", of: plan.effects.endedKeys) { key in
      let secrets = CommentText.counted(key.secrets.count, "live secret")
      return "\(code(key.id.string)) of \(code(key.principal.description)): "
        + "\(EndedKeysText.words(key.cause)), \(code(key.name.string)) of "
        + "\(code(key.user.string)), \(key.secrets.isEmpty ? "no live secret" : secrets)"
    }
  }

  private var moves: CommentSection? {
    section(
      "Moves between institutions", note: ": no key, acceptance or list goes along",
      of: MovesText.moves(among: plan.changes)
    ) { "\(code($0.from.text)) to \(code("\($0.to.institution)/\($0.to.name)"))" }
  }

  private var waiting: CommentSection? {
    let groups = WaitingText.groups(of: plan.waiting)
    let rows = groups.prefix(Self.rowsMax).map { group in
      let names = CommentText.list(group.map(\.address.text), shown: Self.namesShown, in: .line)
      return CommentSection.Row(
        "- for \(code(group[0].event.string)): \(names); next: \(code(group[0].next.string))\n",
        count: group.count)
    }
    return section(
      "Waiting, without effect until somebody decides (\(plan.waiting.count))", rows,
      rest: groups.dropFirst(Self.rowsMax).reduce(0) { $0 + $1.count })
  }

  // MARK: What holds anyway

  private var later: CommentSection? {
    let changes = plan.effects.later
    let names = PrincipalNames(changes.map(\.principal))
    let groups = LaterText.groups(of: changes)
    let rows = groups.prefix(Self.rowsMax).map { group in
      let listed = CommentText.list(
        group.map { names.label($0.principal) }, shown: Self.namesShown, in: .line)
      return CommentSection.Row(
        "- \(group[0].at.shortText) \(listed): \(code(group[0].what.string))\n",
        count: group.count)
    }
    return section(
      "Later, for these principals (\(changes.count))", rows,
      rest: groups.dropFirst(Self.rowsMax).reduce(0) { $0 + $1.count })
  }

  private var overrides: CommentSection? {
    section("Held by people, not touched by this plan", of: plan.effects.overrides) { held in
      "\(code(held.address.text)) \(code(held.state.string)) by \(code(held.incident.string)) "
        + "since \(held.since.shortText)"
    }
  }
}
