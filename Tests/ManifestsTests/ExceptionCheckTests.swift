import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// What is said of the exceptions of key policies, and what they lift.
@Suite struct ExceptionCheckTests {
  private func exception(
    _ principal: String, _ rule: String, _ mark: String = "",
    until end: String = "2027-06-01T00:00:00Z"
  ) -> String {
    "    - {principal: \(principal), rule: \(rule), reason: Moving, validUntil: \(end)}\(mark)\n"
  }

  private let head = World.head("KeyPolicy", "default") + "spec:\n  exceptions:\n"
  private let amy = "TraderAuthorization/harbour/amy"

  /// Amy trades from everywhere, and ben at a desk of the same kind.
  private let open =
    World.trading + "---\n" + World.items("TraderAuthorization", of: "harbour") + """
        amy: {application: desks, accountScope: listed, accounts: [book], endpoints: [trade.order.place], ipWhitelists: [open]}
        ben: {desk: equities}
      ---

      """ + World.items("IPWhitelist", of: "harbour") + "  open: {mode: unrestricted}\n"

  @Test func aRuleThatIsNoneIsAnErrorWithASuggestion() throws {
    try expectFindings(
      head
        + exception(
          amy, "⟦unrestricted.trad⟧",
          "  # ERROR exception-rule: `unrestricted.trad` is no rule of a key policy")
        + exception(
          amy, "⟦usersPerInstitution⟧",
          "  # ERROR exception-rule: `usersPerInstitution` is not about principals, and no "
            + "exception lifts it"), beside: open)
    let help = try diagnostics(
      head + exception(amy, "unrestricted.trad") + exception(amy, "networks"), beside: open
    ).map(\.help)
    #expect(help[0] == ["did you mean `unrestricted.trade`?"])
    #expect(help[1].first?.hasPrefix("rules are dedicatedApiUser, dualControl, ip, ") == true)
  }

  @Test func everyRuleThatCanBeLiftedMayBeNamed() throws {
    let rules = [
      "dedicatedApiUser", "dualControl", "ip", "ip.classes", "ip.classes.private", "ip.maxEntries",
      "ip.minPrefix", "ip.minPrefix.v4", "keysPerUser", "rotation", "rotation.maxAge",
      "rotation.overlap", "segregation", "unrestricted", "unrestricted.read", "unstatedNetworks",
      "wildcards",
    ]
    let found = try diagnostics(
      head + rules.map { exception(amy, $0) }.joined(), beside: open)
    #expect(!found.contains { $0.code == .exceptionRule })
  }

  @Test func anExceptionThatIsNeededIsNotSpokenOf() throws {
    try expectFindings(head + exception(amy, "unrestricted.trade"), beside: open, in: .prod)
    try expectFindings(head + exception(amy, "unrestricted"), beside: open, in: .prod)
  }

  @Test func theEndIsSpokenOfThirtyDaysBefore() throws {
    let rule = "unrestricted.trade"
    try expectFindings(
      head
        + exception(
          amy, rule,
          "  # WARNING exception-ends: this exception ends on 2026-12-01 00:00Z, in 30 days; then "
            + "`unrestricted.trade` holds for TraderAuthorization/harbour/amy again",
          until: "⟦2026-12-01T00:00:00Z⟧"),
      beside: open, in: .prod)
    try expectFindings(
      head
        + exception(
          amy, rule,
          "  # WARNING exception-ends: this exception ends on 2026-11-01 23:00Z, within a day; "
            + "then `unrestricted.trade` holds for TraderAuthorization/harbour/amy again",
          until: "⟦2026-11-01T23:00:00Z⟧"),
      beside: open, in: .prod)
    try expectFindings(
      head + exception(amy, rule, until: "2026-12-01T00:00:01Z"), beside: open, in: .prod)
  }

  @Test func anExceptionThatHasEndedLiftsNothing() throws {
    let marked = open.replacing(
      "ipWhitelists: [open]}", with: "ipWhitelists: ⟦[open]⟧}  # WARNING networks-unrestricted")
    try expectFindings(
      head
        + exception(
          amy, "unrestricted.trade",
          "  # WARNING exception-ended: this exception ended on 2026-11-01 00:00Z: "
            + "`unrestricted.trade` holds again for TraderAuthorization/harbour/amy",
          until: "⟦2026-11-01T00:00:00Z⟧") + "---\n"
        + marked, in: .prod)
  }

