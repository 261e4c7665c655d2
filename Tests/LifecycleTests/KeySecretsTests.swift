import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// What becomes of secrets at a reset, by product and policy.
struct KeySecretsTests {
  private func keyed(_ holder: String, _ estate: inout KeyEstate) {
    estate.register(holder)
    estate.generate(holder)
    estate.deliver(holder, number: 1)
  }

  /// The secrets of a key that open something at an instant, by number.
  private func alive(_ key: KeyRecord?, at instant: String) -> [Int] {
    (key?.generations ?? []).filter { $0.isAlive(at: Times.instant(instant)) }.map(\.number)
  }

  @Test(arguments: [KeyEstate.amy, KeyEstate.robot])
  func theOldSecretRetiresForTenDaysToTheSecond(_ holder: String) {
    var estate = KeyEstate()
    keyed(holder, &estate)
    let id = estate.key(holder)?.id
    estate.reset(holder)
    #expect(alive(estate.key(holder), at: "2026-11-20T10:00:00Z") == [1], "not shown yet")
    estate.deliver(holder, number: 2)
    #expect(estate.key(holder)?.id == id, "the key id stays")
    #expect(alive(estate.key(holder), at: "2026-11-20T10:00:00Z") == [1, 2])
    #expect(alive(estate.key(holder), at: "2026-11-30T09:59:59Z") == [1, 2])
    #expect(alive(estate.key(holder), at: "2026-11-30T10:00:00Z") == [2])
  }

  @Test func aSecondResetInTheTailEndsTheOlderSecret() {
    var estate = KeyEstate()
    keyed(KeyEstate.amy, &estate)
    estate.reset(KeyEstate.amy, number: 2)
    estate.deliver(KeyEstate.amy, number: 2)
    estate.now = Times.instant("2026-11-22T10:00:00Z")
    estate.reset(KeyEstate.amy, number: 3)
    estate.deliver(KeyEstate.amy, number: 3)
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-11-22T10:00:00Z") == [2, 3])
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-12-02T09:59:59Z") == [2, 3])
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-12-02T10:00:00Z") == [3])
  }

  @Test func aPolicyShortensTheOverlapAndNeverLengthensIt() {
    var estate = KeyEstate()
    estate.set("KeyPolicy/default", ["rotation": ["overlap": "P30D"]])
    #expect(estate.grounds(KeyEstate.amy).overlap(ofKey: "bot").description == "P10D")
    estate.set("KeyPolicy/default", ["rotation": ["overlap": "P2D"]])
    keyed(KeyEstate.amy, &estate)
    estate.reset(KeyEstate.amy)
    estate.deliver(KeyEstate.amy, number: 2)
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-11-22T09:59:59Z") == [1, 2])
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-11-22T10:00:00Z") == [2])
  }

  @Test func aRetailResetIsANewPairAndTheOldOneIsDeadAtOnce() throws {
    var estate = KeyEstate()
    keyed(KeyEstate.gwen, &estate)
    let old = try #require(estate.key(KeyEstate.gwen))
    estate.reset(KeyEstate.gwen)
    let new = try #require(estate.key(KeyEstate.gwen))
    #expect(new.id != old.id)
    #expect((new.account, new.endpoints) == (old.account, old.endpoints))
    let ended = try #require(estate.grounds(KeyEstate.gwen).endedKeys.first)
    #expect(ended.id == old.id)
    #expect(ended.ending?.cause == .reset)
    #expect(!ended.isAlive(at: estate.now))
    #expect(!new.isAlive(at: estate.now), "not shown yet")
  }

  @Test func aResetOverASecretNobodySawLeavesTheTailItsTime() {
    var estate = KeyEstate()
    keyed(KeyEstate.amy, &estate)
    estate.reset(KeyEstate.amy, number: 2)
    estate.now = Times.instant("2026-11-22T10:00:00Z")
    estate.reset(KeyEstate.amy, number: 3)
    estate.deliver(KeyEstate.amy, number: 3)
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-11-30T09:59:59Z") == [1, 3])
    #expect(alive(estate.key(KeyEstate.amy), at: "2026-11-30T10:00:00Z") == [3])
  }

  @Test func aRetailResetWantsTheAccountActive() {
    var estate = KeyEstate()
    keyed(KeyEstate.gwen, &estate)
    estate.change(
      KeyEstate.gwen,
      [
        "accounts": [
          ["name": "isa", "number": "9001", "type": "stocks-isa", "state": "FROZEN"]
        ]
      ])
    #expect(estate.reset(KeyEstate.gwen) == "key-not-authorized")
    estate.change(KeyEstate.gwen, ["accounts": []])
    #expect(estate.reset(KeyEstate.gwen) == "key-not-authorized")
    #expect(estate.delete(KeyEstate.gwen) == "done")
  }

  @Test func theFirstRegistrationAcceptsTheInvitation() {
    var estate = KeyEstate()
    #expect(!estate.grounds(KeyEstate.amy).isInvitationAccepted)
    estate.register(KeyEstate.robot)
    #expect(!estate.grounds(KeyEstate.amy).isInvitationAccepted)
    estate.register(KeyEstate.amy)
    #expect(estate.grounds(KeyEstate.amy).isInvitationAccepted)
    estate.delete(KeyEstate.amy)
    #expect(estate.grounds(KeyEstate.amy).isInvitationAccepted, "it stays accepted")
  }
}
