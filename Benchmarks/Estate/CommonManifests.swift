/// What all institutions of an estate share: catalogue, sets, tiers, policies, staff.
enum CommonManifests {
  /// The parts of the API; each has the same ten functions.
  private static let groups = [
    "trade.order", "trade.option", "trade.future", "trade.combo", "asset.balance",
    "asset.position", "market.quote", "market.depth", "market.bar", "market.screener",
    "market.news", "broker.account", "broker.funding", "broker.document", "broker.order",
    "broker.report",
  ]

  private struct Function {
    let name: String
    let method: String
    let riskClass: String
    let rest: String
  }

  private static let functions = [
    Function(name: "get", method: "GET", riskClass: "read", rest: "regions: [hk, us]"),
    Function(name: "list", method: "GET", riskClass: "read", rest: "regions: [hk, us]"),
    Function(
      name: "detail", method: "GET", riskClass: "read",
      rest: "regions: [hk], summary: \"one row with all its parts\""),
    Function(name: "history", method: "GET", riskClass: "read", rest: "flags: [pii]"),
    Function(name: "watch", method: "WS", riskClass: "read", rest: "flags: [stream]"),
    Function(name: "preview", method: "POST", riskClass: "read", rest: "regions: [hk]"),
    Function(name: "place", method: "POST", riskClass: "trade", rest: "flags: [mut]"),
    Function(name: "replace", method: "POST", riskClass: "trade", rest: "flags: [mut]"),
    Function(name: "cancel", method: "DELETE", riskClass: "trade", rest: "flags: [mut]"),
    Function(
      name: "move", method: "POST", riskClass: "funds",
      rest: "flags: [mut], summary: \"moves money or shares\""),
  ]

  /// The ids of the catalogue, in its order.
  static var endpointIDs: [String] {
    groups.flatMap { group in functions.map { "\(group).\($0.name)" } }
  }

  /// A hundred and sixty endpoints.
  static var catalogue: String {
    var text = """
      # The callable endpoints. Grants name the dotted id, never a path.
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: bench-api}
      spec:
        version: "2026-09"
        endpoints:

      """
    for group in groups {
      let path = group.split(separator: ".").joined(separator: "/")
      text += "    # Functions of \(group).\n"
      for function in functions {
        text += """
              - {id: \(group).\(function.name), method: \(function.method), \
          path: /openapi/\(path)/\(function.name), aliases: [/v1/\(path)/\(function.name)],
                 group: \(group), class: \(function.riskClass), \(function.rest)}

          """
      }
    }
    return text
  }

  static let permissionSets = """
    apiVersion: mandate/v1
    kind: PermissionSet
    items:
      # What every trader reads.
      market-basic: {include: [market.*], classes: [read], withoutFlags: [pii]}
      market-full: {include: [market.*], classes: [read]}
      trading-readonly: {include: [trade.*, asset.*], classes: [read]}
      trading-trader:
        include: [trade.order.*, trade.option.*, trade.future.*, trade.combo.*, set:trading-readonly]
        classes: [read, trade]
      trading-cancel: {include: [trade.order.cancel, trade.option.cancel, trade.future.cancel]}
      broker-readonly: {include: [broker.*], classes: [read], withoutFlags: [pii]}
      broker-pii: {include: [broker.*], classes: [read], withFlags: [pii]}
      broker-trading: {include: [broker.order.*], exclude: [broker.order.move]}
      broker-treasury: {include: [broker.funding.*], classes: [funds]}

    """

  static let tiersAndPolicies = """
    # A tier is a ceiling. It grants nothing by itself.
    apiVersion: mandate/v1
    kind: Tier
    items:
      gold: {endpoints: [set:market-full, set:trading-trader, trade.order.move]}
      silver: {endpoints: [set:market-basic, set:trading-trader]}
      partner:
        endpoints: [set:broker-readonly, set:broker-pii, set:broker-trading, set:market-full,
          set:trading-trader]
    ---
    apiVersion: mandate/v1
    kind: KeyPolicy
    metadata: {name: default}
    spec:
      ip: {maxEntries: 50, minPrefix: {v4: 20, v6: 48}}
      rotation: {overlap: P7D, maxAge: P365D}
      usersPerInstitution: 1000

    """

  static let staff = """
    apiVersion: mandate/v1
    kind: StaffMember
    items:
      ops: {email: ops@broker.example, roles: [operations, security]}
      review: {email: review@broker.example, roles: [reviewer]}
      compliance: {email: compliance@broker.example, roles: [compliance]}

    """

  /// The resource by which the changed tree differs.
  static let oneChange = """
    apiVersion: mandate/v1
    kind: StaffMember
    metadata: {name: newcomer, reason: HR-1 begins in November}
    spec: {email: newcomer@broker.example, roles: [reviewer]}

    """
}