  @Test func aPrincipalThatDoesNotExistIsAWarning() throws {
    try expectFindings(
      head
        + exception(
          "⟦TraderAuthorization/harbour/ami⟧", "unrestricted.trade",
          "  # WARNING exception-principal: there is no TraderAuthorization/harbour/ami")
        + exception(
          "⟦TraderAuthorization/habour/amy⟧", "unrestricted.trade",
          "  # WARNING exception-principal: there is no TraderAuthorization/habour/amy")
        // Nothing of this kind is seen: the institution may declare it in a tree of its own.
        + exception("BrokerApplication/harbour/platform/robot", "unrestricted.trade"),
      beside: open)
    try expectFindings(
      head
        + exception(
          "⟦BrokerApplication/harbour/platform/amy⟧", "dedicatedApiUser",
          "  # WARNING exception-principal: there is no BrokerApplication/harbour/platform/amy"),
      beside: World.broker)
    let help = try diagnostics(
      head + exception("TraderAuthorization/harbour/ami", "unrestricted.trade"), beside: open
    ).flatMap(\.help)
    #expect(help == ["did you mean TraderAuthorization/harbour/amy?"])
  }

  @Test func anExceptionThatNothingNeedsIsAWarning() throws {
    try expectFindings(
      head
        + exception(
          "⟦TraderAuthorization/harbour/ben⟧", "unrestricted.trade",
          "  # WARNING exception-idle: TraderAuthorization/harbour/ben breaks no rule "
            + "`unrestricted.trade`, so nothing needs this exception")
        + exception("⟦\(amy)⟧", "wildcards", "  # WARNING exception-idle")
        // Keys may need these; manifests do not show it.
        + exception(amy, "ip.classes.private") + exception(amy, "keysPerUser")
        + exception(amy, "rotation.maxAge") + exception(amy, "dualControl"),
      beside: open.replacing("[open]", with: "[front]"), in: .prod)
  }

