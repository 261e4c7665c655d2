import AccessModel
import Diagnostics
import Plans

/// What a change does to each field, with both values where there are both.
struct FieldsHTML {
  private let change: Change
  private let direction: Direction

  init(_ change: Change, _ direction: Direction) {
    self.change = change
    self.direction = direction
  }

  func append(to html: inout HTMLBuilder) {
    for sentence in [ListReachText(change: change).sentence].compactMap({ $0 })
      + DeletedLineText(change: change, direction: direction).sentences
    {
      html.element("p") { html in
        html.tag("note", .warn)
        html.text(" \(sentence)")
      }
    }
    switch change.action {
    case .update, .rename: appendFields(to: &html)
    case .create:
      let count = FieldChange.all(of: change).count
      guard count > 0 else { return }
      html.element("details") { html in
        html.element("summary", text: counted(count, "field"))
        appendFields(to: &html)
      }
    case .delete:
      if let reason = change.reason { html.text("reason: \(reason)") }
    case .adopt: html.text("nothing in it changes")
    }
  }

  private func appendFields(to html: inout HTMLBuilder) {
    let all = FieldChange.all(of: change)
    let fields =
      all.filter { $0.path != "metadata.reason" } + all.filter { $0.path == "metadata.reason" }
    html.element("ul", [.class("fields")]) { html in
      for field in fields { html.element("li") { append(field, to: &$0) } }
    }
  }

  private func append(_ field: FieldChange, to html: inout HTMLBuilder) {
    html.code(ChangeText.shortName(field.path))
    html.text(" ")
    if change.action == .create || field.path == "metadata.reason" {
      html.text(ValueText.words(field.after, field.type))
    } else if let parts = ValueDifference.lines(field.before, field.after, field.type) {
      for (index, part) in parts.enumerated() {
        if index > 0 { html.void("br") }
        html.text(part)
      }
    } else {
      html.element("span", [.class("seen")], text: "before: ")
      html.element("del", text: words(field.before, field))
      html.text(" → ")
      html.element("span", [.class("seen")], text: "after: ")
      html.element("ins", text: words(field.after, field))
    }
  }

  private func words(_ value: Value, _ field: FieldChange) -> String {
    ChangeText.words(value, of: field, in: change)
  }
}
