import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// A firm with an approved application, two traders on one desk and a catalogue of six endpoints.
struct AccessEstate {
  static let now = "2026-11-20T09:00:00Z"
  private(set) var resources: [Address: Resource]
  var environment = Deployment.Environment.sandbox

  init() {
    let firm = "harbour"
    resources = Dictionary(
      byAddress: [
        Self.catalogue(), Estate.institution(firm), Estate.user("amy", isAdmin: true),
        Estate.user("ben"), Estate.user("cora"), Self.account("main", "80010001"),
        Estate.resource(
          "PermissionSet", "orders", "{include: [trade.order.*], exclude: [trade.order.cancel]}"),
        Estate.resource(
          "TradingApplication", "desks", "{purpose: trading, requestedEndpoints: [\"*\"]}", of: firm
        ),
        Self.list("office", "{cidr: 203.0.113.0/24}"),
        Self.desk("[set:orders, market.quote.*]", ", ipWhitelists: [office]"),
        Estate.resource("TraderAuthorization", "ben", "{desk: equities}", of: firm),
        Estate.resource("TraderAuthorization", "cora", "{desk: equities}", of: firm),
        Self.review(pinned: "[trade.order.place, trade.order.cancel, funds.transfer.create]"),
      ])
  }

  // MARK: Parts

  static func catalogue(
    place: String = "class: trade", _ extra: String = "", alias: String = "/v1/orders"
  ) -> Resource {
    func row(_ id: String, _ rest: String) -> String {
      "{id: \(id), method: POST, path: /\(id), group: g, \(rest)}"
    }
    let rows = [
      row("trade.order.place", "\(place), aliases: [\(alias)]"),
      row("trade.order.cancel", "class: trade"),
      row("market.quote.get", "class: read, accountScoped: false"),
      row("market.quote.list", "class: read"), row("funds.transfer.create", "class: funds"),
      row("auth.token.create", "class: admin, flags: [base], accountScoped: false"),
    ]
    let all = (rows + (extra.isEmpty ? [] : [row(extra, "class: read")])).joined(separator: ", ")
    return Estate.resource("EndpointCatalogue", "hk", "{version: \"1\", endpoints: [\(all)]}")
  }

  static func account(_ name: String, _ number: String, _ extra: String = "") -> Resource {
    Estate.resource(
      "Account", name, "{number: \"\(number)\", type: MARGIN, ownership: proprietary\(extra)}",
      of: "harbour")
  }

  static func list(_ name: String, _ entries: String) -> Resource {
    Estate.resource(
      "IPWhitelist", name, "{mode: restricted, entries: [\(entries)]}", of: "harbour")
  }

  static func desk(_ endpoints: String, _ extra: String = "") -> Resource {
    Estate.resource(
      "Desk", "equities",
      "{application: desks, accountScope: all-portal-accounts, acknowledged: true, "
        + "endpoints: \(endpoints)\(extra)}", of: "harbour")
  }

  static func review(state: String = "approved", pinned: String) -> Resource {
    Estate.resource(
      "Review", "TradingApplication.desks", "{state: \(state), pinned: \(pinned)}", of: "harbour")
  }

  // MARK: Changes

  /// The changes that bring in `new` and take away what stands at `gone`.
  func changes(_ new: [Resource], without gone: [Address] = []) -> [Change] {
    new.map { resource in
      resources[resource.address].map { Estate.update($0, resource) } ?? Estate.create(resource)
    } + gone.compactMap { resources[$0].map(Estate.delete) }
  }

  func planned(_ changes: [Change]) -> [Resource] {
    var after = resources
    for change in changes {
      if let old = change.before?.resource { after[old.address] = nil }
      if let new = change.after?.resource { after[new.address] = new }
    }
    return Array(after.values)
  }

  func effects(
    _ changes: [Change], rules: [GuardrailSettings.Rule] = []
  ) throws -> PlanEffects {
    Effects.of(
      changes, planned: planned(changes),
      deployment: Deployment(environment: environment, region: "hk"),
      at: try Instant(parsing: Text(Self.now)), rules: rules)
  }

  /// The estate after changes.
  func after(_ changes: [Change]) -> AccessEstate {
    var copy = self
    copy.resources = Dictionary(byAddress: planned(changes))
    return copy
  }

  /// What each principal gains and loses, as `ben + trade.order.place on main, - 203.0.113.0/25`.
  func summary(_ new: [Resource], without gone: [Address] = []) throws -> [String] {
    try effects(changes(new, without: gone)).access.map { impact in
      let parts =
        Self.words("+", impact.gained) + Self.words("-", impact.lost)
      return "\(impact.principal.resource.name): \(parts.joined(separator: "; "))"
    }
  }

  private static func words(_ sign: String, _ share: AccessShare) -> [String] {
    share.groups.map { group in
      let ids = group.endpoints.map(\.string).joined(separator: " ")
      let place = group.accounts.map { " on \($0.map(\.string).joined(separator: " "))" } ?? ""
      return "\(sign) \(ids)\(place)"
    } + share.networks.map { "\(sign) \($0.text)" }
  }
}
