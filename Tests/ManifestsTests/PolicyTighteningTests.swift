import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// S-14: what a plan makes the rules say of resources that it does not touch.
@Suite struct PolicyTighteningTests {
  private let policy = World.head("KeyPolicy", "default")

  /// Two institutions with desks of their own, as other owners declare them.
  private let desks =
    World.harbour.replacing(", ipWhitelists: [front]}", with: ", ipWhitelists: [open]}") + """
      ---
      apiVersion: mandate/v1
      kind: IPWhitelist
      metadata: {institution: harbour, name: open}
      spec: {mode: unrestricted}

      """

  private var both: String {
    desks + "---\n"
      + desks.replacing("harbour", with: "lantern").replacing("\"800", with: "\"900")
      .replacing("tier: gold", with: "tier: silver")
  }

  private let tiers =
    World.catalogue + "  silver: {endpoints: [\"*\"]}\n"

  /// What is found between two forms of an owner's tree, beside what others own.
  private func findings(
    from before: String, to after: String, beside others: String, in project: TestProject = .prod
  ) throws -> [Finding]? {
    let old = LoadedTree(before, in: project).resources
    let new = LoadedTree(after, in: project).resources
    let foreign = LoadedTree(others, in: project)
    #expect(foreign.diagnostics.map(\.message) == [])
    let byAddress = Dictionary(old.map { ($0.address, $0) }, uniquingKeysWith: { $1 })
    let kept = Set(new.map(\.address))
    let steps =
      new.filter { byAddress[$0.address] != $0 }.map {
        PolicyTightening.Step(before: byAddress[$0.address], after: $0)
      } + old.filter { !kept.contains($0.address) }.map { .init(before: $0, after: nil) }
    let state = DesiredState(
      deployment: project.project.deployment, now: try project.instant, own: new,
      others: foreign.resources)
    return PolicyTightening(steps, after: state)?.findings()
  }

  private func said(_ findings: [Finding]?) -> [String]? {
    findings?.map { "\($0.severity): \($0.message)" }
  }

