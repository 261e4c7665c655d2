import AccessModel
import Diagnostics
import Plans

/// The changes of a plan, field by field, folded away until somebody opens them.
struct FieldMarkdown {
  let plan: Plan

  private static let groupsMax = 400
  private static let fieldsMax = 30
  private static let valueMax = 200
  private static let addressesShown = 3

  /// Nil where nothing changes.
  var section: CommentSection? {
    guard !plan.changes.isEmpty else { return nil }
    let groups = AlikeChanges.groups(of: plan)
    let summary = plan.summary
    let parts = [
      (summary.delete, "deleted"), (summary.rename, "renamed"), (summary.adopt, "taken over"),
      (summary.update, "updated"),
      (summary.create, "created"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let head =
      "<details><summary>\(CommentText.counted(plan.changes.count, "change")), field by field: "
      + "\(parts.joined(separator: ", "))</summary>\n\n"
      + MarkdownText.row(["step", "", "what", "field", "before", "after"])
      + "|---|---|---|---|---|---|\n"
    return CommentSection(
      weight: .fields, head: head,
      rows: groups.prefix(Self.groupsMax).map {
        CommentSection.Row(text($0), count: $0.members.count)
      },
      rest: groups.dropFirst(Self.groupsMax).reduce(0) { $0 + $1.members.count },
      tail: "\n</details>\n\n", more: CommentSection.tabledMore)
  }

  private func text(_ group: AlikeChanges) -> String {
    let change = plan.changes[group.members[0]]
    let cells = fields(of: change, isFolded: group.members.count > 1)
    let shown = cells.prefix(Self.fieldsMax)
    let glyph = MarkdownText.code(ChangeText.mark(change.action).glyph)
    let head = [steps(group), glyph, subject(group)]
    var text = ""
    for (index, field) in shown.enumerated() {
      text += MarkdownText.row((index == 0 ? head : ["", "", ""]) + field)
    }
    if cells.count > shown.count {
      text += MarkdownText.row(
        ["", "", "", "and \(CommentText.counted(cells.count - shown.count, "more field"))", "", ""])
    }
    return text
  }

  private func steps(_ group: AlikeChanges) -> String {
    let first = group.members[0] + 1
    return group.members.count == 1 ? "\(first)" : "\(first) and \(group.members.count - 1) more"
  }

  /// The address, or how many there are of one kind.
  private func subject(_ group: AlikeChanges) -> String {
    let change = plan.changes[group.members[0]]
    let word = ChangeText.word(plan.effects.directions[change.address] ?? .neutral)
    let direction = word.isEmpty ? "" : " **\(word)**"
    guard group.members.count > 1 else {
      return CommentText.code(ChangeText.shownAddress(change), most: 240) + direction
    }
    let addresses = group.members.map { plan.changes[$0].address.text }
    let places = Set(group.members.map { plan.changes[$0].address.institution })
      .subtracting([.empty])
    let place = places.count > 1 ? " at \(places.count) institutions" : ""
    return CommentText.list(addresses, shown: Self.addressesShown) + place + direction
  }

  // MARK: Fields

  /// Field, before and after; at least one.
  private func fields(of change: Change, isFolded: Bool) -> [[String]] {
    var rows: [[String]] = []
    if let owner = change.formerOwner {
      let owners = [owner, plan.owner].map { CommentText.code($0.string, most: Self.valueMax) }
      rows = [["owner"] + owners]
    } else if change.action == .update || change.action == .rename {
      let all = FieldChange.all(of: change)
      let isReason = { (field: FieldChange) in field.path == "metadata.reason" }
      rows = (all.filter { !isReason($0) } + all.filter(isReason)).map(row)
    } else if !isFolded {
      rows = [whole(change)]
    }
    if let sentence = ListReachText(change: change).sentence {
      rows.append(["", MarkdownText.code(sentence), ""])
    }
    let direction = plan.effects.directions[change.address] ?? .neutral
    for sentence in DeletedLineText(change: change, direction: direction).sentences {
      rows.append(["**widens**", CommentText.code(sentence, most: Self.valueMax), ""])
    }
    return rows.isEmpty ? [["", "", ""]] : rows
  }

  private func row(_ field: FieldChange) -> [String] {
    [
      CommentText.code(ChangeText.shortName(field.path)), value(field.before, field.type),
      value(field.after, field.type),
    ]
  }

  private func value(_ value: Value, _ type: FieldType) -> String {
    guard !value.isAbsent else { return "*none*" }
    return CommentText.code(ValueText.words(value, type), most: Self.valueMax)
  }

  /// A resource that comes or goes, its fields in one cell.
  private func whole(_ change: Change) -> [String] {
    let isNew = change.action == .create
    let words = FieldChange.all(of: change).compactMap { field -> String? in
      let value = isNew ? field.after : field.before
      guard !value.isAbsent else { return nil }
      return "\(ChangeText.shortName(field.path)): \(ValueText.words(value, field.type))"
    }
    let cell =
      words.isEmpty
      ? "" : CommentText.code(words.joined(separator: "; "), most: Self.valueMax * 2)
    return isNew ? ["", "", cell] : ["", cell, ""]
  }
}
