import AccessModel
import Diagnostics
import Plans
import TestSupport

/// Impacts to render.
enum ImpactSamples {
  static func trader(_ name: String, of institution: String = "harbour-capital") -> PrincipalAddress
  {
    PrincipalAddress(.trader(institution: Text(institution), authorization: Text(name)))
  }

  static func texts(_ words: String) -> [Text] { words.split(separator: " ").map { Text($0) } }

  static func group(_ endpoints: String, on accounts: String?) -> AccessShare.Group {
    AccessShare.Group(
      endpoints: texts(endpoints).sorted(), accounts: accounts.map { texts($0).sorted() })
  }

  static func share(_ groups: [AccessShare.Group], _ networks: String = "") -> AccessShare {
    let blocks = texts(networks).compactMap { try? CIDR(parsing: $0) }
    return AccessShare(
      groups: groups.sorted { $0.endpoints[0] < $1.endpoints[0] },
      networks: AddressSet(blocks).blocks)
  }

  static func impact(
    _ principal: PrincipalAddress, gained: AccessShare = .nothing, lost: AccessShare = .nothing,
    keys: String = "", isEverything: Bool = false
  ) -> AccessImpact {
    AccessImpact(
      principal: principal, gained: gained, lost: lost, keys: texts(keys),
      because: [principal.resource], isEverything: isEverything)
  }

  /// The effects of `impacts`, with the class of every endpoint as its words say.
  static func effects(_ impacts: [AccessImpact]) -> PlanEffects {
    var effects = PlanEffects(access: impacts.sorted { $0.principal < $1.principal })
    for impact in impacts {
      for group in impact.gained.groups + impact.lost.groups {
        for id in group.endpoints where effects.classes[id] == nil {
          effects.classes[id] = riskClass(id)
        }
      }
    }
    return effects
  }

  static func riskClass(_ id: Text) -> EndpointTable.RiskClass {
    let words = id.string
    if words.contains("transfer") || words.contains("journal") { return .funds }
    if words.contains("opening") || words.contains("password") { return .admin }
    if words.contains("order.") { return .trade }
    return .read
  }

  private static let orders = "trade.order.place trade.order.replace trade.order.cancel"

  /// Like the example of the specification.
  static var mockup: PlanEffects {
    let lost = share([group(orders, on: "eq-prop opt-prop")])
    let gained = share(
      [
        group(
          orders + " trade.order.get trade.position.list trade.cash.get trade.deal.list "
            + "account.asset.get account.flow.list account.info.get", on: "opt-prop"),
        group("market.option.chain market.option.quote market.option.greeks", on: nil),
      ], "198.51.100.0/27")
    var effects = effects([
      impact(trader("fay-ma"), lost: lost, keys: "AK7QX2"),
      impact(trader("gus-tam"), lost: lost, keys: "AK31TT AK31TT#1"),
      impact(trader("hana-li"), lost: share([], "198.51.100.0/27"), keys: "AK9B0M AK9B0P"),
      impact(trader("ben-yip"), gained: gained, keys: "AK5C7H"),
      impact(trader("cora-ip"), gained: gained),
    ])
    effects.classes["trade.order.get"] = .read
    effects.unchanged = 8
    effects.later = [
      LaterChange(
        at: instant("2027-02-26T10:00:00Z"), principal: trader("gus-tam"),
        what: "ends and loses everything (33 endpoints)")
    ]
    effects.overrides = [
      StandingOverride(
        address: trader("ivan-ko").resource, state: "suspended", incident: "INC-123",
        since: instant("2026-11-18T02:10:00Z"))
    ]
    return effects
  }

  static func instant(_ text: String) -> Instant {
    guard let instant = try? Instant(parsing: Text(text)) else {
      preconditionFailure("no instant: \(text); this is a bug in mandate")
    }
    return instant
  }

  /// One read row and one trade row for everybody at `institutions` institutions, each with
  /// account names of its own, and a few who lose everything.
  static func wide(institutions: Int, traders: Int) -> PlanEffects {
    var impacts: [AccessImpact] = []
    for number in 0..<institutions {
      let name = "firm-\(number)"
      let accounts = (0...number % 4).map { "\(name)-\($0)" }.joined(separator: " ")
      let gained = share([
        group("trade.order.preview", on: accounts), group("market.news.list", on: nil),
      ])
      let all = share([group(orders, on: accounts)], "203.0.113.0/26")
      for trader in 0..<traders {
        let principal = self.trader("t\(trader)", of: name)
        impacts.append(
          trader == 7
            ? impact(principal, lost: all, isEverything: true) : impact(principal, gained: gained))
      }
    }
    return effects(impacts)
  }
}
