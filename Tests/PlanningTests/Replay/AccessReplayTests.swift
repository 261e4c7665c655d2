import AccessModel
import Diagnostics
import Planning
import Plans
import TestSupport
import Testing

/// What a replay tells, against access computed anew at every moment.
@Suite struct AccessReplayTests {
  /// A right that somebody came to have at a moment.
  private struct Right: Hashable, Comparable, CustomStringConvertible {
    let description: String

    init(_ at: Instant, _ principal: PrincipalAddress, _ user: Text, _ what: String) {
      description = "\(at) \(principal) \(user) \(what)"
    }

    static func < (left: Right, right: Right) -> Bool { left.description < right.description }
  }

  /// Addresses of which every block of a random past holds exactly one or none.
  private static let probes = ["203.0.113.9", "198.51.100.9", "192.0.2.9", "8.8.8.8"]

  private static func words(of share: AccessShare) -> [String] {
    let blocks = AddressSet(share.networks)
    let endpoints = share.groups.flatMap { group in
      group.endpoints.flatMap { id in
        group.accounts?.map { "\(id) on \($0)" } ?? ["\(id)"]
      }
    }
    return endpoints + probes.filter { contains($0, blocks) }
  }

  private static func contains(_ probe: String, _ blocks: AddressSet) -> Bool {
    (try? IPAddress(parsing: Text(probe))).map(blocks.contains) ?? false
  }

  /// Everything that anybody may do at a moment, with who they are.
  private static func rights(
    _ resources: [Address: Resource], at now: Instant
  ) -> [PrincipalAddress: (user: Text, words: Set<String>)] {
    let view = AccessView(
      AccessRegister(resources.values, deployment: RandomPast.deployment), at: now)
    var found: [PrincipalAddress: (user: Text, words: Set<String>)] = [:]
    for principal in view.register.institutions["harbour"]?.principals ?? [] {
      guard let access = view.access(of: principal) else { continue }
      var words = Set(probes.filter { contains($0, access.networks) })
      for place in access.rows {
        let row = view.register.table.rows[place]
        for account in access.accounts(of: row) ?? [] { words.insert("\(row.id) on \(account)") }
        if access.accounts(of: row) == nil { words.insert("\(row.id)") }
      }
      found[principal] = (access.user, words)
    }
    return found
  }

  /// The gains of a past as differences of access from one moment to the next.
  private static func expected(
    _ past: RandomPast, from start: Instant, through end: Instant
  ) -> [Right] {
    var found: [Right] = []
    var register = past.registers[0].resources
    var before = rights(register, at: past.registers[0].at)
    var pending = past.registers.dropFirst()
    func step(to after: [PrincipalAddress: (user: Text, words: Set<String>)], _ at: Instant) {
      for (principal, now) in after where at > start && at <= end {
        let old = before[principal].flatMap { $0.user == now.user ? $0.words : nil } ?? []
        found += now.words.subtracting(old).map { Right(at, principal, now.user, $0) }
      }
      before = after
    }
    for at in past.instants {
      step(to: rights(register, at: at), at)
      while let next = pending.first, next.at == at {
        pending.removeFirst()
        register = next.resources
        step(to: rights(register, at: at), at)
      }
    }
    return found.sorted()
  }

  private static func replayed(
    _ past: RandomPast, from start: Instant, through end: Instant, _ focus: ReplayFocus
  ) -> [Right] {
    var found: [Right] = []
    AccessReplay.run(
      past.history(for: focus), of: "harbour", in: RandomPast.deployment, from: start, through: end,
      focus: focus
    ) { gain in
      found += words(of: gain.gained).map { Right(gain.at, gain.principal, gain.user, $0) }
    }
    return found.sorted()
  }

