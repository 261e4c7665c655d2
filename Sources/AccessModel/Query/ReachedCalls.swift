package import Diagnostics

/// Calls that a principal can make: endpoints, each on accounts or on none, from addresses.
package struct ReachedCalls: Hashable, Sendable {
  /// One account with the endpoints that reach it.
  package struct OnAccount: Hashable, Sendable {
    package let account: Text
    package let endpoints: EndpointSet
  }

  /// The endpoints that need no account.
  package let withoutAccount: EndpointSet
  /// By name, ascending; none without an endpoint.
  package let onAccounts: [OnAccount]
  package let networks: AddressSet

  package init(withoutAccount: EndpointSet, onAccounts: [OnAccount], networks: AddressSet) {
    self.withoutAccount = withoutAccount
    self.onAccounts = onAccounts
    self.networks = networks
  }

  /// Groups of endpoint ids on the same accounts, as an access impact has them; ids that the table
  /// lacks are left out.
  ///
  /// A gained endpoint is gained from all addresses that the principal has afterwards, and a gained
  /// address for all of its endpoints: ask about each with the other side whole.
  package init(
    _ groups: some Sequence<(endpoints: [Text], accounts: [Text]?)>, networks: AddressSet,
    in table: EndpointTable
  ) {
    var withoutAccount = table.none
    var byAccount: [Text: EndpointSet] = [:]
    for group in groups {
      var rows = table.none
      for place in group.endpoints.lazy.compactMap(table.place) { rows.insert(place) }
      guard let accounts = group.accounts else {
        withoutAccount.formUnion(rows)
        continue
      }
      for account in accounts { byAccount[account, default: table.none].formUnion(rows) }
    }
    self.init(
      withoutAccount: withoutAccount, onAccounts: Self.sorted(byAccount), networks: networks)
  }

  package static func none(in table: EndpointTable) -> ReachedCalls {
    ReachedCalls(withoutAccount: table.none, onAccounts: [], networks: AddressSet())
  }

  package var isEmpty: Bool { withoutAccount.isEmpty && onAccounts.isEmpty }

  /// Every endpoint of a call.
  package var endpoints: EndpointSet {
    onAccounts.reduce(into: withoutAccount) { $0.formUnion($1.endpoints) }
  }

  static func sorted(_ byAccount: [Text: EndpointSet]) -> [OnAccount] {
    byAccount.filter { !$0.value.isEmpty }
      .map { OnAccount(account: $0.key, endpoints: $0.value) }
      .sorted { $0.account < $1.account }
  }
}

extension AccessView {
  /// Effective access as calls, each account once.
  package func calls(from access: EffectiveAccess) -> ReachedCalls {
    var withoutAccount = access.rows
    var byAccount: [Text: EndpointSet] = [:]
    for riskClass in EndpointTable.RiskClass.allCases {
      let scoped = accountScoped[Int(riskClass.rawValue)]
      withoutAccount.subtract(scoped)
      let rows = access.rows.intersection(scoped)
      guard !rows.isEmpty else { continue }
      for account in access.accounts[riskClass] {
        byAccount[account, default: register.table.none].formUnion(rows)
      }
    }
    return ReachedCalls(
      withoutAccount: withoutAccount, onAccounts: ReachedCalls.sorted(byAccount),
      networks: access.networks)
  }
}
