package import Diagnostics

extension ReachedCalls {
  /// The calls to any of `endpoints`.
  package func narrowed(to endpoints: EndpointSet) -> ReachedCalls {
    ReachedCalls(
      withoutAccount: withoutAccount.intersection(endpoints),
      onAccounts: onAccounts.compactMap { reached in
        let common = reached.endpoints.intersection(endpoints)
        return common.isEmpty ? nil : OnAccount(account: reached.account, endpoints: common)
      }, networks: networks)
  }

  /// The calls on one account and those that need none; nil for an account that does not exist.
  package func narrowed(toAccount account: Text?) -> ReachedCalls {
    ReachedCalls(
      withoutAccount: withoutAccount, onAccounts: onAccounts.filter { $0.account == account },
      networks: networks)
  }

  /// The calls that need an account.
  package var onAccountsOnly: ReachedCalls {
    var none = withoutAccount
    none.subtract(withoutAccount)
    return ReachedCalls(withoutAccount: none, onAccounts: onAccounts, networks: networks)
  }
}
