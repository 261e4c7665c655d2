import AccessModel
import Diagnostics

extension Estate {
  static let amy: Text = "TraderAuthorization/harbour/amy"
  static let robot: Text = "BrokerApplication/harbour/platform/robot"

  /// A firm in prod with a licence and a tier, one trader at a desk and one API user, all approved.
  static let harbour: Estate = {
    var estate = Estate()
    estate.set("EndpointCatalogue/main", ["version": "1", "endpoints": .list(rows)])
    estate.set("Tier/gold", ["endpoints": ["*"]])
    estate.set(
      "Institution/harbour",
      [
        "legalName": "Harbour", "country": "HK", "openingEmail": "ops@harbour.example",
        "licence": ["held": true], "tier": "gold",
      ])
    for (name, ownership, number) in [
      ("book", "proprietary", "8001"), ("spare", "proprietary", "8002"),
      ("client", "client", "8003"),
    ] {
      estate.set(
        "Account/harbour/\(name)",
        ["number": "\(number)", "type": "CASH", "ownership": "\(ownership)"])
    }
    estate.set("PortalUser/harbour/amy", ["email": "amy@harbour.example"])
    estate.set(
      "PortalUser/harbour/robot",
      [
        "email": "robot@harbour.example", "userType": "dedicated",
        "accountRights": [["accounts": ["*"], "rights": ["view", "trade"]]],
      ])
    estate.set(
      "IPWhitelist/harbour/office",
      ["mode": "restricted", "entries": [["cidr": "203.0.113.0/26"]]])
    estate.set(
      "TradingApplication/harbour/desks", ["purpose": "Orders", "requestedEndpoints": ["*"]])
    estate.set(
      "Desk/harbour/equities",
      [
        "application": "desks", "accountScope": "listed", "accounts": ["book"],
        "endpoints": ["market.*", "trade.*"], "ipWhitelists": ["office"],
      ])
    estate.set("TraderAuthorization/harbour/amy", ["desk": "equities"])
    estate.addPlatform()
    return estate
  }()

  private mutating func addPlatform() {
    set(
      "BrokerApplication/harbour/platform",
      [
        "integrationModel": "Server", "useCases": ["Orders"], "requestedEndpoints": ["*"],
        "apiUsers": ["robot"], "contact": "ida",
      ])
    set(
      "EndpointGrant/harbour/orders",
      ["application": "platform", "endpoints": ["broker.*", "trade.order.place"]])
    approve("TradingApplication/harbour/desks")
    approve("BrokerApplication/harbour/platform", boundary: ["*"])
  }

  /// Endpoints of every sort.
  static let rows: [Draft] = [
    row("auth.token.create", "admin", ["flags": ["base"], "accountScoped": false]),
    row("broker.account.open", "admin"), row("broker.cash.move", "funds"),
    row("market.depth.get", "read", ["accountScoped": false]),
    row("market.quote.get", "read", ["accountScoped": false]),
    row("trade.order.list", "read"), row("trade.order.place", "trade"),
    row("trade.old.place", "trade", ["removedOn": "2026-12-01T00:00:00Z"]),
    row("trade.us.place", "trade", ["regions": ["us"]]),
  ]

  static func row(_ id: String, _ riskClass: String, _ more: [String: Draft] = [:]) -> Draft {
    let fields: [String: Draft] = [
      "id": .text(id), "method": "POST", "path": .text("/\(id)"), "group": "all",
      "class": .text(riskClass),
    ]
    return .object(fields.merging(more) { $1 })
  }

  /// The catalogue with other rows.
  mutating func setRows(_ rows: [Draft]) {
    set("EndpointCatalogue/main", ["version": "1", "endpoints": .list(rows)])
  }
}
