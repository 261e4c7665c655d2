import AccessModel
package import Plans

/// What changed between two moments, for people and for machines.
package struct DifferenceText {
  private let from: Int64
  private let to: Int64
  private let changes: [Change]

  /// `changes` stand in the order of addresses, from the moment after one revision to that after another.
  package init(_ changes: [Change], from: Int64, to: Int64) {
    self.changes = changes
    self.from = from
    self.to = to
  }

  package func rendered(isFull: Bool) -> StyledText {
    var text = StyledText()
    guard !changes.isEmpty else {
      text.appendLine("Nothing differs between revision \(from) and revision \(to).")
      return text
    }
    text.appendLine("From revision \(from) to revision \(to)", .strong)
    let stepWidth = String(changes.count).count
    for run in ChangeRun.runs(of: changes, foldsFrom: isFull ? Int.max : 8) {
      for index in run.shown {
        ChangeText(
          change: changes[index], step: index + 1, stepWidth: stepWidth, direction: .neutral,
          directionWidth: 0, addressWidth: 0
        ).append(to: &text, showsCreatedFields: isFull)
      }
      if let folded = run.folded {
        let mark = ChangeText.mark(run.action)
        text.append("  " + String(repeating: " ", count: stepWidth) + " ")
        text.append(mark.glyph, mark.style)
        text.appendLine(" \(folded) more \(run.label) (--full lists them)", .faint)
      }
    }
    text.appendLine()
    text.appendLine(summary)
    return text
  }

  private var summary: String {
    func count(_ action: Change.Action) -> Int { changes.count { $0.action == action } }
    let renamed = count(.rename)
    return "Difference: \(count(.create)) created, \(count(.update)) updated, "
      + "\(count(.delete)) deleted" + (renamed == 0 ? "." : ", \(renamed) renamed.")
  }

  /// One document: the two revisions and the changes, resources in canonical form.
  package var json: [UInt8] {
    var json = JSONBuilder(spreadLevels: 2)
    json.object { json in
      json.number("from", Int(from))
      json.number("to", Int(to))
      json.array("changes") { json in
        for change in changes { Self.append(change, &json) }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static func append(_ change: Change, _ json: inout JSONBuilder) {
    json.object { json in
      json.string("address", change.address.text)
      json.string("action", change.action.rawValue)
      append("before", change.before, &json)
      append("after", change.after, &json)
      json.array("fields") { json in
        for field in FieldChange.all(of: change) {
          json.object { json in
            json.string("path", field.path)
            json.raw("before") { CanonicalJSON.append(field.before, of: field.type, to: &$0) }
            json.raw("after") { CanonicalJSON.append(field.after, of: field.type, to: &$0) }
          }
        }
      }
    }
  }

  private static func append(
    _ key: String, _ version: Change.Version?, _ json: inout JSONBuilder
  ) {
    guard let version else { return json.string(key, nil) }
    json.raw(key) { CanonicalJSON.append(version.resource, to: &$0) }
  }
}
