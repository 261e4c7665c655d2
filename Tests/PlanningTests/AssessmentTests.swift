import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Second persons and the guardrails that look at access.
struct AssessmentTests {
  private var estate = AccessEstate()

  private func assess(
    _ changes: [Change], in estate: AccessEstate, settings: GuardrailSettings = .builtIn,
    author: String = "staff:ops", isFirst: Bool = false
  ) throws -> PlanAssessment {
    let effects = try estate.effects(changes, rules: settings.rules)
    let planned = estate.planned(changes)
    return PlanAssessment(
      PlanAssessment.Subject(
        deployment: Deployment(environment: estate.environment, region: "hk"),
        now: try Instant(parsing: Text(AccessEstate.now)),
        owner: Owner(name: "tree", institution: "harbour", protected: []), isFirstWrite: isFirst,
        author: Actor(Text(author)), settings: settings, lifts: [], changes: changes,
        ownedBefore: estate.resources.count, ownedAfter: planned.count, planned: planned), effects)
  }

  private func needed(
    _ new: [Resource], without gone: [Address] = [], environment: Deployment.Environment = .prod,
    settings: GuardrailSettings = .builtIn, isFirst: Bool = false
  ) throws -> [String] {
    var estate = estate
    estate.environment = environment
    return try assess(
      estate.changes(new, without: gone), in: estate, settings: settings, isFirst: isFirst
    ).effects.requiredApprovals.map(\.what.string)
  }

  private func verdict(_ name: String, _ assessment: PlanAssessment) -> String {
    assessment.guardrails.first { $0.name == name }?.verdict.rawValue ?? "none"
  }

  private let open = AccessEstate.desk("[set:orders, market.quote.*]")
  private let funds = AccessEstate.desk("[funds.transfer.create]", ", ipWhitelists: [office]")
  private let half = AccessEstate.list("office", "{cidr: 203.0.113.0/25}")

  // MARK: Second persons

  @Test func inProdFundsAndEveryAddressNeedTwo() throws {
    #expect(try needed([funds]) == ["widening of class funds"])
    #expect(try needed([open]) == ["widening to every address"])
    #expect(try needed([funds], environment: .sandbox) == [])
    #expect(try needed([funds], isFirst: true) == [])
    #expect(try needed([AccessEstate.account("second", "80010002")]) == [])
  }

  @Test func theRowsThatEverybodyHasAskNobody() throws {
    let cora = Address(.traderAuthorization, institution: "harbour", name: "cora")
    let without = estate.after(estate.changes([], without: [cora]))
    var prod = without
    prod.environment = .prod
    var settings = GuardrailSettings.builtIn
    let query = try Query(parsing: "class=admin")
    settings.rules = [GuardrailSettings.Rule(name: "no-admin", condition: query, refuses: true)]
    let back = Estate.resource("TraderAuthorization", "cora", "{desk: equities}", of: "harbour")
    let found = try assess(prod.changes([back]), in: prod, settings: settings)
    #expect(found.effects.access.map(\.direction) == [.widening])
    #expect(found.effects.requiredApprovals.isEmpty)
    #expect(verdict("no-admin", found) == "pass")
  }

