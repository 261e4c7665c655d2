import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// Who may act on keys, and on what grounds.
struct KeyRightsTests {
  private static let holders = [KeyEstate.amy, KeyEstate.robot, KeyEstate.gwen]

  @Test(arguments: holders) func anOwnerRegistersGeneratesResetsAndDeletes(_ holder: String) {
    var estate = KeyEstate()
    #expect(estate.register(holder) == "done")
    #expect(estate.generate(holder) == "done")
    estate.deliver(holder, number: 1)
    #expect(estate.reset(holder) == "done")
    #expect(estate.delete(holder) == "done")
    #expect(estate.key(holder) == nil)
    #expect(estate.register(holder) == "done", "the name is free again")
  }

  @Test(arguments: holders) func nobodyElseActsOnAKey(_ holder: String) {
    let others = [
      "staff:ida", "admin:harbour/mei", "admin:harbour/amy", "trader:harbour/ben",
      "trader:other/amy", "retail:hugo", "ci:job",
    ]
    for actor in others {
      var estate = KeyEstate()
      #expect(estate.register(holder, as: actor) == "key-owner", "\(actor)")
      estate.register(holder)
      #expect(estate.generate(holder, as: actor) == "key-owner", "\(actor)")
      estate.generate(holder)
      #expect(estate.reset(holder, as: actor) == "key-owner", "\(actor)")
      #expect(estate.delete(holder, as: actor) == "key-owner", "\(actor)")
    }
  }