  @Test(arguments: 0..<LongRun.cases(60, long: 3_000))
  func everyGainIsADifferenceOfAccessBetweenTwoMoments(seed: Int) {
    let past = RandomPast(seed: UInt64(seed), revisions: 14)
    let end = past.registers.last?.at ?? .last
    let all = Self.expected(past, from: RandomPast.hour(0), through: end)
    #expect(Self.replayed(past, from: RandomPast.hour(0), through: end, .everybody) == all)
    let (start, stop) = (RandomPast.hour(4), RandomPast.hour(9))
    #expect(
      Self.replayed(past, from: start, through: stop, .everybody)
        == Self.expected(past, from: start, through: stop))
    for name in ["ben", "cora"] as [Text] {
      let trail = PersonTrail(
        Address(.portalUser, institution: "harbour", name: name), renames: [])
      #expect(
        Self.replayed(past, from: RandomPast.hour(0), through: end, .person(trail))
          == all.filter { $0.description.contains(" \(name) ") })
    }
  }

  @Test func aRandomPastHoldsGainsByRevisionsAndByTime() {
    var byRevision = 0, byTime = 0
    for seed in 0..<20 {
      let past = RandomPast(seed: UInt64(seed), revisions: 14)
      AccessReplay.run(
        past.history(for: .everybody), of: "harbour", in: RandomPast.deployment,
        from: RandomPast.hour(0), through: past.registers.last?.at ?? .last, focus: .everybody
      ) { if $0.revision == nil { byTime += 1 } else { byRevision += 1 } }
    }
    #expect(byRevision > 50)
    #expect(byTime > 10)
  }

  // MARK: People under other names

  private static func version(
    _ resource: Resource, _ since: Int64, _ until: Int64? = nil
  ) -> RecordedHistory.Version {
    RecordedHistory.Version(
      resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource)), since: since,
      until: until)
  }

  private static func gains(
    _ versions: [RecordedHistory.Version], _ renames: [RecordedHistory.Rename],
    _ focus: ReplayFocus
  ) -> [String] {
    let history = RecordedHistory(versions.filter { focus.reads($0.resource) }, renames: renames) {
      RandomPast.hour($0)
    }
    var found: [String] = []
    AccessReplay.run(
      history, of: "harbour", in: RandomPast.deployment, from: RandomPast.hour(0),
      through: RandomPast.hour(9), focus: focus
    ) { gain in
      found.append(
        "\(gain.revision ?? 0) \(gain.principal) \(gain.user)\(gain.isEverything ? " all" : "")")
    }
    return found
  }

  @Test func aRenameGivesNothingAndAnotherPersonEverything() {
    func address(_ kind: Kind, _ name: Text) -> Address {
      Address(kind, institution: "harbour", name: name)
    }
    let firm = AccessEstate().resources.values
    let moving: Set<Address> = [address(.portalUser, "ben"), address(.traderAuthorization, "ben")]
    func authorization(_ name: String, _ user: String) -> Resource {
      Estate.resource("TraderAuthorization", name, "{desk: equities, user: \(user)}", of: "harbour")
    }
    let versions =
      firm.filter { !moving.contains($0.address) && $0.address.name != "cora" }
      .map { Self.version($0, 1) } + [
        Self.version(Estate.user("cora"), 1),
        Self.version(Estate.user("ben"), 1, 2), Self.version(Estate.user("benedict"), 2),
        Self.version(authorization("ben", "ben"), 1, 2),
        Self.version(authorization("senior", "benedict"), 2, 3),
        Self.version(authorization("senior", "cora"), 3),
      ]
    let renames = [
      RecordedHistory.Rename(
        revision: 2, from: address(.portalUser, "ben"), to: address(.portalUser, "benedict")),
      RecordedHistory.Rename(
        revision: 2, from: address(.traderAuthorization, "ben"),
        to: address(.traderAuthorization, "senior")),
    ]
    #expect(
      Self.gains(versions, renames, .everybody) == [
        "1 TraderAuthorization/harbour/ben ben all",
        "3 TraderAuthorization/harbour/senior cora all",
      ])
    let trail = PersonTrail(address(.portalUser, "benedict"), renames: renames)
    #expect(trail.names == ["ben", "benedict"])
    #expect(
      Self.gains(versions, renames, .person(trail)) == ["1 TraderAuthorization/harbour/ben ben all"]
    )
    let cora = PersonTrail(address(.portalUser, "cora"), renames: renames)
    #expect(
      Self.gains(versions, renames, .person(cora)) == [
        "3 TraderAuthorization/harbour/senior cora all"
      ])
    let principals: Set<PrincipalAddress> = [
      PrincipalAddress(.trader(institution: "harbour", authorization: "senior"))
    ]
    #expect(
      Self.gains(versions, renames, .principals(principals)) == [
        "2 TraderAuthorization/harbour/senior benedict all",
        "3 TraderAuthorization/harbour/senior cora all",
      ])
  }
}
