package import Diagnostics

/// The accounts that endpoints of each class reach, sorted by name.
package struct AccountsByClass: Hashable, Sendable {
  package let read: [Text]
  package let trade: [Text]
  package let funds: [Text]
  package let admin: [Text]

  /// The same accounts for every class.
  package init(all names: [Text]) {
    read = names
    trade = names
    funds = names
    admin = names
  }

  /// For each class what `names` gives.
  package init(_ names: (EndpointTable.RiskClass) -> [Text]) {
    read = names(.read)
    trade = names(.trade)
    funds = names(.funds)
    admin = names(.admin)
  }

  package subscript(riskClass: EndpointTable.RiskClass) -> [Text] {
    switch riskClass {
    case .read: read
    case .trade: trade
    case .funds: funds
    case .admin: admin
    }
  }
}

extension EndpointTable.RiskClass {
  /// The right on an account that calls of this class need.
  package var accountRight: StaticString {
    switch self {
    case .read: "view"
    case .trade: "trade"
    case .funds: "funds"
    case .admin: "manage"
    }
  }
}
