import AccessModel
import Diagnostics
import Plans
import Stores
import Testing

@testable import Rendering

@Suite struct RegisterPageTests {
  private static let harm = "</td><script>alert(1)</script>\"'&\u{202E}"
  private static let deployment = Deployment(environment: .sandbox, region: "hk")
  private static let now = ImpactSamples.instant("2026-11-21T09:00:00Z")
  private static let moment = RegisterMoment(deployment: deployment, revision: 8, instant: now)

  private static var register: AccessRegister {
    let harm = Value.text(Text(Self.harm))
    let entry = IPWhitelistFields.entry.fields.map { field -> Value in
      switch field.name {
      case "cidr": .text("203.0.113.0/26")
      case "note": harm
      default: .text("2026-11-20T00:00:00Z")
      }
    }
    let sample = ImpactSamples.resource
    return AccessRegister(
      [
        sample(
          .institution, "harbour-capital", ["legalName": harm, "country": .text("HK")], "", nil),
        sample(
          .portalUser, "amy", ["displayName": harm, "email": .text("a@b.example")],
          "harbour-capital", nil),
        sample(
          .ipWhitelist, "office",
          ["mode": .text("restricted"), "entries": .list([.object(entry)])], "harbour-capital", nil),
        sample(
          .traderAuthorization, "amy", ["ipWhitelists": .list([.text("office")])],
          "harbour-capital", nil),
        sample(
          .account, "main", ["number": .text("0001"), "state": .text("FROZEN")],
          "harbour-capital", nil),
      ], deployment: deployment)
  }

  private func content(_ history: [PageRevision] = []) -> PlaceContent {
    let view = AccessView(Self.register, at: Self.now)
    let reviewer = AccessReviewer(
      view, keys: [], resource: { _ in nil }, authorisation: { _ in nil })
    return PlaceContent(
      institution: view.register.institutions["harbour-capital"],
      principals: reviewer.principals(of: "harbour-capital"), keys: [], applications: [],
      overrides: [], history: history)
  }

  private func page(_ history: [PageRevision] = []) throws -> MarkupReader {
    let page = PlacePage(Self.moment, content(history), table: Self.register.table)
    return try MarkupReader(String(decoding: page.bytes, as: UTF8.self))
  }

  @Test func anInstitutionsPageIsWellFormedAndHarmlessWhateverIsInIt() throws {
    let page = try page()
    #expect(page.all("script").count == 1)
    #expect(page.all("h1").map(\.text) == [TerminalText.escaped(Self.harm)])
    #expect(
      page.all("h2").map(\.text) == [
        "Summary", "Authorized users", "Applications", "Keys", "People", "Grants", "Networks",
        "Accounts", "Overrides", "History",
      ])
    #expect(page.all("table").count == page.all("caption").count)
    #expect(
      page.all("a").compactMap { $0.attributes["href"] }.filter { !$0.hasPrefix("#") }
        == ["../index.html"])
  }

  @Test func whoIsAuthorizedIsShownWithTheReasonWhyItIsNotInForce() throws {
    let row = try #require(
      try page().all("tr").first { $0.text.hasPrefix("TraderAuthorization/harbour-capital/amy") })
    #expect(row.text.contains("application-not-approved"))
  }

  @Test func networksShowEveryEntryAndThatOneHasEnded() throws {
    let item = try #require(try page().all("li").first { $0.text.hasPrefix("203.0.113.0/26") })
    #expect(item.text.hasSuffix("until 2026-11-20 00:00Z ended"))
    #expect(try page().all("td").contains { $0.text == "TraderAuthorization/amy" })
  }

  @Test func historyIsCutAfterAHundredRevisionsWithTheExactRest() throws {
    let address = Address(.portalUser, institution: "harbour-capital", name: "amy")
    let history = (1...130).reversed().map { number in
      PageRevision(
        record: RevisionRecord(
          revision: number, applyID: "a", planDigest: .zero, owner: "o", command: "apply",
          actor: "staff:x", onBehalfOf: nil, reason: nil, at: Self.now, wallClock: Self.now,
          commit: nil, changes: 3, stateDigest: .zero, auditHead: .zero),
        changes: [("update", address), ("update", address), ("update", address)])
    }
    let page = try page(history)
    let revisions = page.all("th").compactMap { Int64($0.text) }
    #expect(revisions.contains(130) && revisions.contains(31) && !revisions.contains(30))
    let says = page.text.contains("And 30 earlier revisions: mandate history lists them.")
    #expect(says)
  }

  @Test func theIndexLeadsToEveryPageAndCounts() throws {
    let index = IndexPage(Self.moment, [PlaceSummary(content())], history: [])
    let page = try MarkupReader(String(decoding: index.bytes, as: UTF8.self))
    #expect(
      page.all("a").compactMap { $0.attributes["href"] }.filter { !$0.hasPrefix("#") }
        == ["institutions/harbour-capital.html"])
    #expect(page.all("td").contains { $0.text == "0 of 1" })
  }
}
