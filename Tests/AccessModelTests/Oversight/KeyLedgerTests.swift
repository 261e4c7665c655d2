import AccessModel
import Diagnostics
import Testing

/// Keys as overseers see them.
@Suite struct KeyLedgerTests {
  private static func standings(
    _ estate: Estate = .keyed, uses: [Text: Instant] = [:], at now: Instant = Estate.now
  ) -> [String: KeyStanding] {
    let policies = PolicyBook(for: .prod, at: now) { estate.resources[$0] }
    var ledger = KeyLedger(estate.view(at: now), uses: uses, policies: policies)
    return Dictionary(uniqueKeysWithValues: ledger.standings().map { ($0.key.name.string, $0) })
  }

  /// The names of the keys that a filter admits.
  private static func admitted(
    _ estate: Estate = .keyed, uses: [Text: Instant] = [:], at now: Instant = Estate.now,
    _ change: (inout KeyFilter) -> Void
  ) -> [String] {
    var filter = KeyFilter()
    change(&filter)
    return standings(estate, uses: uses, at: now).filter { filter.admits($0.value) }.keys.sorted()
  }

  private static func days(_ count: Int64, after instant: Instant = Estate.made) -> Instant {
    Instant(secondsSince1970: instant.secondsSince1970 + count * 86_400) ?? .last
  }

  @Test func everyKeyIsThereWithItsOwnerAndInstitution() {
    let found = Self.standings()
    #expect(found.keys.sorted() == ["desk", "phone", "server"])
    #expect(found["desk"]?.institution == "harbour")
    #expect(found["phone"]?.institution == .empty)
    #expect(found["phone"]?.ownerEmail == "gwen@mail.example")
  }

  @Test func aKeyIsUnusedFromItsLastUseOrElseFromItsFirstSecret() {
    let id = Estate.amysKey.id
    var estate = Estate.keyed
    var key = Estate.amysKey
    key.generations.append(Estate.generation(2, "later", from: Self.days(20)))
    estate.put(key.resource)
    func unused(_ days: Int64, uses: [Text: Instant] = [:], at now: Instant) -> Bool {
      Self.admitted(estate, uses: uses, at: now) { $0.unusedDays = days }.contains("desk")
    }
    let day30 = Self.days(30)
    #expect(unused(30, at: day30))
    #expect(!unused(31, at: day30))
    #expect(unused(5, uses: [id: Self.days(25)], at: day30))
    #expect(!unused(6, uses: [id: Self.days(25)], at: day30))
  }

  @Test func ageCountsFromTheLatestSecretAndThePolicyWarnsAtItsLimit() {
    let year = Self.days(365), before = Self.days(364)
    #expect(Self.admitted(at: year) { $0.isOverdue = true }.contains("desk"))
    #expect(Self.admitted(at: before) { $0.isOverdue = true }.isEmpty)
    #expect(Self.admitted(at: before) { $0.olderThanDays = 364 }.contains("desk"))
    #expect(Self.admitted(at: before) { $0.olderThanDays = 365 }.isEmpty)
  }

  @Test func aDeadKeyIsNeitherUnusedNorOldNorUnrestricted() {
    var estate = Estate.keyed
    var key = Estate.gwensKey
    #expect(Self.admitted(estate) { $0.isUnrestricted = true }.contains("phone"))
    key.state = .deleted
    key.generations = key.generations.map {
      var generation = $0
      generation.until = Estate.now
      return generation
    }
    key.ending = KeyRecord.Ending(.delete, at: Estate.now, by: "retail:gwen")
    estate.put(key.resource)
    let asks: [@Sendable (inout KeyFilter) -> Void] = [
      { $0.isUnrestricted = true }, { $0.unusedDays = 0 }, { $0.olderThanDays = 0 },
      { $0.isLive = true },
    ]
    for ask in asks { #expect(!Self.admitted(estate, ask).contains("phone")) }
    #expect(Self.admitted(estate) { $0.state = .deleted } == ["phone"])
  }

  @Test func aKeysOwnNetworksBoundIt() {
    var estate = Estate.keyed
    var key = Estate.gwensKey
    key.networks = [try? CIDR(parsing: "203.0.113.7/32")].compactMap { $0 }
    estate.put(key.resource)
    #expect(!Self.admitted(estate) { $0.isUnrestricted = true }.contains("phone"))
    #expect(Self.standings(estate)["phone"]?.networks == Estate.networks("203.0.113.7/32"))
  }

  @Test func anOwnerWhoIsNotActiveIsFound() {
    var estate = Estate.keyed
    #expect(Self.admitted(estate) { $0.isOwnerGone = true }.isEmpty)
    estate.change("PortalUser/harbour/amy", ["state": "left"])
    #expect(Self.admitted(estate) { $0.isOwnerGone = true } == ["desk"])
    estate.remove("PortalUser/harbour/amy")
    #expect(Self.admitted(estate) { $0.isOwnerGone = true } == ["desk"])
  }

  @Test func theOtherConditionsJoin() {
    #expect(Self.admitted { $0.institution = "harbour" } == ["desk", "server"])
    #expect(Self.admitted { $0.product = .broker } == ["server"])
    #expect(Self.admitted { $0.user = "amy" } == ["desk"])
    #expect(Self.admitted { $0.email = "gwen@mail.example" } == ["phone"])
    #expect(
      Self.admitted {
        $0.institution = "harbour"
        $0.product = .retail
      }.isEmpty)
  }
}
