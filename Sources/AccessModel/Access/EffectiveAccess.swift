package import Diagnostics

/// What one principal may do at one instant: endpoints, on accounts, from addresses.
package struct EffectiveAccess: Sendable {
  package let principal: PrincipalAddress
  /// The portal user or retail client behind it.
  package let user: Text
  package let validFrom: Instant?
  package let validUntil: Instant?
  /// Never empty; rows of the view's table.
  package let rows: EndpointSet
  package let accounts: AccountsByClass
  /// Never empty.
  package let networks: AddressSet

  /// The accounts that a row reaches; nil when it needs none.
  package func accounts(of row: EndpointTable.Row) -> [Text]? {
    row.needsAccount ? accounts[row.riskClass] : nil
  }
}

extension EndpointTable.Row {
  /// Whether a call names an account; a base row never does.
  package var needsAccount: Bool { isAccountScoped && !isBase }
}
