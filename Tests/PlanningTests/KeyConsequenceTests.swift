import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// What ends keys, and what takes them along (model section 3): one row a test.
struct KeyConsequenceTests {
  private let estate: KeyEstate

  init() throws { estate = try KeyEstate() }

  private func updating(_ text: Text, _ after: Resource) throws -> [Change] {
    [Estate.update(try estate.resource(text), after)]
  }

  // MARK: Ends

  @Test func withdrawingAnAuthorizationEndsItsKeys() throws {
    let path: Text = "TraderAuthorization/harbour/ben"
    let changes = try updating(path, KeyEstate.ben(", state: withdrawn"))
    #expect(try estate.words(changes) == ["BEN withdrawal"])
    #expect(try estate.words([Estate.delete(try estate.resource(path))]) == ["BEN withdrawal"])
    #expect(try estate.words(updating(path, KeyEstate.ben(", state: suspended"))) == [])
    #expect(
      try estate.words(updating(path, KeyEstate.ben(", validUntil: 2026-11-21T00:00:00Z"))) == [])
  }

  @Test func anotherUserEndsTheKeysAlsoWhenARenameNamesThem() throws {
    let path: Text = "TraderAuthorization/harbour/ben"
    #expect(try estate.words(updating(path, KeyEstate.ben(", user: amy"))) == ["BEN withdrawal"])
    #expect(try estate.words(updating(path, KeyEstate.ben(named: "amy"))) == ["BEN withdrawal"])
    let again = try updating(path, KeyEstate.ben(", user: ben", named: "amy"))
    #expect(try estate.words(again) == ["BEN -> TraderAuthorization/harbour/amy of ben"])
  }

  @Test func anAuthorizationDeclaredAnewUnderAnOldNameGetsNoKey() throws {
    let changes =
      try updating("TraderAuthorization/harbour/ben", KeyEstate.ben(named: "amy"))
      + [Estate.create(KeyEstate.ben())]
    #expect(try estate.words(changes) == ["BEN withdrawal"])
  }

  @Test(arguments: ["left", "locked", "invited"])
  func onlyAUserWhoLeftLosesTheirKeys(_ state: String) throws {
    let changes = try updating(
      "PortalUser/harbour/gateway", Estate.user("gateway", ", state: \(state)"))
    #expect(try estate.words(changes) == (state == "left" ? ["GATE withdrawal"] : []))
  }

  @Test func comingBackGivesNothingBack() throws {
    var later = estate
    for change in try estate.consequences(
      updating("PortalUser/harbour/ben", Estate.user("ben", ", state: left")))
    {
      let row = try #require(change.after?.resource)
      later.add(KeyRecord(row))
    }
    let ended = try #require(later.keys.last)
    #expect(ended.ending?.cause == .withdrawal)
    let back = [Estate.update(Estate.user("ben", ", state: left"), Estate.user("ben"))]
    let rows = [ended.resource]
    let found = KeyConsequences.of(
      back, planned: later.planned(back), recorded: rows,
      at: try Instant(parsing: "2026-11-21T00:00:00Z"),
      by: KeyEstate.actor, version: { _ in Estate.version(ended.resource) })
    #expect(found.isEmpty)
  }

  @Test func aClosedInstitutionEndsEveryKeyOfIt() throws {
    let path: Text = "Institution/harbour"
    let closed = try updating(path, Estate.institution("harbour", ", state: closed"))
    let all = ["BEN withdrawal", "CORA withdrawal", "GATE withdrawal"]
    #expect(try estate.words(closed) == all)
    #expect(try estate.words([Estate.delete(try estate.resource(path))]) == all)
    #expect(
      try estate.words(updating(path, Estate.institution("harbour", ", state: suspended"))) == [])
    // Under another name it is another one, with users and applications of its own.
    #expect(try estate.words(updating(path, Estate.institution("haven"))) == all)
  }

  @Test func aDeletedApplicationTakesItsKeysAlong() throws {
    let second = try estate.resource("TradingApplication/harbour/second")
    let moved = try updating("TraderAuthorization/harbour/cora", KeyEstate.cora("desks"))
    #expect(try estate.words([Estate.delete(second)] + moved) == ["CORA withdrawal"])
    #expect(try estate.words(moved) == [])
    let desks = try estate.resource("TradingApplication/harbour/desks")
    #expect(try estate.words([Estate.delete(desks)]) == ["BEN withdrawal"])
    let broker = try estate.resource("BrokerApplication/harbour/connect")
    #expect(try estate.words([Estate.delete(broker)]) == ["GATE withdrawal"])
  }

  @Test func aDeskThatChangesEndsNobody() throws {
    let desk = KeyEstate.resource(
      "Desk", "equities",
      "{application: second, accountScope: listed, accounts: [main], endpoints: [\"a.*\"]}")
    #expect(try estate.words(updating("Desk/harbour/equities", desk)) == [])
  }

  @Test func removalFromTheAPIUsersEndsTheKeysOfThatUser() throws {
    let path: Text = "BrokerApplication/harbour/connect"
    #expect(try estate.words(updating(path, KeyEstate.broker("[spare]"))) == ["GATE withdrawal"])
    #expect(try estate.words(updating(path, KeyEstate.broker("[gateway]"))) == [])
  }

  @Test func aClientWhoLeftOrIsDeletedLosesTheirKeys() throws {
    let path: Text = "RetailClient/lena"
    #expect(
      try estate.words(updating(path, KeyEstate.client(", state: left"))) == ["LENA withdrawal"])
    #expect(try estate.words([Estate.delete(try estate.resource(path))]) == ["LENA withdrawal"])
    #expect(try estate.words(updating(path, KeyEstate.client(", state: locked"))) == [])
  }

  @Test func bothSecretsDieAndOneThatDiedBeforeKeepsItsTime() throws {
    var key = try KeyEstate.key("TWO", "TraderAuthorization/harbour/ben", of: "ben")
    let past = try Instant(parsing: "2026-11-15T09:00:00Z")
    let ahead = try Instant(parsing: "2026-11-25T09:00:00Z")
    let made = key.generations[0].madeAt
    key.generations = [past, ahead, nil].enumerated().map { index, until in
      SecretGeneration(
        number: index + 1, secret: Digest.of([UInt8(index)]), madeAt: made, until: until,
        isDelivered: true)
    }
    var two = estate
    two.add(key)
    let changes = try two.consequences(
      updating("TraderAuthorization/harbour/ben", KeyEstate.ben(", state: withdrawn")))
    let after = try #require(
      changes.compactMap { $0.after.map { KeyRecord($0.resource) } }.first { $0.id == "TWO" })
    let now = try Instant(parsing: Text(KeyEstate.now))
    #expect(after.generations.map(\.until) == [past, now, now])
    #expect(after.ending == KeyRecord.Ending(.withdrawal, at: now, by: KeyEstate.actor))
  }

  // MARK: Moves

  @Test func aRenamedApplicationTakesTheKeysOfItsUsersAlong() throws {
    let changes = try updating(
      "BrokerApplication/harbour/connect", KeyEstate.broker("[gateway]", named: "bridge"))
    #expect(
      try estate.words(changes) == ["GATE -> BrokerApplication/harbour/bridge/gateway of gateway"])
    let without = try updating(
      "BrokerApplication/harbour/connect", KeyEstate.broker("[spare]", named: "bridge"))
    #expect(try estate.words(without) == ["GATE withdrawal"])
    let trading = KeyEstate.application(
      "third", "TradingApplication", "{purpose: t, requestedEndpoints: [\"*\"]}")
    let renamed =
      try updating("TradingApplication/harbour/second", trading)
      + updating("TraderAuthorization/harbour/cora", KeyEstate.cora("third"))
    #expect(try estate.words(renamed) == [])
  }

  @Test func aRenamedUserTakesTheirKeysAlong() throws {
    let changes =
      try updating("PortalUser/harbour/gateway", Estate.user("gate"))
      + updating("BrokerApplication/harbour/connect", KeyEstate.broker("[gate]"))
      + updating("PortalUser/harbour/ben", Estate.user("benny"))
      + updating("TraderAuthorization/harbour/ben", KeyEstate.ben(", user: benny"))
    #expect(
      try estate.words(changes) == [
        "BEN -> TraderAuthorization/harbour/ben of benny",
        "GATE -> BrokerApplication/harbour/connect/gate of gate",
      ])
  }

  @Test func whoTakesTheNameOfARenamedUserTakesNoKey() throws {
    let changes =
      try updating("PortalUser/harbour/ben", Estate.user("benny"))
      + [Estate.create(Estate.user("ben"))]
    #expect(try estate.words(changes) == ["BEN withdrawal"])
  }

  @Test func aRenamedClientTakesKeysAlong() throws {
    let changes = try updating("RetailClient/lena", KeyEstate.client(named: "lena-k"))
    #expect(try estate.words(changes) == ["LENA -> RetailClient/lena-k/phone of lena-k"])
  }

  // MARK: Revocations

  @Test(arguments: [
    ("Institution/harbour", ["BEN", "CORA", "GATE"]), ("PortalUser/harbour/ben", ["BEN"]),
    ("TradingApplication/harbour/desks", ["BEN"]), ("TradingApplication/harbour/second", ["CORA"]),
    ("BrokerApplication/harbour/connect", ["GATE"]), ("TraderAuthorization/harbour/cora", ["CORA"]),
    ("Key/harbour/GATE", ["GATE"]), ("RetailClient/lena", ["LENA"]), ("Key/LENA", ["LENA"]),
  ])
  func aRevocationKillsEveryKeyBelowIt(_ subject: String, _ dead: [String]) throws {
    let revoked = [Estate.create(try KeyEstate.stop(subject))]
    #expect(try estate.words(revoked) == dead.map { "\($0) revoke" })
    let suspended = [Estate.create(try KeyEstate.stop(subject, "suspended"))]
    #expect(try estate.words(suspended) == [])
    let stronger = [
      Estate.update(try KeyEstate.stop(subject, "suspended"), try KeyEstate.stop(subject))
    ]
    #expect(try estate.words(stronger) == dead.map { "\($0) revoke" })
    let lifted = [Estate.delete(try KeyEstate.stop(subject))]
    #expect(try estate.words(lifted) == [])
  }

  @Test func aRevocationLeavesAloneWhatItDoesNotCover() throws {
    var other = estate
    other.add(try KeyEstate.key("NOBODY", "TraderAuthorization/harbour/zoe", of: "zoe"))
    #expect(
      try other.words([Estate.create(try KeyEstate.stop("Key/harbour/GATE"))]) == ["GATE revoke"])
    let said = Self.attestation("TraderAuthorization.zoe")
    let stop = Estate.create(try KeyEstate.stop("TraderAuthorization/harbour/zoe"))
    #expect(try records([stop], [said]) == [])
  }

  @Test func whatHasEndedEndsNoSecondTime() throws {
    var later = estate
    var ended = try KeyEstate.key("GONE", "TraderAuthorization/harbour/ben", of: "ben")
    ended.state = .deleted
    later.add(ended)
    let changes = try updating(
      "TraderAuthorization/harbour/ben", KeyEstate.ben(", state: withdrawn"))
    #expect(try later.words(changes) == ["BEN withdrawal"])
  }

  // MARK: What is recorded beside keys

  private static func acceptance(_ name: String, of institution: String? = "harbour") -> Resource {
    Estate.resource(
      "Acceptance", name, "{version: \"1\", at: \"\(KeyEstate.now)\", by: x}", of: institution)
  }

  private static func attestation(_ name: String, of institution: String? = "harbour") -> Resource {
    Estate.resource(
      "Attestation", name,
      "{decision: keep, at: \"\(KeyEstate.now)\", by: x, access: \(String(repeating: "a", count: 64))}",
      of: institution)
  }

  private func records(_ changes: [Change], _ more: [Resource] = []) throws -> [String] {
    let rows =
      [
        Self.acceptance("ben.api-agreement"), Self.acceptance("gateway.disclaimer"),
        Self.acceptance("lena.risk-warning", of: nil),
        Self.attestation("TraderAuthorization.ben"),
        Self.attestation("BrokerApplication.connect.gateway"),
        Self.attestation("RetailClient.lena.phone", of: nil),
      ] + more
    return try estate.consequences(changes, rows)
      .filter { $0.before?.resource.kind != .key }
      .map { change in
        "\(change.before?.resource.address.name ?? .empty) \(change.action) "
          + (change.after?.resource.address.name.string ?? "")
      }
  }

  @Test func whatAPersonAcceptedAndWhatWasSaidOfTheirAccessGoesAlong() throws {
    let user =
      try updating("PortalUser/harbour/gateway", Estate.user("gate"))
      + updating("BrokerApplication/harbour/connect", KeyEstate.broker("[gate]"))
    #expect(
      try records(user) == [
        "gateway.disclaimer rename gate.disclaimer",
        "BrokerApplication.connect.gateway rename BrokerApplication.connect.gate",
      ])
    let trader = try updating(
      "TraderAuthorization/harbour/ben", KeyEstate.ben(", user: ben", named: "desk-one"))
    #expect(
      try records(trader) == ["TraderAuthorization.ben rename TraderAuthorization.desk-one"])
    let client = try updating("RetailClient/lena", KeyEstate.client(named: "lena-k"))
    #expect(
      try records(client) == [
        "lena.risk-warning rename lena-k.risk-warning",
        "RetailClient.lena.phone rename RetailClient.lena-k.phone",
      ])
  }

  @Test func nobodyInheritsWhatADeletedPersonAccepted() throws {
    let gone = [
      Estate.delete(try estate.resource("PortalUser/harbour/ben")),
      Estate.delete(try estate.resource("TraderAuthorization/harbour/ben")),
    ]
    #expect(
      try records(gone) == ["ben.api-agreement delete ", "TraderAuthorization.ben delete "])
    let left = try updating("PortalUser/harbour/ben", Estate.user("ben", ", state: left"))
    #expect(try records(left) == ["TraderAuthorization.ben delete "])
    let handed = try updating("TraderAuthorization/harbour/ben", KeyEstate.ben(", user: amy"))
    #expect(try records(handed) == ["TraderAuthorization.ben delete "])
  }

  @Test func aRevokedRetailKeyTakesItsAttestationAlongAndABlockedPrincipalKeepsIt() throws {
    #expect(
      try records([Estate.create(try KeyEstate.stop("Key/LENA"))])
        == ["RetailClient.lena.phone delete "])
    #expect(
      try records([Estate.create(try KeyEstate.stop("TraderAuthorization/harbour/ben"))]) == [])
  }
}