  @Test func anExceptionInThePolicyThatDoesNotAskLiftsNothing() throws {
    let strict =
      "---\n" + World.head("KeyPolicy", "strict")
      + "spec:\n  unrestricted: {trade: refuse}\n  exceptions:\n"
    let tiered = open.replacing(
      #"gold: {endpoints: ["*"]}"#, with: #"gold: {endpoints: ["*"], keyPolicy: strict}"#)
    let loud = tiered.replacing(
      "ipWhitelists: [open]}", with: "ipWhitelists: ⟦[open]⟧}  # ERROR networks-unrestricted")
    try expectFindings(
      head
        + exception(
          "⟦\(amy)⟧", "unrestricted.trade",
          "  # WARNING exception-idle: this exception lifts nothing: another key policy asks "
            + "TraderAuthorization/harbour/amy for `unrestricted.trade` too") + strict
        + exception("TraderAuthorization/harbour/ben", "keysPerUser") + "---\n"
        + loud, in: .prod)
    // That of the tier leaves what the default policy asks: a warning in place of an error.
    let quiet = tiered.replacing(
      "ipWhitelists: [open]}", with: "ipWhitelists: ⟦[open]⟧}  # WARNING networks-unrestricted")
    try expectFindings(
      strict.replacing("---\n", with: "") + exception(amy, "unrestricted.trade") + "---\n" + quiet,
      in: .prod)
  }

  @Test func alsoARuleThatKeysMayNeedIsLiftedByThePolicyThatAsks() throws {
    let tiered = World.trading.replacing(
      #"gold: {endpoints: ["*"]}"#, with: #"gold: {endpoints: ["*"], keyPolicy: strict}"#)
    let text =
      "---\n" + World.items("TraderAuthorization", of: "harbour")
      + "  amy: {application: desks, accountScope: listed, accounts: [book], "
      + "endpoints: [market.*], ipWhitelists: [home]}\n---\n"
      + World.items("IPWhitelist", of: "harbour")
      + "  home: {mode: restricted, entries: [{cidr: ⟦10.0.0.0/28⟧}]}  # ERROR special-addresses\n"
    let strict =
      "---\n" + World.head("KeyPolicy", "strict") + "spec: {ip: {classes: {private: refuse}}}\n"
    try expectFindings(
      head + exception("⟦\(amy)⟧", "ip.classes.private", "  # WARNING exception-idle") + text,
      beside: tiered + strict, in: .prod)
  }

  @Test func aDeskIsReportedForThoseWhoAreNotExcepted() throws {
    let desks =
      World.items("TraderAuthorization", of: "harbour")
      + "  amy: {desk: one}\n  ben: {desk: one}\n  mei: {desk: one}\n---\n"
      + World.items("IPWhitelist", of: "harbour") + "  open: {mode: unrestricted}\n---\n"
      + World.items("Desk", of: "harbour")
    let fields = "application: desks, accountScope: listed, accounts: [book]"
    let one = "  one: {\(fields), endpoints: [trade.order.place], ipWhitelists: "
    let names = ["amy", "ben", "mei"].map { "TraderAuthorization/harbour/\($0)" }
    try expectFindings(
      head + names.map { exception($0, "unrestricted") }.joined() + "---\n" + desks + one
        + "[open]}\n", beside: World.trading, in: .prod)
    try expectFindings(
      head + names.prefix(2).map { exception($0, "unrestricted.trade") }.joined() + "---\n" + desks
        + one + "⟦[open]⟧}  # WARNING networks-unrestricted: 1 of the 3 traders of "
        + "Desk/harbour/one (`mei`) holds class trade without any address restriction: "
        + "`trade.order.place`\n", beside: World.trading, in: .prod)
    try expectFindings(
      head + names.suffix(2).map { exception($0, "unrestricted.trade") }.joined() + "---\n" + desks
        + one + "⟦[open]⟧}  # WARNING networks-unrestricted: 1 of the 3 traders of "
        + "Desk/harbour/one (`amy`) holds class trade without any address restriction: "
        + "`trade.order.place`\n", beside: World.trading, in: .prod)
  }

  @Test func theOtherRulesOfAPrincipalAreLiftedAlike() throws {
    let fields = "application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front]"
    let text =
      World.items("Desk", of: "harbour") + "  one: {\(fields), endpoints: [trade.*]}\n"
      + "  two: {\(fields), endpoints: [broker.account.open, broker.cash.move]}\n---\n"
      + World.items("TraderAuthorization", of: "harbour")
      + "  amy: {desk: one}\n  ben: {desk: two}\n---\n"
      + World.items("EndpointGrant", of: "harbour")
      + "  cash: {application: platform, endpoints: [broker.cash.*], reason: Cash}\n"
    let persons = World.broker.replacing("robot, robot-2]", with: "robot, raj]")
    let api = "BrokerApplication/harbour/platform/"
    try expectFindings(
      head + exception(amy, "wildcards")
        + exception("TraderAuthorization/harbour/ben", "segregation")
        + exception(api + "robot", "wildcards") + exception(api + "raj", "wildcards")
        + exception(api + "raj", "dedicatedApiUser") + "---\n" + text, beside: persons, in: .prod)
  }

  @Test func aListIsExcusedWhereEverybodyWhomItBoundsIsExcepted() throws {
    let list =
      World.items("IPWhitelist", of: "harbour")
      + "  home: {mode: restricted, entries: [{cidr: ⟦10.0.0.0/28⟧}]}"
    let trader =
      "---\n" + World.items("TraderAuthorization", of: "harbour")
      + "  amy: {application: desks, accountScope: listed, accounts: [book], "
      + "endpoints: [market.*], ipWhitelists: [home]}\n"
    let policy = head + exception(amy, "ip.classes.private") + "---\n"
    let quiet = list.replacing("⟦", with: "").replacing("⟧", with: "") + "\n"
    let loud = list + "  # ERROR special-addresses\n"
    try expectFindings(policy + quiet + trader, beside: World.trading, in: .prod)
    try expectFindings(
      policy + loud + trader + trader.replacing("amy:", with: "ben:"), beside: World.trading,
      in: .prod)
    try expectFindings(
      policy
        + loud.replacing("home: {", with: "home: {institutionWide: true, ").replacing(
          "}]}", with: "}, {cidr: 81.2.9.0/28}]}") + trader
        + "---\n" + World.items("TraderAuthorization", of: "harbour") + "  ben: {desk: equities}\n",
      beside: World.trading, in: .prod)
  }
}
