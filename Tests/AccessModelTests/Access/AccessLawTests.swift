import AccessModel
import Diagnostics
import TestSupport
import Testing

/// The laws of access on random registers: each must hold whatever the register says.
@Suite struct AccessLawTests {
  private static let cases = LongRun.cases(150, long: 5_000)

  /// Everything that anybody can do, by principal.
  private static func everything(_ estate: Estate, at instant: Instant) -> [Text: ReachedCalls] {
    let view = estate.view(at: instant)
    var found: [Text: ReachedCalls] = [:]
    for principal in view.register.institutions.values.flatMap(\.principals) {
      if let access = view.access(of: principal) {
        found[principal.text] = view.calls(from: access)
      }
    }
    return found
  }

  /// Whether nobody can do anything after that they could not do before.
  private static func allowsNoMore(
    _ after: Estate, than before: Estate, at instant: Instant
  ) -> Bool {
    let old = everything(before, at: instant)
    return everything(after, at: instant).allSatisfy { principal, calls in
      old[principal].map(calls.isWithin) ?? false
    }
  }

  /// A resource of one of some kinds, each kind as often as another; nil where there is none.
  private static func pick(
    _ kinds: Set<Kind>, _ estate: Estate, _ random: inout SeededRandom
  ) -> Resource? {
    let kind = random.pick(Kind.allCases.filter(kinds.contains))
    let found = estate.resources.values.filter { $0.kind == kind }
      .sorted { $0.address < $1.address }
    return found.isEmpty ? nil : random.pick(found)
  }

