package import Diagnostics

/// Whether a principal may call an endpoint on an account from an address.
package struct AccessQuestion: Sendable {
  package let principal: PrincipalAddress
  /// The id of an endpoint.
  package let endpoint: Text
  /// Name or number; nil for an endpoint that needs none.
  package let account: Text?
  package let address: IPAddress

  package init(
    principal: PrincipalAddress, endpoint: Text, account: Text?, address: IPAddress
  ) {
    self.principal = principal
    self.endpoint = endpoint
    self.account = account
    self.address = address
  }
}

extension AccessView {
  /// The first reason that applies, in the order of cli section 5.
  package func decide(_ question: AccessQuestion) -> AccessReason {
    let table = register.table
    let place = table.place(of: question.endpoint)
    if let place, table.rows[place].needsAccount, question.account == nil { return .badRequest }
    guard let place, inForce.contains(place) else { return .unknownEndpoint }
    guard let facts = facts(of: question.principal) else { return .notAuthorized }
    return facts.obstacle ?? decide(question, facts, place)
  }

  private func decide(
    _ question: AccessQuestion, _ facts: AccessFacts, _ place: Int
  ) -> AccessReason {
    let row = register.table.rows[place]
    if !row.isBase {
      if !facts.granted.contains(place), facts.grantedAtOtherTimes.contains(place) {
        return .outsideValidity
      }
      if !facts.isLicensed, !unlicensed.contains(place) { return .licenceInactive }
      guard isReached(place, facts) else { return .endpointNotGranted }
      if row.needsAccount, !reaches(question.account, facts, row) { return .accountNotPermitted }
    }
    return facts.networks.contains(question.address) ? .allowed : .addressNotListed
  }

  private func isReached(_ place: Int, _ facts: AccessFacts) -> Bool {
    facts.granted.contains(place) && facts.approved.contains(place)
      && facts.ceiling?.contains(place) ?? true
  }

  private func reaches(
    _ account: Text?, _ facts: AccessFacts, _ row: EndpointTable.Row
  ) -> Bool {
    guard let account,
      let name = institution(facts.principal.institution).accountName(account)
    else { return false }
    return facts.accounts[row.riskClass].contains(name)
  }
}

extension InstitutionView {
  /// The name of the account that a name or a number means; the name comes first.
  package func accountName(_ text: Text) -> Text? {
    if accountNames.contains(text) { return text }
    return accountNumbers[text]
  }
}
