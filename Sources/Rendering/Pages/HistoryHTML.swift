import AccessModel
import Diagnostics
import Stores

/// Who changed what when, newest first.
struct HistoryHTML {
  /// Newest first.
  let revisions: [PageRevision]
  var title = "History"

  /// So many revisions of a page are listed, and so many changes of each.
  private static let revisionsMax = 100
  private static let changesMax = 20

  func append(to html: inout HTMLBuilder) {
    html.section("history", title) { html in
      guard !revisions.isEmpty else {
        html.element("p", text: "No revision touched it.")
        return
      }
      html.table(
        "Who changed what when, newest first", noun: "revisions",
        columns: ["Revision", "When", "Who", "Command", "Changes", "Reason"]
      ) { html in
        for revision in revisions.prefix(Self.revisionsMax) { append(revision, to: &html) }
      }
      let rest = revisions.count - Self.revisionsMax
      if rest > 0 {
        html.element(
          "p", text: "And \(counted(rest, "earlier revision")): mandate history lists them.")
      }
    }
  }

  private func append(_ revision: PageRevision, to html: inout HTMLBuilder) {
    let record = revision.record
    html.row(RowMarks.attributes(institution: .empty)) {
      $0.text(String(record.revision))
    } _: { html in
      html.cell("When", text: record.at.shortText)
      html.cell("Who") { html in
        html.code(record.actor.string)
        if let person = record.onBehalfOf {
          html.text(" for ")
          html.code(person.string)
        }
      }
      html.cell("Command") { $0.code(record.command.string) }
      html.cell("Changes") { html in
        let listed = revision.changes.prefix(Self.changesMax).map {
          "\($0.action) \($0.address)"
        }
        html.names(
          listed, of: revision.changes.count, shown: 2,
          summary: counted(revision.changes.count, "change"))
      }
      html.cell("Reason", text: record.reason?.string ?? "")
    }
  }
}
