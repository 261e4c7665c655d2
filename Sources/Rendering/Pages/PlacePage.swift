package import AccessModel
import Diagnostics

/// The page of one institution, or of retail clients.
package struct PlacePage {
  private let moment: RegisterMoment
  private let content: PlaceContent
  private let table: EndpointTable

  package init(_ moment: RegisterMoment, _ content: PlaceContent, table: EndpointTable) {
    self.moment = moment
    self.content = content
    self.table = table
  }

  package var bytes: [UInt8] {
    let isInstitution = content.institution != nil
    let own =
      isInstitution
      ? [
        ("people", "People"), ("grants", "Grants"), ("networks", "Networks"),
        ("accounts", "Accounts"),
      ]
      : []
    return HTMLPage(
      title: content.title, eyebrow: appendEyebrow, lead: appendLead,
      contents: [("users", "Authorized users"), ("applications", "Applications"), ("keys", "Keys")]
        + own + [("overrides", "Overrides"), ("history", "History")]
    ) { html in
      appendStops(to: &html)
      appendCards(to: &html)
      FilterHTML(institutions: [], hasWays: false).append(to: &html)
      AuthorizedUsersHTML(content.principals, table).append(to: &html)
      ApplicationsHTML(entries: content.applications).append(to: &html)
      KeysHTML(keys: content.keys).append(to: &html)
      if let institution = content.institution {
        PeopleHTML(institution: institution).append(to: &html)
        GrantsHTML(institution: institution, now: moment.instant).append(to: &html)
        NetworksHTML(institution: institution, now: moment.instant).append(to: &html)
        AccountsHTML(institution: institution).append(to: &html)
      }
      OverridesHTML(overrides: content.overrides).append(to: &html)
      HistoryHTML(revisions: content.history).append(to: &html)
    }.bytes
  }

  // MARK: Head

  private func appendEyebrow(to html: inout HTMLBuilder) {
    let index = content.institution == nil ? ["index.html"] : ["..", "index.html"]
    html.element("a", [.link(toFile: index)], text: moment.title)
  }

  private func appendLead(to html: inout HTMLBuilder) {
    html.element("p", [.class("lead")], text: "\(moment.words).")
    guard let institution = content.institution?.institution else { return }
    html.element("dl") { html in
      html.fact("Name", institution.address.name.string)
      html.fact("State", content.state.string)
      html.fact("Country", institution[InstitutionFields.country].text?.string)
      html.fact("LEI", institution[InstitutionFields.lei].text?.string)
      html.fact("Licence", LicenceWords.words(of: institution))
      html.fact("Tier", institution[InstitutionFields.tier].text?.string ?? "none: no ceiling")
    }
  }

  private func appendStops(to html: inout HTMLBuilder) {
    guard !content.overrides.isEmpty else { return }
    let count = content.overrides.count
    html.element("div", [.class("notice"), HTMLAttribute("role", "note")]) { html in
      html.element("p") { html in
        html.element("strong", text: "\(counted(count, "emergency stop")) in force.")
        html.text(" ")
        html.element("a", [.link(toPlace: "overrides")], text: "See which")
      }
    }
    html.line()
  }

  private func appendCards(to html: inout HTMLBuilder) {
    let summary = PlaceSummary(content)
    html.element("h2", [.class("seen")], text: "Summary")
    html.element("ul", [.class("cards")]) { html in
      html.card(summary.live, "authorized user with access", "authorized users with access")
      html.card(
        summary.principals - summary.live, "authorized user without access",
        "authorized users without access")
      html.card(summary.waiting, "application waits", "applications wait")
      html.card(summary.liveKeys, "live key", "live keys")
      html.card(summary.overrides, "override in force", "overrides in force", look: "bad")
    }
    html.line()
  }
}
