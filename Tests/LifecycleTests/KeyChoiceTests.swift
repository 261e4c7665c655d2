import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// What owners choose when a secret is made, against register and policy.
struct KeyChoiceTests {
  private func outcome(
    _ holder: String, _ choice: KeyChoice, in environment: Deployment.Environment = .sandbox,
    _ prepare: (inout KeyEstate) -> Void = { _ in }
  ) -> String {
    var estate = KeyEstate()
    estate.environment = environment
    prepare(&estate)
    estate.register(holder)
    return estate.generate(holder, "bot", choice)
  }

  private func blocks(_ texts: String...) -> [CIDR] {
    texts.compactMap { try? CIDR(parsing: Text($0)) }
  }

  private func retail(_ change: (inout KeyChoice) -> Void) -> KeyChoice {
    var choice = KeyEstate.choice(KeyEstate.gwen)
    change(&choice)
    return choice
  }

  @Test func tradersChooseAddressesAlone() {
    #expect(outcome(KeyEstate.amy, KeyChoice(networks: blocks("192.0.2.0/28"))) == "done")
    for choice in [
      KeyChoice(account: "book"), KeyChoice(scopes: [.all]), KeyChoice(thirdParty: "app"),
      KeyChoice(isUnrestricted: true),
    ] { #expect(outcome(KeyEstate.amy, choice) == "key-option") }
  }

  @Test func aRetailKeyNamesAccountScopesAndAddresses() {
    #expect(outcome(KeyEstate.gwen, retail { _ in }) == "done")
    #expect(outcome(KeyEstate.gwen, retail { $0.account = nil }) == "key-option")
    #expect(outcome(KeyEstate.gwen, retail { $0.scopes = [] }) == "key-option")
    #expect(outcome(KeyEstate.gwen, retail { $0.isUnrestricted = false }) == "key-option")
    let both = retail { $0.networks = blocks("192.0.2.1/32") }
    #expect(outcome(KeyEstate.gwen, both) == "key-option", "restricted and unrestricted")
  }

  @Test func aRetailAccountIsOfATypeWithKeysAndActive() {
    #expect(outcome(KeyEstate.gwen, retail { $0.account = "9001" }) == "done", "by number")
    #expect(outcome(KeyEstate.gwen, retail { $0.account = "cfd" }) == "key-policy")
    #expect(outcome(KeyEstate.gwen, retail { $0.account = "shut" }) == "key-not-authorized")
    #expect(outcome(KeyEstate.gwen, retail { $0.account = "other" }) == "key-option")
    let only = outcome(KeyEstate.gwen, retail { _ in }) {
      $0.set("KeyPolicy/default", ["retailAccountTypes": ["CASH"]])
    }
    #expect(only == "key-policy")
  }

  @Test func scopesResolveToSomethingThatIsNoBaseRow() {
    for (scope, wanted) in [
      (Selector.exact("market.quote"), "done"), (.prefix("market."), "done"),
      (.set("reading"), "done"), (.exact("market.none"), "key-option"),
      (.exact("auth.token"), "key-option"), (.prefix("auth."), "key-option"),
      (.set("none"), "key-option"), (.exact("market.old"), "key-option"),
    ] {
      #expect(outcome(KeyEstate.gwen, retail { $0.scopes = [scope] }) == wanted, "\(scope)")
    }
  }

  @Test func theEndpointsOfARetailKeyAreFrozen() throws {
    var estate = KeyEstate()
    estate.register(KeyEstate.gwen)
    let choice = retail { $0.scopes = [.set("reading"), .exact("trade.order.place")] }
    #expect(estate.generate(KeyEstate.gwen, "bot", choice) == "done")
    let key = try #require(estate.key(KeyEstate.gwen))
    #expect(
      key.endpoints == ["market.quote", "trade.order.place"], "what was removed is not in it")
    #expect(key.scopes == ["set:reading", "trade.order.place"])
    #expect(key.account == "isa")
    #expect(key.isUnrestricted)
  }

