import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// Every rule of a key policy over every severity, in both sorts of environment, by the default
/// policy and by that of a tier.
@Suite struct PolicyTableTests {
  /// A rule and manifests that break it and nothing else.
  struct Rule: CustomTestStringConvertible, Sendable {
    let field: String
    let code: String
    let manifests: String

    var testDescription: String { field }

    /// The spec of a key policy that says `value` of this rule.
    func spec(_ value: String) -> String {
      field.split(separator: ".").reversed().reduce(value) { "{\($1): \($0)}" }
    }
  }

  static let severities = ["allow", "warn", "refuse"]

  private static func desk(_ endpoint: String, _ lists: String) -> String {
    World.items("Desk", of: "harbour")
      + "  one: {application: desks, accountScope: listed, accounts: [book], "
      + "endpoints: [\(endpoint)], \(lists)}\n---\n" + World.items("IPWhitelist", of: "harbour")
      + "  open: {mode: unrestricted}\n"
  }

  private static func list(_ entries: String) -> String {
    World.items("IPWhitelist", of: "harbour") + "  one: {mode: restricted, entries: [\(entries)]}\n"
  }

  private static let bySeverity: [Rule] =
    [
      ("read", "market.quote.get"), ("trade", "trade.order.place"), ("funds", "broker.cash.move"),
      ("admin", "broker.account.open"),
    ].map {
      Rule(
        field: "unrestricted.\($0.0)", code: "networks-unrestricted",
        manifests: desk($0.1, "ipWhitelists: [open]"))
    }
    + [
      ("documentation", "203.0.113.0/28"), ("private", "10.1.2.0/28"), ("shared", "100.64.0.0/28"),
      ("loopback", "127.0.0.1"), ("linkLocal", "169.254.1.1"), ("multicast", "224.0.0.1"),
      ("reserved", "240.0.0.1"), ("unspecified", "0.0.0.0"),
    ].map {
      Rule(
        field: "ip.classes.\($0.0)", code: "special-addresses",
        manifests: list("{cidr: \"\($0.1)\"}"))
    }
    + [
      Rule(
        field: "unstatedNetworks", code: "networks-unstated",
        manifests: desk("market.quote.get", "accountScope: listed").replacing(
          ", accountScope: listed}", with: "}")),
      Rule(
        field: "dedicatedApiUser", code: "person-api-user",
        manifests: World.head("BrokerApplication", "one", of: "harbour") + """
          spec:
            integrationModel: Server to server
            useCases: [Orders]
            requestedEndpoints: ["*"]
            apiUsers: [amy]
            contact: ida

          """),
    ]

  /// Rules with a limit, one that the manifests break and one that they keep.
  private static let byLimit: [(rule: Rule, broken: String, kept: String)] = [
    (
      Rule(
        field: "ip.maxEntries", code: "list-too-long",
        manifests: list("{cidr: 81.2.3.1}, {cidr: 81.2.3.3}")), "1", "2"
    ),
    (
      Rule(
        field: "ip.minPrefix.v4", code: "block-too-wide", manifests: list("{cidr: 81.2.3.0/27}")),
      "28", "27"
    ),
    (
      Rule(
        field: "ip.minPrefix.v6", code: "block-too-wide",
        manifests: list("{cidr: \"2a00:1:2:3::/64\"}")), "65", "64"
    ),
    (
      Rule(
        field: "usersPerInstitution", code: "too-many-users",
        manifests: World.items("PortalUser", of: "harbour") + "  one: {email: one@x.example}\n"),
      "6", "7"
    ),
    (
      Rule(
        field: "segregation", code: "segregation",
        manifests: desk("set:market, trade.order.list", "ipWhitelists: [front]") + "---\n"
          + World.head("PermissionSet", "orders") + "spec: {include: [trade.order.list]}\n"),
      "[[market, orders]]", "[[market, none]]"
    ),
  ]

