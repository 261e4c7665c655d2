import AccessModel
import Diagnostics
import Lifecycle

/// Where applications stand, and what each waits for.
struct ApplicationsHTML {
  let entries: [ApplicationEntry]

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "applications", "Applications", "Where each stands, and what it waits for",
      noun: "applications",
      columns: [
        "Application", "Status", "Since", "Submitted by", "Expected by", "What comes next",
      ],
      of: entries, otherwise: "There is no application."
    ) { entry, html in append(entry, to: &html) }
  }

  private func append(_ entry: ApplicationEntry, to html: inout HTMLBuilder) {
    let life = entry.life
    html.row(RowMarks.attributes(institution: life.subject.institution)) { html in
      html.code(life.subject.text)
    } _: { html in
      html.cell("Status") { html in
        let isStopped = entry.stop.stop != nil || life.state == .rejected
        html.tag(
          entry.stateWords, isStopped ? .loss : entry.next == nil ? .good : .warn)
      }
      html.cell("Since", text: life.since?.shortText ?? "")
      html.cell("Submitted by") { html in
        if let submitter = life.submitter { html.code(submitter.string) }
      }
      html.cell("Expected by") { html in
        guard let expected = entry.expected else { return }
        html.text(expected.upperBound.text)
        if entry.isOverdue {
          html.text(" ")
          html.tag("overdue", .warn)
        }
      }
      html.cell("What comes next") { html in
        guard let next = entry.next else { return }
        html.text("\(next.missing): ")
        html.code(next.command)
      }
    }
  }
}
