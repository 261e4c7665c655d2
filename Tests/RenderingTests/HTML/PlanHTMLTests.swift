import AccessModel
import Diagnostics
import Plans
import Testing

@testable import Rendering

@Suite struct PlanHTMLTests {
  private func page(_ plan: Plan, isFull: Bool = false) throws -> MarkupReader {
    try MarkupReader(String(decoding: PlanHTML(isFull: isFull).bytes(of: plan), as: UTF8.self))
  }

  private func rows(_ page: MarkupReader, of noun: String) -> [MarkupReader.Element] {
    guard let table = page.elements.firstIndex(where: { $0.attributes["data-noun"] == noun })
    else { return [] }
    let next =
      page.elements[(table + 1)...].firstIndex { $0.name == "table" } ?? page.elements.count
    return page.elements[table..<next].filter { $0.attributes["data-n"] != nil }
  }

  @Test func thePageIsWellFormedWithItsLandmarksAndHeadings() throws {
    let page = try page(ImpactSamples.harbourPlan)
    #expect(page.all("html").map(\.attributes) == [["lang": "en"]])
    for landmark in ["header", "nav", "main", "footer", "h1"] {
      #expect(page.all(landmark).count == 1)
    }
    #expect(
      page.all("h2").map(\.text) == [
        "Summary", "Who gains and who loses", "Changes", "Later", "Held by people", "Tests",
        "Guardrails and second persons", "Identity",
      ])
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in page.all("a") {
      #expect(ids.contains(String(link.attributes["href"]?.dropFirst() ?? "")))
    }
  }

  @Test func everyTableHasACaptionAndScopes() throws {
    let page = try page(ImpactSamples.harbourPlan)
    #expect(page.all("table").count == page.all("caption").count)
    #expect(!page.all("th").isEmpty)
    #expect(
      page.all("th").allSatisfy { ["row", "col"].contains($0.attributes["scope"] ?? "") })
    let fields = page.elements.filter { ["input", "select"].contains($0.name) }
    let labelled = Set(page.all("label").compactMap { $0.attributes["for"] })
    #expect(Set(fields.compactMap { $0.attributes["id"] }) == labelled)
  }

  @Test func thePolicyAllowsExactlyOurStyleAndScript() throws {
    let page = try page(ImpactSamples.harbourPlan)
    let policy = page.all("meta").compactMap { $0.attributes["content"] }.first {
      $0.hasPrefix("default-src")
    }
    func hash(_ name: String) -> String {
      let digest = Digest.of(Array((page.all(name).first?.text ?? "").utf8))
      return "'sha256-\(String(decoding: Base64.encoded(digest.bytes), as: UTF8.self))'"
    }
    #expect(
      policy == "default-src 'none'; style-src \(hash("style")); script-src \(hash("script")); "
        + "base-uri 'none'; form-action 'none'")
    let loading = ["src", "href", "action", "style"]
    let active = page.elements.filter { element in
      element.attributes.contains { key, value in
        key.hasPrefix("on") || (loading.contains(key) && !value.hasPrefix("#"))
      }
    }
    #expect(active.isEmpty)
  }

  @Test func everyPrincipalAndItsSharesStandInOneRow() throws {
    let rows = rows(try page(ImpactSamples.harbourPlan), of: "principals")
    #expect(rows.count == 3)
    #expect(rows.compactMap { Int($0.attributes["data-n"] ?? "") }.reduce(0, +) == 5)
    let fay = try #require(rows.first { $0.text.contains("fay-ma") })
    #expect(fay.attributes["data-d"] == "loses")
    #expect(fay.text.contains("gus-tam"))
    #expect(fay.text.contains("TRADE trade.order.{cancel,place,replace} on eq-prop, opt-prop"))
    #expect(fay.text.contains("AK7QX2") || fay.text.contains("3 keys"))
  }

  @Test func changesShowWhatWasAndWhatWillBe() throws {
    let page = try page(ImpactSamples.harbourPlan)
    let rows = rows(page, of: "changes")
    #expect(rows.count == 5)
    #expect(
      rows.map { $0.attributes["data-d"] } == ["loses", "loses", "loses", "gains", "loses gains"])
    #expect(page.all("del").map(\.text).prefix(2) == ["options", "options"])
    #expect(page.all("ins").map(\.text).prefix(2) == ["options-read", "options-read"])
    #expect(rows[4].text.contains("no validUntil any more: it has no end"))
  }

  @Test func textThatMeansHarmIsText() throws {
    let harm = "</script><script>alert(1)</script>\" onload=\"x\u{202E}"
    let trader = ImpactSamples.trader("a<b>&\"'", of: "c<d>")
    var effects = ImpactSamples.effects([
      ImpactSamples.impact(
        trader, gained: ImpactSamples.share([ImpactSamples.group("x<y>.z", on: "k&l")]),
        keys: "<key>")
    ])
    effects.later = [
      LaterChange(
        at: ImpactSamples.instant("2027-02-26T10:00:00Z"), principal: trader, what: Text(harm))
    ]
    effects.tests = [
      TestOutcome(name: Text(harm), verdict: .fail, message: Text(harm), isBinding: true)
    ]
    let change = ImpactSamples.update(
      .portalUser, "a", from: ["displayName": .text("x")], to: ["displayName": .text(Text(harm))])
    let page = try page(ImpactSamples.plan([change], effects))
    #expect(page.all("script").count == 1)
    let isShown = page.text.contains(TerminalText.escaped(harm))
    #expect(isShown)
    #expect(page.all("td").contains { $0.text == "<key>" })
    #expect(rows(page, of: "principals")[0].attributes["data-i"] == "c<d>")
  }

  @Test func aHugePlanStaysSmallAndCountsExactly() throws {
    let plan = ImpactSamples.plan([], ImpactSamples.wide(institutions: 700, traders: 9))
    let bytes = PlanHTML().bytes(of: plan)
    #expect(bytes.count < 2_000_000)
    let page = try MarkupReader(String(decoding: bytes, as: UTF8.self))
    let rows = rows(page, of: "principals")
    #expect(rows.count == 1_000)
    let shown = rows.compactMap { Int($0.attributes["data-n"] ?? "") }.reduce(0, +)
    #expect(shown == 500 + 500 * 8)
    #expect(rows.prefix(500).allSatisfy { $0.attributes["data-d"] == "loses" })
    let says = page.text.contains(
      "And 1,800 more principals in 400 groups at 200 institutions, with less at risk: 200 lose, "
        + "1,600 gain.")
    #expect(says)
  }

  @Test func thePictureHoldsFewBoxesHoweverManyWaysThereAre() throws {
    let impacts = (0..<40).map { number in
      let ids = (0...number).map { "trade.order.a\($0)" }.joined(separator: " ")
      return ImpactSamples.impact(
        ImpactSamples.trader("t\(number)"),
        lost: ImpactSamples.share([ImpactSamples.group(ids, on: "k")]))
    }
    let page = try page(ImpactSamples.plan([], ImpactSamples.effects(impacts)))
    #expect(page.all("rect").count == 9)
    #expect(page.all("text").contains { $0.text == "33 more, in 33 other ways" })
    #expect(page.all("text").contains { $0.text == "− 33 lose" })
    #expect(page.all("text").contains { $0.text == "40 lose" })
    #expect(page.all("path").allSatisfy { $0.attributes["class"] == "loss" })
  }

  @Test func thePictureSaysInWordsWhatItDraws() throws {
    let page = try page(ImpactSamples.harbourPlan)
    let words = try #require(page.all("desc").first).text
    #expect(words.contains("fay-ma, gus-tam: loses 3 endpoints in TRADE endpoints."))
    #expect(words.contains("hana-li: loses 32 addresses in addresses."))
  }

  @Test func aPlanWithoutAnythingToDoIsAPageToo() throws {
    let page = try page(ImpactSamples.plan([], .none))
    #expect(page.all("form").isEmpty)
    #expect(page.all("svg").isEmpty)
    let says = page.text.contains("No principal's access changes.")
    #expect(says)
  }
}
