package import AccessModel
package import Diagnostics

/// An endpoint of class funds or admin that somebody may call while no test speaks about it.
package struct UntestedPrivilege: Hashable, Sendable {
  package let endpoint: Text
  package let riskClass: EndpointTable.RiskClass
  /// How many hold it without a test about them and it.
  package let holders: Int
  /// The first of them.
  package let example: PrincipalAddress

  package init(
    endpoint: Text, riskClass: EndpointTable.RiskClass, holders: Int, example: PrincipalAddress
  ) {
    self.endpoint = endpoint
    self.riskClass = riskClass
    self.holders = holders
    self.example = example
  }
}
