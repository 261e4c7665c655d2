import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct ImpactPlanTextTests {
  private static func text(_ plan: Plan, isFull: Bool = false) -> String {
    PlanText(isFull: isFull).rendered(plan).rendered(withColour: false)
  }

  private static func update(
    _ kind: Kind, _ name: String, from before: [String: Value], to after: [String: Value],
    of institution: String = "harbour-capital"
  ) -> Change {
    ImpactSamples.update(kind, name, from: before, to: after, of: institution)
  }

  private static func entry(cidr: String, validUntil: String?) -> Value {
    var slots = [Value](repeating: .absent, count: IPWhitelistFields.entry.fields.count)
    slots[IPWhitelistFields.cidr.index] = .text(Text(cidr))
    if let validUntil { slots[IPWhitelistFields.validUntil.index] = .text(Text(validUntil)) }
    return .object(slots)
  }

  @Test func aWholePlanShowsEverythingInOrder() {
    Golden.expect(Self.text(ImpactSamples.harbourPlan), matches: "impact/plan.txt")
  }

  /// A field that goes away, and the words for what holds without it.
  @Test(arguments: [
    (Kind.traderAuthorization, "ipWhitelists", "calls may come from every address"),
    (.desk, "ipWhitelists", "calls may come from every address"),
    (.traderAuthorization, "validUntil", "it has no end"),
    (.traderAuthorization, "state", "active, the default, holds"),
    (.permissionSet, "exclude", "nothing is taken out"),
    (.institution, "tier", "no tier sets a ceiling"),
    (.endpointGrant, "apiUsers", "it is for every API user of the application"),
    (.ipWhitelist, "institutionWide", "it bounds only those who name it"),
  ])
  func aLineWhoseLossWidensIsNamed(kind: Kind, field: String, words: String) {
    let change = Self.update(kind, "x", from: [field: .list([.text("a")])], to: [:])
    for direction in [Direction.widening, .both] {
      let plan = ImpactSamples.plan([change], PlanEffects(directions: [change.address: direction]))
      #expect(Self.text(plan).contains("        no \(field) any more: \(words)\n"))
    }
    for direction in [Direction.narrowing, .neutral] {
      let plan = ImpactSamples.plan([change], PlanEffects(directions: [change.address: direction]))
      #expect(!Self.text(plan).contains("any more"))
    }
  }

  @Test func aLineInsideAListIsNamedToo() {
    let before = Self.entry(cidr: "203.0.113.0/26", validUntil: "2027-01-01T00:00:00Z")
    let after = Self.entry(cidr: "203.0.113.0/26", validUntil: nil)
    let change = Self.update(
      .ipWhitelist, "office", from: ["entries": .list([before])], to: ["entries": .list([after])])
    let plan = ImpactSamples.plan([change], PlanEffects(directions: [change.address: .widening]))
    #expect(
      Self.text(plan).contains(
        "        203.0.113.0/26: no entries.validUntil any more: the block has no end\n"))
  }

  @Test func aSelectorLessToLeaveOutIsNamed() {
    let change = Self.update(
      .permissionSet, "x", from: ["exclude": .list([.text("a.b"), .text("a.c")])],
      to: ["exclude": .list([.text("a.b")])])
    let plan = ImpactSamples.plan([change], PlanEffects(directions: [change.address: .widening]))
    #expect(Self.text(plan).contains("        1 line of exclude gone: what it kept out comes in\n"))
  }

  @Test func aDeletionThatWidensSaysSo() {
    let change = ImpactSamples.delete(.ipWhitelist, "office")
    let plan = ImpactSamples.plan([change], PlanEffects(directions: [change.address: .widening]))
    #expect(
      Self.text(plan).contains(
        "  1 - IPWhitelist/harbour-capital/office  WIDENS\n"
          + "        deleting it widens: it bounded every principal of the institution\n"))
  }

  @Test func oneEditInManyPlacesIsFolded() {
    let changes = (0..<1_000).map { number in
      Self.update(
        .desk, "equities", from: ["endpoints": .list([.text("a.b")])],
        to: ["endpoints": .list([.text("a.b"), .text("a.c")])], of: "firm-\(number)")
    }
    var effects = PlanEffects()
    for change in changes { effects.directions[change.address] = .widening }
    effects.directions[changes[999].address] = .both
    let text = Self.text(ImpactSamples.plan(changes, effects))
    #expect(
      text.contains(
        "997 more Desk at 997 institutions, changed alike, of which 1 NARROWS and 997 WIDEN"))
    #expect(text.split(separator: "\n").count < 20)
    let full = Self.text(ImpactSamples.plan(changes, effects), isFull: true)
    #expect(full.contains("1000 ~ Desk/firm-999/equities"))
  }
}