  @Test func whatBeginsLaterIsAskedForNow() throws {
    let later = Estate.resource(
      "TraderAuthorization", "amy",
      "{application: desks, accountScope: listed, accounts: [main], ipWhitelists: [office], "
        + "endpoints: [funds.transfer.create], validFrom: 2026-12-01T00:00:00Z}", of: "harbour")
    #expect(try needed([later]) == ["widening of class funds"])
    // The end that moves away is a gain from the old end on.
    let short = Estate.resource(
      "TraderAuthorization", "amy",
      "{application: desks, accountScope: listed, accounts: [main], ipWhitelists: [office], "
        + "endpoints: [funds.transfer.create], validUntil: 2026-12-01T00:00:00Z}", of: "harbour")
    let long = Estate.resource(
      "TraderAuthorization", "amy",
      "{application: desks, accountScope: listed, accounts: [main], ipWhitelists: [office], "
        + "endpoints: [funds.transfer.create], validUntil: 2027-12-01T00:00:00Z}", of: "harbour")
    var ending = estate.after(estate.changes([short]))
    ending.environment = .prod
    let extended = try assess(ending.changes([long]), in: ending)
    #expect(extended.effects.access.isEmpty)
    #expect(extended.effects.requiredApprovals.map(\.what) == ["widening of class funds"])
    let shortened = estate.after(estate.changes([long]))
    #expect(
      try assess(shortened.changes([short]), in: shortened).effects.requiredApprovals.isEmpty)
  }

  @Test func aProjectMayAskForMore() throws {
    var settings = GuardrailSettings.builtIn
    settings.requireApproval = ["widening", "delete"]
    let account = AccessEstate.account("second", "80010002")
    #expect(try needed([account], environment: .sandbox, settings: settings) == ["widening"])
    let unused = Estate.user("dan")
    let more = estate.after(estate.changes([unused]))
    let deletion = try assess(
      more.changes([], without: [unused.address]), in: more, settings: settings)
    #expect(deletion.effects.requiredApprovals.map(\.what) == ["deletion"])
    #expect(
      deletion.effects.requiredApprovals.map(\.by) == ["a second admin of harbour, or staff"])
  }

  @Test func i40WhatOnlyNarrowsWaitsForNobody() throws {
    var settings = GuardrailSettings.builtIn
    settings.requireApproval = ["widening", "funds", "admin", "unrestricted", "delete"]
    #expect(try needed([half], settings: settings) == [])
    let ben = Address(.traderAuthorization, institution: "harbour", name: "ben")
    #expect(try needed([], without: [ben], settings: settings) == [])
    let staff = Estate.staff("new", "operations")
    #expect(
      try needed([half, staff], settings: settings) == [
        "change of staff, key policies or agreements"
      ])
  }

  @Test func aLicenceEditNeedsTwoInProd() throws {
    let firm = Estate.resource(
      "Institution", "harbour",
      "{legalName: harbour Limited, country: HK, openingEmail: ops@harbour.example, "
        + "licence: {held: true, regulator: SFC, number: ABC123, types: [1]}}")
    #expect(try needed([firm]) == ["change of a licence"])
    #expect(try needed([firm], environment: .sandbox) == [])
  }

  // MARK: Guardrails

  @Test func theLastPrincipalsAreNotRemovedUnseen() throws {
    let people = ["ben", "cora"].map {
      Address(.traderAuthorization, institution: "harbour", name: Text($0))
    }
    let all = try assess(estate.changes([], without: people), in: estate)
    #expect(verdict("last-principal", all) == "refuse")
    let one = try assess(estate.changes([], without: [people[0]]), in: estate)
    #expect(verdict("last-principal", one) == "pass")
    let closed = try assess(
      estate.changes([Estate.institution("harbour", ", state: suspended")]), in: estate)
    #expect(verdict("last-principal", closed) == "pass")
  }

  @Test func whoAppliesKeepsTheRightToUndo() throws {
    let ops = Estate.staff("ops", "operations")
    let known = estate.after(estate.changes([ops]))
    for after in [
      Estate.staff("ops", "reviewer"), Estate.staff("ops", "operations", ", state: left"),
    ] {
      #expect(verdict("own-lockout", try assess(known.changes([after]), in: known)) == "refuse")
    }
    let other = try assess(
      known.changes([Estate.staff("ops", "reviewer")]), in: known, author: "staff:x")
    #expect(verdict("own-lockout", other) == "pass")
    let amy = try assess(
      estate.changes([Estate.user("amy")]), in: estate, author: "admin:harbour/amy")
    #expect(verdict("own-lockout", amy) == "refuse")
  }

  @Test func aRuleAboutAccessTripsOnWhatIsGained() throws {
    var settings = GuardrailSettings.builtIn
    let query = try Query(parsing: "class=funds and account=main")
    settings.rules = [GuardrailSettings.Rule(name: "no-funds", condition: query, refuses: true)]
    let gained = try assess(estate.changes([funds]), in: estate, settings: settings)
    #expect(verdict("no-funds", gained) == "refuse")
    let other = try assess(estate.changes([half]), in: estate, settings: settings)
    #expect(verdict("no-funds", other) == "pass")
    // What was held before is no gain, until it is reached from new addresses.
    let holding = estate.after(estate.changes([funds]))
    let wider = AccessEstate.list("office", "{cidr: 203.0.113.0/24}, {cidr: 198.51.100.0/24}")
    let moved = try assess(holding.changes([wider]), in: holding, settings: settings)
    #expect(verdict("no-funds", moved) == "refuse")
  }

  @Test func reasonsAreAskedForByWhatIsGained() throws {
    var settings = GuardrailSettings.builtIn
    settings.requireReason = ["funds"]
    let silent = try assess(estate.changes([funds]), in: estate, settings: settings)
    #expect(verdict("requireReason", silent) == "warn")
    let harmless = try assess(estate.changes([half]), in: estate, settings: settings)
    #expect(verdict("requireReason", harmless) == "pass")
  }
}
