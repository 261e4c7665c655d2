import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct ImpactTextTests {
  static func text(_ effects: PlanEffects, isFull: Bool = false) -> String {
    var text = StyledText()
    ImpactText(isFull: isFull).append(effects, to: &text)
    return text.rendered(withColour: false)
  }

  @Test func itLooksAsInTheSpecification() {
    Golden.expect(Self.text(ImpactSamples.mockup), matches: "impact/mockup.txt")
    Golden.expect(Self.text(ImpactSamples.mockup, isFull: true), matches: "impact/mockup-full.txt")
  }

  @Test func manyAlikeAreOneBlockWithExactCounts() {
    let effects = ImpactSamples.wide(institutions: 40, traders: 25)
    Golden.expect(Self.text(effects), matches: "impact/wide.txt")
  }

  @Test func whenAllDifferTheRestIsCountedByClass() {
    Golden.expect(Self.text(ImpactSamples.scattered(200)), matches: "impact/scattered.txt")
  }

  @Test func riskIsMarkedInWordsAndInColour() {
    let share = ImpactSamples.share([
      ImpactSamples.group("a.list a.order.place a.journal.create a.password.reset", on: nil)
    ])
    var text = StyledText()
    let amy = ImpactSamples.impact(ImpactSamples.trader("amy"), gained: share, isEverything: true)
    ImpactText(isFull: false).append(ImpactSamples.effects([amy]), to: &text)
    let shown = text.rendered(withColour: true)
    Golden.expect(
      shown.split(separator: "\u{1b}", omittingEmptySubsequences: false).joined(separator: "ESC"),
      matches: "impact/colours.txt")
  }

  @Test func nobodyConcernedIsSaid() {
    #expect(Self.text(.none) == "Access: no principal's access changes\n\n")
  }

  @Test func whatOthersWroteCannotMoveTheCursor() {
    let evil = "\u{1b}[2Ja\r\nb\u{202e}"
    let share = ImpactSamples.share([
      AccessShare.Group(endpoints: [Text("x.\(evil)"), Text("x.y")], accounts: [Text(evil)])
    ])
    var effects = ImpactSamples.effects([
      ImpactSamples.impact(ImpactSamples.trader(evil, of: "h"), gained: share, keys: "\u{1b}k")
    ])
    effects.later = [
      LaterChange(
        at: ImpactSamples.instant("2027-01-01T00:00:00Z"), principal: ImpactSamples.trader(evil),
        what: Text(evil))
    ]
    effects.overrides = [
      StandingOverride(
        address: ImpactSamples.trader(evil).resource, state: Text(evil), incident: Text(evil),
        since: ImpactSamples.instant("2027-01-01T00:00:00Z"))
    ]
    for isFull in [false, true] {
      let text = Self.text(effects, isFull: isFull)
      let isSafe = text.unicodeScalars.allSatisfy {
        $0 == "\n" || !TerminalTextTests.isForbidden($0)
      }
      #expect(isSafe)
    }
    Golden.expect(Self.text(effects), matches: "impact/hostile.txt")
  }

  @Test(arguments: [
    ("0.0.0.0/0", "every IPv4 address"), ("::/0", "every IPv6 address"),
    ("0.0.0.0/0 ::/0", "every address"), ("0.0.0.0/1 128.0.0.0/1", "every IPv4 address"),
    ("198.51.100.0/27", "32 addresses 198.51.100.0/27"),
    ("198.51.100.7/32", "1 address 198.51.100.7/32"),
    (
      "10.0.0.1/32 10.0.0.3/32 10.0.0.5/32 10.0.0.7/32 10.0.0.9/32",
      "5 addresses 10.0.0.1/32, 10.0.0.3/32, 10.0.0.5/32 and 2 more blocks"
    ),
    ("2001:db8::/56", "256 networks of /64 2001:db8::/56"),
    ("2001:db8::/64", "1 network of /64 2001:db8::/64"),
    ("2001:db8::/126", "4 IPv6 addresses 2001:db8::/126"),
    ("2001:db8::/64 2001:db8:1::7/128", "2 networks of /64 2001:db8::/64, 2001:db8:1::7/128"),
  ])
  func addressesAreCountedInWords(blocks: String, words: String) {
    let impact = ImpactSamples.impact(
      ImpactSamples.trader("amy"), lost: ImpactSamples.share([], blocks))
    let text = Self.text(ImpactSamples.effects([impact])).split(separator: "\n")
    #expect(text[1] == "  - amy  \(words)")
  }

  @Test func mostOfTheInternetIsToldByWhatItLacks() throws {
    let office = AddressSet([
      try CIDR(parsing: "203.0.113.0/26"), try CIDR(parsing: "2001:db8::/60"),
    ])
    let share = AccessShare(groups: [], networks: AddressSet.all.subtracting(office).blocks)
    let impact = ImpactSamples.impact(ImpactSamples.trader("amy"), lost: share)
    #expect(
      Self.text(ImpactSamples.effects([impact])).hasPrefix(
        """
        Access at harbour-capital: 1 loses, 0 gain
          - amy  every IPv4 address but 64
                 every IPv6 address but those of 16 networks of /64

        """))
  }

  @Test(arguments: [
    (0, 0, "no principal's access changes"), (1, 0, "1 principal widens, 0 narrow"),
    (0, 1, "0 principals widen, 1 narrows"), (2, 3, "2 principals widen, 3 narrow"),
  ])
  func theSummaryLineCountsWithGrammar(widening: Int, narrowing: Int, words: String) {
    let share = ImpactSamples.share([ImpactSamples.group("a.b", on: nil)])
    let impacts =
      (0..<widening).map { ImpactSamples.impact(ImpactSamples.trader("w\($0)"), gained: share) }
      + (0..<narrowing).map { ImpactSamples.impact(ImpactSamples.trader("n\($0)"), lost: share) }
    let plan = ImpactSamples.plan(
      [ImpactSamples.create(.tier, "gold")], ImpactSamples.effects(impacts))
    #expect(
      PlanText.summaryLine(plan) == "Plan: 1 to create, 0 to update, 0 to delete; \(words).")
  }
}