  @Test func whoHasNoAuthorizationLearnsWhichAdminsToAsk() throws {
    var estate = KeyEstate()
    let nobody = "TraderAuthorization/harbour/ben"
    #expect(estate.register(nobody, as: "trader:harbour/ben") == "key-not-authorized")
    let help = try #require(estate.grounds(nobody).obstacle).help
    #expect(
      help == ["ask an admin of harbour: mei <mei@harbour.example>, raj <raj@harbour.example>"])
    // Somebody of another house learns no names.
    #expect(estate.register(nobody, as: "trader:other/ben") == "key-owner")
  }

  @Test func anAPIUserIsSentToTheBrokersContactToo() throws {
    var estate = KeyEstate()
    estate.change("PortalUser/harbour/robot", ["state": "locked"])
    let obstacle = try #require(estate.grounds(KeyEstate.robot).obstacle)
    #expect(obstacle.words == "PortalUser/harbour/robot is locked")
    #expect(obstacle.help.last == "or the broker's contact: ida <ida@broker.example>")
  }

  @Test(
    arguments: [
      ("PortalUser/harbour/amy", "state", "invited", "PortalUser/harbour/amy is invited"),
      ("PortalUser/harbour/amy", "state", "left", "PortalUser/harbour/amy is left"),
      (KeyEstate.amy, "state", "withdrawn", "\(KeyEstate.amy) is withdrawn"),
      (
        KeyEstate.amy, "validUntil", "2026-11-20T10:00:00Z",
        "\(KeyEstate.amy) ended 2026-11-20T10:00:00Z"
      ),
      (
        KeyEstate.amy, "validFrom", "2026-11-20T10:00:01Z",
        "\(KeyEstate.amy) begins 2026-11-20T10:00:01Z"
      ),
      (
        "Review/harbour/TradingApplication.desks", "state", "submitted",
        "TradingApplication/harbour/desks is submitted"
      ),
    ])
  func aTraderWhoIsNotAliveGetsNoSecret(
    _ address: String, _ field: String, _ value: String, _ words: String
  ) {
    var estate = KeyEstate()
    estate.register(KeyEstate.amy)
    estate.change(address, [field: .scalar(.text(Text(value)))])
    #expect(estate.grounds(KeyEstate.amy).obstacle?.words == words)
    #expect(estate.register(KeyEstate.amy, "second") == "key-not-authorized")
    #expect(estate.generate(KeyEstate.amy) == "key-not-authorized")
    #expect(estate.delete(KeyEstate.amy) == "done")
  }

  @Test func aClientBeforeApprovalRegistersNothing() {
    var estate = KeyEstate()
    estate.change("Review/RetailClient.gwen", ["state": "under-review"])
    #expect(estate.register(KeyEstate.gwen) == "key-not-authorized")
    estate.remove("Review/RetailClient.gwen")
    #expect(estate.register(KeyEstate.gwen) == "key-not-authorized")
    let words = estate.grounds(KeyEstate.gwen).obstacle?.words
    #expect(words == "the application of RetailClient/gwen was never submitted")
  }

  @Test(
    arguments: [
      (KeyEstate.amy, "Institution/harbour"), (KeyEstate.amy, "PortalUser/harbour/amy"),
      (KeyEstate.amy, "TradingApplication/harbour/desks"), (KeyEstate.amy, KeyEstate.amy),
      (KeyEstate.robot, "BrokerApplication/harbour/platform"), (KeyEstate.gwen, KeyEstate.gwen),
    ])
  func aSuspensionBlocksAllButDeletion(_ holder: String, _ subject: String) {
    var estate = KeyEstate()
    estate.register(holder, "new")
    estate.register(holder)
    estate.generate(holder)
    estate.deliver(holder, number: 1)
    estate.suspend(subject)
    #expect(estate.register(holder, "third") == "key-suspended")
    #expect(estate.generate(holder, "new") == "key-suspended")
    #expect(estate.reset(holder) == "key-suspended")
    #expect(estate.key(holder)?.isAlive(at: estate.now) == true, "the secret is kept")
    let words = estate.grounds(holder).obstacle?.words
    #expect(words == "\(subject) is suspended for INC-1, by staff:ida")
    #expect(estate.delete(holder) == "done")
  }

  @Test(arguments: holders) func aSuspendedKeyIsNotReset(_ holder: String) throws {
    var estate = KeyEstate()
    estate.register(holder)
    let key = try #require(estate.key(holder))
    estate.suspend(key.address.text)
    #expect(estate.generate(holder) == "key-suspended")
    #expect(estate.register(holder, "other") == "done", "the stop is on the one key")
    #expect(estate.delete(holder) == "done")
  }

  @Test func namesAreUniqueAmongWhatDidNotEnd() {
    var estate = KeyEstate()
    estate.register(KeyEstate.amy)
    #expect(estate.register(KeyEstate.amy) == "key-name")
    #expect(estate.register(KeyEstate.robot) == "done", "another principal")
    let long = Text(String(repeating: "a", count: 33))
    #expect(estate.register(KeyEstate.amy, long) == "key-name")
    #expect(estate.register(KeyEstate.amy, long.slice(0..<32)) == "done")
  }

  @Test func theKeyPolicyBoundsHowManyKeysAUserHas() {
    var estate = KeyEstate()
    estate.set("KeyPolicy/default", ["keysPerUser": 2])
    estate.register(KeyEstate.amy, "one")
    estate.register(KeyEstate.robot, "one")
    #expect(estate.register(KeyEstate.amy, "two") == "done", "others do not count")
    #expect(estate.register(KeyEstate.amy, "three") == "key-limit")
    estate.delete(KeyEstate.amy, "one")
    #expect(estate.register(KeyEstate.amy, "three") == "done", "what ended does not count")
  }

  @Test func theTierOfTheInstitutionMayAllowFewer() {
    var estate = KeyEstate()
    estate.set("KeyPolicy/few", ["keysPerUser": 1])
    estate.set("Tier/gold", ["endpoints": ["*"], "keyPolicy": "few"])
    estate.change("Institution/harbour", ["tier": "gold"])
    estate.register(KeyEstate.amy, "one")
    #expect(estate.register(KeyEstate.amy, "two") == "key-limit")
    #expect(estate.register(KeyEstate.gwen, "one") == "done")
    #expect(estate.register(KeyEstate.gwen, "two") == "done", "clients have no tier")
  }

  @Test func aKeyThatEndedOrNeverWasIsNotActedOn() {
    var estate = KeyEstate()
    #expect(estate.generate(KeyEstate.amy) == "key-unknown")
    estate.register(KeyEstate.amy)
    #expect(estate.reset(KeyEstate.amy) == "key-step", "it has no secret yet")
    estate.generate(KeyEstate.amy)
    #expect(estate.generate(KeyEstate.amy) == "key-step", "it has one")
    estate.delete(KeyEstate.amy)
    for outcome in [estate.reset(KeyEstate.amy), estate.delete(KeyEstate.amy)] {
      #expect(outcome == "key-unknown")
    }
  }

  @Test func presenceIsPartOfMakingASecret() {
    for environment in [Deployment.Environment.prod, .sandbox, .uat] {
      var estate = KeyEstate()
      estate.environment = environment
      estate.register(KeyEstate.amy)
      let isProduction = environment == .prod
      let half = KeyPresence(methods: ["sms-code"])
      #expect(estate.generate(KeyEstate.amy, presence: half) == "presence-missing")
      #expect(
        estate.generate(KeyEstate.amy, presence: KeyPresence(methods: [])) == "presence-missing")
      let untested = estate.generate(KeyEstate.amy, presence: .development)
      #expect(untested == (isProduction ? "presence-missing" : "done"), "\(environment)")
      if isProduction { #expect(estate.generate(KeyEstate.amy) == "done") }
      #expect(estate.reset(KeyEstate.amy, presence: half) == "presence-missing")
      let wanted: [Text] = isProduction ? ["sms-code", "trading-password"] : ["development"]
      #expect(estate.key(KeyEstate.amy)?.latest?.presence == wanted)
    }
  }
}
