import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Retail keys, which are principals themselves, in the impact of plans and stops.
struct RetailImpactTests {
  private let now: Instant
  private let catalogue = AccessEstate.catalogue()
  private let key: KeyRecord
  private let place: Text = "RetailClient/lena/phone"

  init() throws {
    now = try Instant(parsing: Text(AccessEstate.now))
    var key = try KeyEstate.key("AKLENA", place, of: "lena", .retail)
    key.account = "isa"
    key.scopes = ["market.*"]
    key.endpoints = ["market.quote.get", "market.quote.list"]
    key.networks = [try CIDR(parsing: "203.0.113.0/24")]
    self.key = key
  }

  private var approved: Resource {
    Estate.resource("Review", "RetailClient.lena", "{state: approved}")
  }

  private func effects(_ changes: [Change]) -> PlanEffects {
    var after = Dictionary(byAddress: [catalogue, KeyEstate.client(), approved])
    for change in changes {
      if let old = change.before?.resource { after[old.address] = nil }
      if let new = change.after?.resource { after[new.address] = new }
    }
    return Effects.of(
      changes, planned: Array(after.values) + [key.resource],
      deployment: Deployment(environment: .sandbox, region: "hk"), at: now)
  }

  private func requireEverythingLost(_ effects: PlanEffects, because: String) throws {
    let impact = try #require(effects.access.first)
    #expect(effects.access.count == 1)
    #expect(impact.principal.text == place)
    #expect(impact.isEverything && impact.gained.isEmpty)
    #expect(impact.lost.endpointCount == 3)
    #expect(impact.lost.networks.map(\.text) == ["203.0.113.0/24"])
    #expect(impact.keys == ["AKLENA"])
    #expect(impact.because.map(\.text) == [because])
    #expect(effects.evidence.emptied.isEmpty)
  }

  @Test func aClientWhoIsLockedLosesWhatTheirKeyReaches() throws {
    let locked = Estate.update(KeyEstate.client(), KeyEstate.client(", state: locked"))
    let found = effects([locked])
    try requireEverythingLost(found, because: "RetailClient/lena")
    #expect(found.endedKeys == [])
    #expect(found.evidence.exposedKeys == 0)
    let left = effects([Estate.update(KeyEstate.client(), KeyEstate.client(", state: left"))])
    try requireEverythingLost(left, because: "RetailClient/lena")
    #expect(left.endedKeys.map(\.id) == ["AKLENA"])
  }

  @Test func aStopOfTheKeyOrADecisionAboutTheClientIsSeen() throws {
    let stop = try KeyEstate.stop("Key/AKLENA", "suspended")
    try requireEverythingLost(effects([Estate.create(stop)]), because: "Key/AKLENA")
    let rejected = Estate.resource("Review", "RetailClient.lena", "{state: rejected}")
    let decided = effects([Estate.update(approved, rejected)])
    try requireEverythingLost(decided, because: "RetailClient/lena")
    let given = effects([Estate.update(rejected, approved)])
    #expect(given.access.map(\.keys) == [["AKLENA"]])
    #expect(given.widening == 1)
    #expect(given.evidence.exposedKeys == 1)
  }

  @Test func aRemovedRowIsLostAndANewOneIsNotGained() {
    let wider = AccessEstate.catalogue("market.quote.depth")
    #expect(effects([Estate.update(catalogue, wider)]).access.isEmpty)
    let flipped = Estate.resource(
      "EndpointCatalogue", "hk",
      "{version: \"2\", endpoints: [{id: market.quote.get, method: POST, path: /a, group: g, "
        + "class: read, accountScoped: false}]}")
    let found = effects([Estate.update(catalogue, flipped)])
    #expect(found.access.map(\.keys) == [["AKLENA"]])
    #expect(found.narrowing == 1)
  }

  @Test func aRenamedClientKeepsEverything() {
    let found = effects([Estate.update(KeyEstate.client(), KeyEstate.client(named: "lena-k"))])
    // The review follows its client, which the pure difference shows by nobody losing anything.
    #expect(found.access.isEmpty && found.handovers.isEmpty && found.endedKeys.isEmpty)
    #expect(found.unchanged == 1)
  }

  @Test func changesOfAnInstitutionLookAtNoRetailKey() {
    let created = effects([Estate.create(AccessEstate.account("main", "80010001"))])
    #expect(created.access.isEmpty && created.unchanged == 0)
  }

  @Test func anAPIUserUnderAnotherNameIsTheSamePrincipal() throws {
    let estate = try KeyEstate()
    let changes = [
      Estate.update(try estate.resource("PortalUser/harbour/gateway"), Estate.user("gate")),
      Estate.update(
        try estate.resource("BrokerApplication/harbour/connect"), KeyEstate.broker("[gate, spare]")),
    ]
    let more = [
      catalogue,
      Estate.resource(
        "Review", "BrokerApplication.connect",
        "{state: approved, pinned: [trade.order.place], boundary: [\"*\"]}", of: "harbour"),
      Estate.resource(
        "EndpointGrant", "all", "{application: connect, endpoints: [market.quote.get]}",
        of: "harbour", reason: "all of it"),
    ]
    let found = Effects.of(
      changes, planned: estate.planned(changes) + more + estate.keys.map(\.resource),
      deployment: Deployment(environment: .sandbox, region: "hk"), at: now)
    #expect(found.access.isEmpty && found.endedKeys.isEmpty)
    #expect(found.unchanged == 2)
  }
}