  @Test func aStricterDefaultListsTheDesksOfOtherOwnersByInstitution() throws {
    let found = try findings(
      from: tiers, to: tiers + "---\n" + policy + "spec: {unrestricted: {trade: refuse}}\n",
      beside: both)
    #expect(
      said(found) == [
        "error: `unrestricted.trade` would refuse 2 resources of 2 institutions that this plan "
          + "does not touch"
      ])
    #expect(
      found?.first?.help == [
        "harbour (1): Desk/harbour/equities", "lantern (1): Desk/lantern/equities",
        "mend each of them first, or add an exception with an end for its principals",
      ])
    #expect(found?.first?.code == .policyBroken)
    #expect(found?.first?.site.field == "unrestricted.trade")
  }

  @Test func aRuleThatOnlyWarnsIsAWarning() throws {
    let found = try findings(
      from: tiers, to: tiers + "---\n" + policy + "spec: {unrestricted: {read: warn}}\n",
      beside: both)
    #expect(
      said(found) == [
        "warning: `unrestricted.read` would warn about 2 resources of 2 institutions that this "
          + "plan does not touch"
      ])
  }

  @Test func whatBrokeARuleBeforeIsNotNew() throws {
    let strict = tiers + "---\n" + policy + "spec: {unrestricted: {trade: refuse}}\n"
    let stricter =
      tiers + "---\n" + policy
      + "spec: {unrestricted: {trade: refuse}, keysPerUser: 1}\n"
    #expect(try findings(from: strict, to: stricter, beside: both)?.count == 0)
    // What was warned about and is refused now is.
    #expect(try findings(from: tiers, to: strict, beside: both)?.count == 1)
    // Loosening breaks nothing, even where something else remains to be said.
    let unstated = both.replacing(", ipWhitelists: [open]}", with: "}")
    let rest = "spec: {unrestricted: {trade: "
    #expect(
      try findings(
        from: tiers + "---\n" + policy + rest + "refuse}, unstatedNetworks: refuse}\n",
        to: tiers + "---\n" + policy + rest + "allow}, unstatedNetworks: refuse}\n",
        beside: unstated)?.count == 0)
  }

  @Test func aListOrAnExceptionInTheSamePlanMends() throws {
    let exceptions = ["harbour", "lantern"].map {
      "    - {principal: TraderAuthorization/\($0)/amy, rule: unrestricted.trade, reason: Moving, "
        + "validUntil: 2027-03-01T00:00:00Z}\n"
    }
    let traders = ["harbour", "lantern"].map {
      "---\n" + World.items("TraderAuthorization", of: $0) + "  amy: {desk: equities}\n"
    }.joined()
    let strict = tiers + "---\n" + policy + "spec:\n  unrestricted: {trade: refuse}\n"
    let excepted = strict + "  exceptions:\n"
    #expect(
      try findings(from: tiers, to: excepted + exceptions.joined(), beside: both + traders)?.count
        == 0)
    #expect(
      try findings(from: tiers, to: excepted + exceptions[0], beside: both + traders)?.first?.help
        .first == "lantern (1): Desk/lantern/equities")
    // Taking one away again breaks the rule for its principal.
    #expect(
      try findings(
        from: excepted + exceptions.joined(), to: excepted + exceptions[0], beside: both + traders)?
        .first?.help.first == "lantern (1): Desk/lantern/equities")
    // An end that has passed does not count.
    let ended = exceptions.joined().replacing("2027-03", with: "2026-03")
    #expect(
      said(try findings(from: tiers, to: excepted + ended, beside: both + traders))?.count == 1)
  }

  @Test func anExceptionThatGoesBreaksARuleForItsPrincipalBesideOthersWhoBreakItAlready() throws {
    let traders =
      "---\n" + World.items("TraderAuthorization", of: "harbour")
      + "  amy: {desk: equities}\n  ben: {desk: equities}\n"
    let strict = tiers + "---\n" + policy + "spec:\n  unrestricted: {trade: refuse}\n"
    let excepted =
      strict + "  exceptions:\n    - {principal: TraderAuthorization/harbour/amy, "
      + "rule: unrestricted, reason: Moving, validUntil: 2027-03-01T00:00:00Z}\n"
    #expect(
      try findings(from: excepted, to: strict, beside: desks + traders)?.first?.help.first
        == "harbour (1): Desk/harbour/equities")
    #expect(try findings(from: strict, to: excepted, beside: desks + traders)?.count == 0)
  }

  @Test func whatThePlanTouchesItselfIsNotListedButWhatItOwnsAndLeavesIs() throws {
    let strict = tiers + "---\n" + policy + "spec: {unrestricted: {trade: refuse}}\n"
    let touched = desks.replacing("accounts: [book], e", with: "accounts: [book, client], e")
    #expect(
      try findings(from: tiers + "---\n" + desks, to: strict + "---\n" + touched, beside: "")?.count
        == 0)
    #expect(
      try findings(from: tiers + "---\n" + desks, to: strict + "---\n" + desks, beside: "")?.first?
        .help.first == "harbour (1): Desk/harbour/equities")
  }

  @Test func aTiersPolicyBreaksTheResourcesOfItsInstitutionsOnly() throws {
    let strict =
      "---\n" + World.head("KeyPolicy", "strict") + "spec: {unrestricted: {trade: refuse}}\n"
    let keyed = tiers.replacing(
      "silver: {endpoints: [\"*\"]}", with: "silver: {endpoints: [\"*\"], keyPolicy: strict}")
    let found = try findings(from: tiers + strict, to: keyed + strict, beside: both)
    #expect(found?.first?.help.first == "lantern (1): Desk/lantern/equities")
    #expect(found?.first?.site.field == "keyPolicy")
  }

  @Test func anotherTierBreaksTheResourcesOfTheInstitution() throws {
    let strict =
      "---\n" + World.head("KeyPolicy", "strict") + "spec: {unrestricted: {trade: refuse}}\n"
    let keyed = tiers.replacing(
      "silver: {endpoints: [\"*\"]}", with: "silver: {endpoints: [\"*\"], keyPolicy: strict}")
    let parts = desks.split(separator: "---\n", maxSplits: 1)
    let institution = "---\n" + parts[0]
    let moved = institution.replacing("tier: gold", with: "tier: silver")
    let found = try findings(
      from: keyed + strict + institution, to: keyed + strict + moved, beside: String(parts[1]))
    #expect(found?.first?.help.first == "harbour (1): Desk/harbour/equities")
    #expect(found?.first?.site.field == "tier")
    let renamed = institution.replacing("Harbour Capital Limited", with: "Harbour Limited")
    #expect(
      try findings(
        from: keyed + strict + institution, to: keyed + strict + renamed, beside: String(parts[1]))
        == nil)
  }

  @Test func aLargerSetBreaksThoseWhoHoldItAndTheRestOfADuty() throws {
    let held = both.replacing(
      "[set:market, trade.order.place]", with: "[broker.cash.move, set:market]"
    ).replacing("[open]", with: "[front]")
    let larger = tiers.replacing(
      "market: {include: [market.*]}", with: "market: {include: [market.*, broker.account.open]}")
    #expect(
      said(try findings(from: tiers, to: larger, beside: held)) == [
        "error: `segregation` would refuse 2 resources of 2 institutions that this plan does not "
          + "touch"
      ])
  }

  @Test(arguments: [
    ("ip.maxEntries", "{ip: {maxEntries: 1}}"),
    ("ip.minPrefix.v4", "{ip: {minPrefix: {v4: 29}}}"),
    ("ip.classes.documentation", "{ip: {classes: {documentation: refuse}}}"),
    ("usersPerInstitution", "{usersPerInstitution: 5}"), ("wildcards", "{wildcards: [trade]}"),
    ("retailAccountTypes", "{retailAccountTypes: [MARGIN]}"),
    ("dedicatedApiUser", "{dedicatedApiUser: refuse}"),
    ("unstatedNetworks", "{unstatedNetworks: refuse}"),
    ("segregation", "{segregation: [[market, orders]]}"),
  ]) func everyRuleIsCompared(_ rule: String, _ spec: String) throws {
    let person = World.platform.replacing("robot, robot-2]", with: "robot, amy]")
      .replacing("  ipWhitelists: [front]\n", with: "")
    let client =
      World.head("RetailClient", "mara")
      + "spec: {email: mara@home.example, accounts: [{name: a, number: R-1, type: CASH}]}\n---\n"
      + World.items("EndpointGrant", of: "harbour")
      + "  one: {application: platform, endpoints: [market.quote.get], reason: Prices}\n"
    let others =
      World.harbour.replacing("81.2.9.0/28}", with: "81.2.9.0/28}, {cidr: 203.0.113.0/30}")
      .replacing("endpoints: [set:market,", with: "endpoints: [market.*,") + "---\n" + person
      + "---\n" + client
    let staff =
      tiers + "---\n" + World.head("PermissionSet", "orders")
      + "spec: {include: [trade.order.place]}\n"
    let found = try findings(
      from: staff, to: staff + "---\n" + policy + "spec: \(spec)\n", beside: others, in: .sandbox)
    #expect(found?.map { String($0.message.split(separator: " ")[0]) } == ["`\(rule)`"])
  }

  @Test func aPlanThatChangesNoRuleIsNotCompared() throws {
    let user = "---\n" + World.items("StaffMember")
    #expect(
      try findings(
        from: tiers, to: tiers + user + "  ida: {email: ida@broker.example, roles: [security]}\n",
        beside: both) == nil)
  }
}