  @Test func `Removing a grant never allows more`() async throws {
    try await forEachSeed(of: "removing a grant", cases: Self.cases) { random in
      let before = random.estate()
      let kinds: Set<Kind> = [
        .endpointGrant, .traderAuthorization, .desk, .account, .portalUser, .review, .tier,
        .tradingApplication, .brokerApplication, .institution, .permissionSet,
      ]
      guard let resource = Self.pick(kinds, before, &random) else { return }
      // Without the set an exclusion by it would be lost; no set here is excluded.
      var after = before
      after.removeAll(resource.address)
      #expect(
        Self.allowsNoMore(after, than: before, at: random.instant()), "\(resource.address)")
    }
  }

  @Test func `Taking a selector, an account or a right out of a list never allows more`()
    async throws
  {
    let lists: [(Kind, Slot)] = [
      (.desk, DeskFields.endpoints), (.desk, DeskFields.accounts),
      (.traderAuthorization, TraderAuthorizationFields.endpoints),
      (.endpointGrant, EndpointGrantFields.endpoints), (.tier, TierFields.endpoints),
      (.tradingApplication, TradingApplicationFields.requestedEndpoints),
      (.brokerApplication, BrokerApplicationFields.requestedEndpoints),
      (.brokerApplication, BrokerApplicationFields.apiUsers),
      (.portalUser, PortalUserFields.accountRights), (.review, ReviewFields.pinned),
      (.review, ReviewFields.boundary), (.permissionSet, PermissionSetFields.include),
    ]
    try await forEachSeed(of: "narrowing a selection", cases: Self.cases) { random in
      let before = random.estate()
      let (kind, slot) = random.pick(lists)
      guard let resource = Self.pick([kind], before, &random), resource[slot].elements.count > 1
      else { return }
      var after = before
      after.put(resource.dropping(random.int(in: 0...resource[slot].elements.count - 1), of: slot))
      #expect(
        Self.allowsNoMore(after, than: before, at: random.instant()), "\(resource.address)")
    }
  }

  @Test func `Narrowing a list of addresses never allows more`() async throws {
    try await forEachSeed(of: "narrowing a list", cases: Self.cases) { random in
      let before = random.estate()
      guard let list = Self.pick([.ipWhitelist], before, &random) else { return }
      let entries = list[IPWhitelistFields.entries].elements
      var after = before
      if entries.count > 1 {
        after.put(
          list.dropping(random.int(in: 0...entries.count - 1), of: IPWhitelistFields.entries))
      } else {
        after.change(
          list.address.text,
          ["mode": "restricted", "entries": [["cidr": .text(random.pick(SeededRandom.blocks))]]])
      }
      #expect(Self.allowsNoMore(after, than: before, at: random.instant()), "\(list.address)")
    }
  }

  @Test func `A list that is made institution-wide never allows more`() async throws {
    try await forEachSeed(of: "institution-wide", cases: Self.cases) { random in
      let before = random.estate()
      guard let list = Self.pick([.ipWhitelist], before, &random),
        list[IPWhitelistFields.institutionWide].isAbsent, !before.hasWideList(of: list.address)
      else { return }
      var after = before
      after.change(list.address.text, ["institutionWide": true])
      #expect(Self.allowsNoMore(after, than: before, at: random.instant()), "\(list.address)")
    }
  }

  @Test func `An override never allows more, and ends all that it covers`() async throws {
    try await forEachSeed(of: "overrides", cases: Self.cases) { random in
      let before = random.estate()
      let kinds: Set<Kind> = [
        .institution, .portalUser, .tradingApplication, .brokerApplication, .traderAuthorization,
      ]
      guard let subject = Self.pick(kinds, before, &random) else { return }
      var after = before
      after.suspend(subject.address.text)
      let instant = random.instant()
      #expect(Self.allowsNoMore(after, than: before, at: instant), "\(subject.address)")
      let view = before.view(at: instant)
      let left = Self.everything(after, at: instant).keys.filter { principal in
        view.facts(of: Estate.principal(principal))?.sources.reads(subject.address) ?? false
      }
      #expect(left.isEmpty, "\(subject.address)")
    }
  }

  @Test func `What has ended is never allowed`() async throws {
    try await forEachSeed(of: "expiry", cases: Self.cases) { random in
      var estate = random.estate()
      let instant = random.instant()
      guard let resource = Self.pick([.traderAuthorization, .endpointGrant], estate, &random) else {
        return
      }
      estate.change(resource.address.text, ["validUntil": .text(instant.text.string)])
      var without = estate
      without.removeAll(resource.address)
      #expect(
        Self.everything(estate, at: instant) == Self.everything(without, at: instant),
        "\(resource.address)")
    }
  }

  @Test func `Two levels of addresses are their intersection`() async throws {
    try await forEachSeed(of: "two levels", cases: Self.cases) { random in
      let estate = random.estate()
      let instant = random.instant()
      let view = estate.view(at: instant)
      for firm in view.register.institutions.values {
        let wide = firm.level(of: firm.wideLists, at: instant) ?? .all
        for principal in firm.principals {
          guard let facts = view.facts(of: principal) else { continue }
          let own = firm.level(of: facts.sources.lists, at: instant) ?? .all
          #expect(facts.networks == own.intersection(wide), "\(principal)")
        }
      }
    }
  }

  @Test func `Other names change nothing but the names`() async throws {
    try await forEachSeed(of: "renaming", cases: Self.cases) { random in
      let estate = random.estate()
      let instant = random.instant()
      let renaming = Renaming()
      let renamed = Self.everything(renaming.renamed(estate), at: instant)
      let expected = Self.everything(estate, at: instant)
      let names = renaming.calls(of: expected, in: estate)
      #expect(names == renaming.plainCalls(of: renamed, in: renaming.renamed(estate)))
    }
  }

  @Test func `The order of resources changes nothing`() async throws {
    try await forEachSeed(of: "order", cases: Self.cases) { random in
      let estate = random.estate()
      let instant = random.instant()
      let orders = [
        estate.resources.values.sorted { $0.address < $1.address },
        estate.resources.values.shuffled(using: &random),
      ]
      let answers = orders.map { resources in
        let view = AccessView(AccessRegister(resources, deployment: estate.deployment), at: instant)
        return view.register.institutions.values.flatMap(\.principals).sorted().map {
          view.access(of: $0).map(view.calls)
        }
      }
      #expect(answers[0] == answers[1])
    }
  }

  @Test func `What stands in sandbox changes no answer of prod, nor what another firm does`()
    async throws
  {
    try await forEachSeed(of: "environments", cases: Self.cases) { random in
      var prod = random.estate()
      prod.deployment = Deployment(environment: .prod, region: "hk")
      let instant = random.instant()
      let alone = Self.everything(prod, at: instant)
      var sandbox = random.estate()
      sandbox.deployment = Deployment(environment: .sandbox, region: "hk")
      _ = Self.everything(sandbox, at: instant)
      #expect(Self.everything(prod, at: instant) == alone)
      if random.oneIn(2) { prod.removeAll(where: { $0.kind == .review && $0.concerns("harbour") }) }
      prod.removeAll(where: { $0.concerns("meridian") })
      let without = Self.everything(prod, at: instant)
      for resource in sandbox.resources.values where resource.address.concerns("meridian") {
        prod.put(resource)
      }
      let harbour = { (calls: [Text: ReachedCalls]) in
        calls.filter { Estate.principal($0.key).institution == "harbour" }
      }
      #expect(harbour(Self.everything(prod, at: instant)) == without)
    }
  }

  @Test func `Prod never allows more than sandbox does of the same facts`() async throws {
    try await forEachSeed(of: "licence", cases: Self.cases) { random in
      var prod = random.estate()
      prod.deployment = Deployment(environment: .prod, region: "hk")
      var sandbox = prod
      sandbox.deployment = Deployment(environment: .sandbox, region: "hk")
      #expect(Self.allowsNoMore(prod, than: sandbox, at: random.instant()))
    }
  }
}

extension Estate {
  /// Whether the firm of a list has one for every principal already.
  fileprivate func hasWideList(of list: Address) -> Bool {
    resources.values.contains {
      $0.kind == .ipWhitelist && $0.address.institution == list.institution
        && $0[IPWhitelistFields.institutionWide].boolean == true
    }
  }
}

extension Address {
  fileprivate func concerns(_ firm: Text) -> Bool {
    institution == firm || (kind == .institution && name == firm)
  }
}

extension AccessSources {
  /// Whether what stands at an address is among what rule 1 reads.
  fileprivate func reads(_ address: Address) -> Bool {
    [institution, user, application, authorization].contains { $0?.address == address }
  }
}

extension Resource {
  /// The same resource without one element of a list.
  fileprivate func dropping(_ index: Int, of slot: Slot) -> Resource {
    var spec = spec
    var elements = self[slot].elements
    elements.remove(at: index)
    spec[slot.index] = .list(elements)
    return Resource(address: address, labels: labels, reason: reason, spec: spec)
  }
}