  @Test func addressesKeepToThePolicy() {
    let wide = KeyChoice(networks: blocks("192.0.0.0/12"))
    let loop = KeyChoice(networks: blocks("127.0.0.1/32"))
    let example = KeyChoice(networks: blocks("192.0.2.0/28"))
    #expect(outcome(KeyEstate.amy, loop) == "key-policy")
    #expect(outcome(KeyEstate.amy, example) == "done")
    #expect(outcome(KeyEstate.amy, example, in: .prod) == "key-policy", "documentation in prod")
    #expect(outcome(KeyEstate.amy, wide, in: .prod) == "key-policy")
    #expect(
      outcome(
        KeyEstate.gwen,
        retail {
          $0.isUnrestricted = false
          $0.networks = blocks("8.0.0.0/8")
        }) == #"done, ["key-policy"]"#, "outside prod what is wide warns")
  }

  @Test func aListIsNoLongerThanThePolicyAllows() {
    let three = KeyChoice(networks: blocks("192.0.2.1/32", "192.0.2.3/32", "192.0.2.5/32"))
    let policy: (inout KeyEstate) -> Void = { estate in
      estate.set(
        "KeyPolicy/default",
        ["ip": ["maxEntries": 2, "classes": ["documentation": "allow"]]])
    }
    #expect(outcome(KeyEstate.amy, three, in: .prod, policy) == "key-policy")
    #expect(outcome(KeyEstate.amy, three, policy) == #"done, ["key-policy"]"#)
    let two = KeyChoice(networks: Array(three.networks.prefix(2)) + three.networks.prefix(1))
    #expect(outcome(KeyEstate.amy, two, in: .prod, policy) == "done", "one written twice is one")
  }

  @Test func aKeyThatAnyAddressMayUseHoldsWhatThePolicyAllows() {
    func open(_ scope: Selector, _ environment: Deployment.Environment) -> String {
      outcome(KeyEstate.gwen, retail { $0.scopes = [scope] }, in: environment)
    }
    #expect(open(.exact("market.quote"), .prod) == "done")
    #expect(open(.exact("trade.order.place"), .prod) == #"done, ["key-policy"]"#)
    #expect(open(.exact("funds.transfer"), .prod) == "key-policy")
    #expect(open(.exact("trade.order.place"), .sandbox) == "done")
    #expect(open(.exact("funds.transfer"), .sandbox) == #"done, ["key-policy"]"#)
  }

  @Test func anExceptionLiftsARuleForOneKeyAlone() {
    let lifted: (inout KeyEstate) -> Void = { estate in
      estate.set(
        "KeyPolicy/default",
        [
          "exceptions": [
            [
              "principal": "RetailClient/gwen/bot", "rule": "unrestricted.funds",
              "reason": "SEC-9", "validUntil": "2027-01-01T00:00:00Z",
            ]
          ]
        ])
    }
    let funds = retail { $0.scopes = [.exact("funds.transfer")] }
    #expect(outcome(KeyEstate.gwen, funds, in: .prod, lifted) == "done")
    var estate = KeyEstate()
    estate.environment = .prod
    lifted(&estate)
    estate.register(KeyEstate.gwen, "other")
    #expect(estate.generate(KeyEstate.gwen, "other", funds) == "key-policy")
  }

  @Test func aListOutsideOfWhatIsDeclaredWarns() {
    let outside = KeyChoice(networks: blocks("198.51.100.0/28"))
    #expect(outcome(KeyEstate.amy, outside) == #"done, ["key-policy"]"#)
    let open: (inout KeyEstate) -> Void = { $0.change(KeyEstate.amy, ["ipWhitelists": nil]) }
    #expect(outcome(KeyEstate.amy, outside, open) == "done")
  }

  @Test func inProdATraderWithoutAnyListIsWarned() {
    let open: (inout KeyEstate) -> Void = { $0.change(KeyEstate.amy, ["ipWhitelists": nil]) }
    #expect(outcome(KeyEstate.amy, KeyChoice(), in: .prod) == "done", "the office bounds it")
    #expect(
      outcome(KeyEstate.amy, KeyChoice(), in: .prod, open)
        == #"done, ["key-policy", "key-policy"]"#, "class trade, and no list at any level")
  }
}
