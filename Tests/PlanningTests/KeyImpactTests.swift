import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Which live keys take part in an impact, and which end (model, section 4).
struct KeyImpactTests {
  private let estate = AccessEstate()
  private let tail = "2026-11-27T03:10:00Z"

  /// `ben` with a key in use, one of a single office, one in its tail, one past it and one not yet
  /// shown; `cora` with none.
  private func keys() throws -> [KeyRecord] {
    let principal: Text = "TraderAuthorization/harbour/ben"
    var keys = try ["A", "B", "C", "D", "E"].map {
      try KeyEstate.key(Text("AK\($0)"), principal, of: "ben")
    }
    keys[1].networks = [try CIDR(parsing: "203.0.113.0/26")]
    keys[2].generations[0].until = try Instant(parsing: Text(tail))
    keys[3].generations[0].until = try Instant(parsing: Text(AccessEstate.now))
    keys[4].generations[0].isDelivered = false
    return keys
  }

  private func effects(
    _ new: [Resource], without gone: [Address] = [], keys: [KeyRecord]? = nil,
    standing: [Resource] = []
  ) throws -> PlanEffects {
    let rows = try (keys ?? self.keys()).map(\.resource) + standing
    let changes = estate.after(estate.changes(standing)).changes(new, without: gone)
    return Effects.of(
      changes,
      planned: estate.planned(changes)
        + rows.filter { row in
          !changes.contains { $0.before?.resource.address == row.address }
        },
      deployment: Deployment(environment: .sandbox, region: "hk"),
      at: try Instant(parsing: Text(AccessEstate.now)))
  }

  private func words(_ effects: PlanEffects) -> [String] {
    effects.access.map { impact in
      "\(impact.principal.resource.name): \(impact.keys.map(\.string).joined(separator: " "))"
    }
  }

  @Test func everyLiveKeyThatGainsIsNamedAndCounted() throws {
    let found = try effects([AccessEstate.account("second", "80010002")])
    #expect(words(found) == ["ben: AKA AKB AKC", "cora: "])
    #expect(found.evidence.exposedKeys == 3)
    #expect(found.endedKeys == [])
  }

  @Test func aKeyWhoseOwnAddressesLeaveNothingOfTheDifferenceIsNotNamed() throws {
    let low = try effects([AccessEstate.list("office", "{cidr: 203.0.113.0/25}")])
    #expect(words(low) == ["ben: AKA AKC", "cora: "])
    let high = try effects([AccessEstate.list("office", "{cidr: 203.0.113.128/25}")])
    #expect(words(high) == ["ben: AKA AKB AKC", "cora: "])
    #expect(high.evidence.exposedKeys == 0)
    let away = try effects([
      AccessEstate.list("office", "{cidr: 198.51.100.0/24}"),
      AccessEstate.account("second", "80010002"),
    ])
    #expect(words(away) == ["ben: AKA AKB AKC", "cora: "])
    #expect(away.evidence.exposedKeys == 2)
  }

  @Test func aKeyThatReachesNothingOnEitherSideIsNotNamed() throws {
    var keys = try keys()
    keys[1].networks = [try CIDR(parsing: "198.51.100.0/24")]
    let found = try effects([AccessEstate.account("second", "80010002")], keys: keys)
    #expect(words(found) == ["ben: AKA AKC", "cora: "])
  }

  @Test func aStoppedKeyGainsNothingUntilItIsLetGo() throws {
    let stop = try KeyEstate.stop("Key/harbour/AKA", "suspended")
    let standing = try effects([AccessEstate.account("second", "80010002")], standing: [stop])
    #expect(words(standing) == ["ben: AKB AKC", "cora: "])
    #expect(standing.evidence.exposedKeys == 2)
    let lifted = try effects([], without: [stop.address], standing: [stop])
    #expect(lifted.access.isEmpty)
    #expect(lifted.evidence.exposedKeys == 1)
    let gain = try #require(lifted.evidence.otherGains.first)
    #expect(gain.keys == ["AKA"])
    #expect(gain.because.map(\.text) == ["Key/harbour/AKA"])
    #expect(gain.gained.networks.map(\.text) == ["203.0.113.0/24"])
    #expect(gain.gained.endpointCount == 4)
    let narrowed = try effects(
      [AccessEstate.list("office", "{cidr: 203.0.113.0/25}")], without: [stop.address],
      standing: [stop])
    #expect(words(narrowed) == ["ben: AKA AKC", "cora: "])
    #expect(narrowed.evidence.exposedKeys == 1)
    let placed = try effects([stop])
    #expect(placed.access.isEmpty && placed.evidence.otherGains.isEmpty)
  }

