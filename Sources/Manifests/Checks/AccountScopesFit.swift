import AccessModel
import Diagnostics

extension Check {
  /// Access to every account, also later ones, is acknowledged.
  static let scopesAreAcknowledged = Check("scopes are acknowledged") { state, findings in
    DeclaredScope.forEachOwn(in: state) { scope in
      guard scope.isAll, !scope.isAcknowledged else { return }
      findings.append(
        Finding(
          .error, .scopeNotAcknowledged, "all-portal-accounts is not acknowledged",
          at: Site(scope.index, "accountScope"),
          help: "add acknowledged: true if every account, also later ones, is meant",
          "or write accountScope: listed and the accounts"))
    }
  }

  /// `listed` names accounts and `all-portal-accounts` names none.
  static let scopesFitAccounts = Check("scopes fit accounts") { state, findings in
    DeclaredScope.forEachOwn(in: state) { scope in
      switch (scope.isAll, scope.hasAccounts) {
      case (true, true):
        findings.append(
          Finding(
            .error, .scopeAccounts,
            "all-portal-accounts reaches every account, and some are listed",
            at: Site(scope.index, "accountScope"),
            help: "write accountScope: listed, or remove `accounts`"))
      case (false, false):
        findings.append(
          Finding(
            .error, .scopeAccounts, "accountScope is listed, and no account is",
            at: Site(scope.index, "accountScope"), help: "add `accounts`"))
      case (true, false), (false, true): break
      }
    }
  }
}

/// The accounts that a desk or authorization says it reaches.
private struct DeclaredScope {
  let index: Int
  let isAll: Bool
  let isAcknowledged: Bool
  let hasAccounts: Bool

  static func forEachOwn(in state: DesiredState, _ body: (DeclaredScope) -> Void) {
    visit(.desk, DeskFields.accountScope, DeskFields.acknowledged, DeskFields.accounts, state, body)
    visit(
      .traderAuthorization, TraderAuthorizationFields.accountScope,
      TraderAuthorizationFields.acknowledged, TraderAuthorizationFields.accounts, state, body)
  }

  private static func visit(
    _ kind: Kind, _ scope: Slot, _ acknowledged: Slot, _ accounts: Slot, _ state: DesiredState,
    _ body: (DeclaredScope) -> Void
  ) {
    for (index, resource) in state.own(kind) {
      guard let word = resource[scope].text else { continue }
      body(
        DeclaredScope(
          index: index, isAll: word.is("all-portal-accounts"),
          isAcknowledged: resource[acknowledged].boolean ?? false,
          hasAccounts: !resource[accounts].isAbsent))
    }
  }
}
