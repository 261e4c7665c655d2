import AccessModel
import Diagnostics

/// The first page of a site: every institution with what matters most about it.
package struct IndexPage {
  private let moment: RegisterMoment
  private let places: [PlaceSummary]
  /// The revisions that touched what belongs to no institution, newest first.
  private let history: [PageRevision]

  package init(_ moment: RegisterMoment, _ places: [PlaceSummary], history: [PageRevision]) {
    self.moment = moment
    self.places = places
    self.history = history
  }

  package var bytes: [UInt8] {
    HTMLPage(
      title: moment.title, eyebrow: { $0.text("mandate register") },
      lead: { $0.element("p", [.class("lead")], text: "\(moment.words).") },
      contents: [("places", "Institutions"), ("history", "Changes outside of institutions")]
    ) { html in
      appendCards(to: &html)
      FilterHTML(institutions: [], hasWays: false).append(to: &html)
      html.section("places", "Institutions") { appendTable(to: &$0) }
      HistoryHTML(revisions: history, title: "Changes outside of institutions").append(to: &html)
    }.bytes
  }

  private func appendCards(to html: inout HTMLBuilder) {
    func sum(_ count: (PlaceSummary) -> Int) -> Int { places.reduce(0) { $0 + count($1) } }
    html.element("h2", [.class("seen")], text: "Summary")
    html.element("ul", [.class("cards")]) { html in
      html.card(places.count { !$0.name.isEmpty }, "institution", "institutions")
      html.card(sum(\.live), "authorized user with access", "authorized users with access")
      html.card(sum(\.waiting), "application waits", "applications wait")
      html.card(sum(\.liveKeys), "live key", "live keys")
      html.card(sum(\.overrides), "override in force", "overrides in force", look: "bad")
    }
  }

  private func appendTable(to html: inout HTMLBuilder) {
    html.table(
      "Each leads to its own page", noun: "institutions",
      columns: [
        "Institution", "State", "With access", "Waiting", "Live keys", "Overrides", "To look at",
      ]
    ) { html in
      for place in places { append(place, to: &html) }
    }
  }

  private func append(_ place: PlaceSummary, to html: inout HTMLBuilder) {
    html.row(RowMarks.attributes(institution: place.name)) { html in
      html.element("a", [.link(toFile: place.path)], text: place.title)
      if !place.name.isEmpty, place.title != place.name.string {
        html.text(" ")
        html.code(place.name.string)
      }
    } _: { html in
      html.cell("State") { html in
        html.tag(place.state.string, place.state.is("open") ? .good : .plain)
      }
      html.cell("With access", text: "\(grouped(place.live)) of \(grouped(place.principals))")
      html.cell("Waiting", text: grouped(place.waiting))
      html.cell("Live keys", text: grouped(place.liveKeys))
      html.cell("Overrides", text: grouped(place.overrides))
      html.cell("To look at", text: counted(place.findings, "authorized user"))
    }
  }
}