  /// How the rule speaks of the manifests that break it, as severities of diagnostics.
  private func said(
    _ rule: Rule, default spec: String?, tier: String? = nil, in project: TestProject
  ) throws -> [String] {
    var world = World.broker
    if let spec { world += "---\n" + World.head("KeyPolicy", "default") + "spec: \(spec)\n" }
    if let tier {
      world = world.replacing(
        #"gold: {endpoints: ["*"]}"#, with: #"gold: {endpoints: ["*"], keyPolicy: strict}"#)
      world += "---\n" + World.head("KeyPolicy", "strict") + "spec: \(tier)\n"
    }
    return try diagnostics(rule.manifests, beside: world, in: project)
      .filter { $0.code.name == rule.code }.map { "\($0.severity)" }
  }

  private static func spoken(_ severity: String) -> [String] {
    switch severity {
    case "allow": []
    case "warn": ["warning"]
    default: ["error"]
    }
  }

  @Test(arguments: bySeverity) func theDefaultPolicySaysHowStrictARuleIs(_ rule: Rule) throws {
    for project in [TestProject.sandbox, .prod] {
      for severity in Self.severities {
        let said = try said(rule, default: rule.spec(severity), in: project)
        #expect(said == Self.spoken(severity), "\(severity) in \(project.environment)")
      }
    }
  }

  @Test(arguments: bySeverity) func theStricterOfDefaultAndTierHolds(_ rule: Rule) throws {
    for (place, held) in Self.severities.enumerated() {
      for (other, asked) in Self.severities.enumerated() {
        let said = try said(
          rule, default: rule.spec(held), tier: rule.spec(asked), in: .sandbox)
        #expect(said == Self.spoken(Self.severities[max(place, other)]), "\(held) and \(asked)")
      }
    }
  }

  @Test(arguments: [
    ("unrestricted.read", "", ""), ("unrestricted.trade", "", "warning"),
    ("unrestricted.funds", "warning", "error"), ("unrestricted.admin", "warning", "error"),
    ("unstatedNetworks", "", "warning"), ("dedicatedApiUser", "warning", "error"),
    ("ip.classes.documentation", "", "error"), ("ip.classes.private", "", "error"),
    ("ip.classes.shared", "error", "error"), ("ip.classes.loopback", "error", "error"),
    ("ip.classes.linkLocal", "error", "error"), ("ip.classes.multicast", "error", "error"),
    ("ip.classes.reserved", "error", "error"), ("ip.classes.unspecified", "error", "error"),
  ]) func whatIsBuiltInHoldsWithoutAPolicy(
    _ field: String, _ sandbox: String, _ prod: String
  ) throws {
    let rule = try #require(Self.bySeverity.first { $0.field == field })
    #expect(try said(rule, default: nil, in: .sandbox).joined() == sandbox)
    #expect(try said(rule, default: nil, in: TestProject(environment: .uat)).joined() == sandbox)
    #expect(try said(rule, default: nil, in: .prod).joined() == prod)
  }

  @Test func whatIsBeyondALimitWarnsOutsideProdAndIsRefusedThere() throws {
    for (rule, broken, kept) in Self.byLimit {
      let wide = rule.spec(kept)
      #expect(try said(rule, default: wide, in: .sandbox) == [], "\(rule.field)")
      #expect(try said(rule, default: wide, in: .prod) == [], "\(rule.field)")
      let narrow = rule.spec(broken)
      #expect(try said(rule, default: narrow, in: .sandbox) == ["warning"], "\(rule.field)")
      #expect(try said(rule, default: narrow, in: .prod) == ["error"], "\(rule.field)")
      // A tier tightens, and cannot loosen.
      #expect(try said(rule, default: wide, tier: narrow, in: .prod) == ["error"], "\(rule.field)")
      #expect(try said(rule, default: narrow, tier: wide, in: .prod) == ["error"], "\(rule.field)")
    }
  }

  @Test func theDefaultMayLoosenWhatIsBuiltInForProd() throws {
    let entries = (0..<31).map { "{cidr: 81.2.3.\($0 * 2)}" }.joined(separator: ", ")
    let many = Rule(field: "ip.maxEntries", code: "list-too-long", manifests: Self.list(entries))
    #expect(try said(many, default: nil, in: .prod) == ["error"])
    #expect(try said(many, default: many.spec("31"), in: .prod) == [])
    let wide = Rule(
      field: "ip.minPrefix.v4", code: "block-too-wide", manifests: Self.list("{cidr: 81.2.0.0/23}"))
    #expect(try said(wide, default: nil, in: .prod) == ["error"])
    #expect(try said(wide, default: wide.spec("23"), in: .prod) == [])
    let duties = Rule(
      field: "segregation", code: "segregation",
      manifests: Self.desk("broker.account.open, broker.cash.move", "ipWhitelists: [front]"))
    #expect(try said(duties, default: nil, in: .prod) == ["error"])
    #expect(try said(duties, default: nil, in: .sandbox) == ["warning"])
    #expect(try said(duties, default: duties.spec("[[market, broker-treasury]]"), in: .prod) == [])
  }

  @Test func aWildcardOfAClassThatIsNotListedIsAnErrorEverywhere() throws {
    let rule = Rule(
      field: "wildcards", code: "wildcard-grants",
      manifests: Self.desk("trade.*", "ipWhitelists: [front]"))
    for project in [TestProject.sandbox, .prod] {
      #expect(try said(rule, default: rule.spec("[read]"), in: project) == ["error"])
      #expect(try said(rule, default: rule.spec("[trade, funds]"), in: project) == ["error"])
      #expect(try said(rule, default: rule.spec("[read, trade]"), in: project) == [])
      #expect(
        try said(rule, default: rule.spec("[read, trade]"), tier: rule.spec("[read]"), in: project)
          == ["error"])
    }
    #expect(try said(rule, default: nil, in: .sandbox) == [])
    #expect(try said(rule, default: nil, in: .prod) == ["error"])
  }

  @Test func theKeysOfAUserAreCountedByTheStricterLimit() throws {
    func limit(_ policies: String, _ environment: Deployment.Environment) throws -> Int {
      let world = World.trading.replacing(
        #"gold: {endpoints: ["*"]}"#, with: #"gold: {endpoints: ["*"], keyPolicy: strict}"#)
      let loaded = LoadedTree(world + "---\n" + World.items("KeyPolicy") + policies)
      var book = PolicyBook(for: environment, at: try TestProject.sandbox.instant) { address in
        loaded.resources.first { $0.address == address }
      }
      return book.policy(of: "harbour").keysPerUserMax
    }
    #expect(try limit("  strict: {}\n", .prod) == 5)
    #expect(try limit("  strict: {}\n", .sandbox) == 10)
    #expect(try limit("  default: {keysPerUser: 50}\n  strict: {}\n", .prod) == 50)
    #expect(
      try limit("  default: {keysPerUser: 50}\n  strict: {keysPerUser: 7}\n", .prod) == 7)
    #expect(try limit("  strict: {keysPerUser: 7}\n", .prod) == 5)
  }
}