  @Test func aWithdrawalListsWhatIsLostAndWhatEnds() throws {
    let withdrawn = Estate.resource(
      "TraderAuthorization", "ben", "{desk: equities, state: withdrawn}", of: "harbour")
    let found = try effects([withdrawn])
    #expect(words(found) == ["ben: AKA AKB AKC"])
    #expect(found.endedKeys.map(\.id) == ["AKA", "AKB", "AKC", "AKD", "AKE"])
    #expect(found.endedKeys.map(\.secrets.count) == [1, 1, 1, 0, 0])
    #expect(found.endedKeys.allSatisfy { $0.cause == .withdrawal && $0.name == "phone" })
    #expect(
      found.endedKeys[2].secrets == [
        EndedKey.Secret(number: 1, until: try Instant(parsing: Text(tail)))
      ])
  }

  @Test func aKeyEndsThoughNobodyLosesAccess() throws {
    let handed = Estate.resource(
      "TraderAuthorization", "ben", "{desk: equities, user: amy}", of: "harbour")
    let found = try effects([handed])
    #expect(found.access.isEmpty)
    #expect(found.handovers.count == 1)
    #expect(found.endedKeys.count == 5)
    let wider = try effects([handed, AccessEstate.account("second", "80010002")])
    #expect(words(wider) == ["ben: AKA AKB AKC", "cora: "])
    #expect(wider.evidence.exposedKeys == 0)
    let waiting = AccessEstate.review(state: "submitted", pinned: "[trade.order.place]")
    let effects = try AccessEstate.keyless(
      estate.after(estate.changes([waiting])), [handed], try keys())
    #expect(effects.access.isEmpty)
    #expect(effects.endedKeys.count == 5)
  }

  @Test func aRevocationOfAKeyEndsThatOne() throws {
    let found = try effects([try KeyEstate.stop("Key/harbour/AKB")])
    #expect(found.access.isEmpty)
    #expect(found.endedKeys.map(\.id) == ["AKB"])
    #expect(found.endedKeys.map(\.cause) == [.revoke])
    #expect(found.endedKeys.map(\.principal.text) == ["TraderAuthorization/harbour/ben"])
  }

  @Test func keysOfARenamedPrincipalAreNamedUnderTheNewOne() throws {
    let old = try #require(
      estate.resources[Address(.traderAuthorization, institution: "harbour", name: "ben")])
    let new = Estate.resource(
      "TraderAuthorization", "benny", "{desk: equities, user: ben}", of: "harbour")
    let changes =
      [Estate.update(old, new)] + estate.changes([AccessEstate.account("second", "80010002")])
    let found = Effects.of(
      changes, planned: estate.planned(changes) + (try keys().map(\.resource)),
      deployment: Deployment(environment: .sandbox, region: "hk"),
      at: try Instant(parsing: Text(AccessEstate.now)))
    #expect(words(found) == ["benny: AKA AKB AKC", "cora: "])
    #expect(found.endedKeys == [])
  }
}

extension AccessEstate {
  /// The effects of `new` where `keys` stand beside the estate.
  fileprivate static func keyless(
    _ estate: AccessEstate, _ new: [Resource], _ keys: [KeyRecord]
  ) throws -> PlanEffects {
    let changes = estate.changes(new)
    return Effects.of(
      changes, planned: estate.planned(changes) + keys.map(\.resource),
      deployment: Deployment(environment: .sandbox, region: "hk"),
      at: try Instant(parsing: Text(now)))
  }
}
