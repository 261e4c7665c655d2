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
    decide(
      register.table.place(of: question.endpoint), account: question.account,
      address: question.address, gate: gate(of: question.principal),
      nobody: reasonForNobody(question.principal))
  }

  /// As above for the row at `place`, nil for an endpoint that is not in the catalogue, and the gate
  /// of a principal, nil when there is no such principal and the reason is `nobody`.
  package func decide(
    _ place: Int?, account: Text?, address: IPAddress, gate: PrincipalGate?,
    nobody: AccessReason = .notAuthorized
  ) -> AccessReason {
    decide(place, account: account, address: address, gate: gate, nobody: nobody, at: now)
  }

  /// As above at another instant of the span of time that the view stands for.
  func decide(
    _ place: Int?, account: Text?, address: IPAddress, gate: PrincipalGate?,
    nobody: @autoclosure () -> AccessReason, at instant: Instant
  ) -> AccessReason {
    // What is not in force is as unknown as what was never there, whatever it would ask for.
    guard let place, inForce.contains(place) else {
      let isExpired = gate?.isExpired(at: instant) ?? (nobody() == .keyExpired)
      return isExpired ? .keyExpired : .unknownEndpoint
    }
    let shape = shapes[place]
    if shape.needsAccount, account == nil { return .badRequest }
    guard let gate else { return nobody() }
    if gate.isExpired(at: instant) { return .keyExpired }
    return gate.reason(place, shape, account: account, address: address)
  }

  /// Whether there is a call of an endpoint that a principal may make: on the account where one is
  /// given, else on any; from the address where one is given, else from any.
  package func decideAny(
    _ place: Int?, account: Text?, address: IPAddress?, gate: PrincipalGate?
  ) -> AccessReason {
    if let gate, gate.isExpired(at: now) { return .keyExpired }
    guard let place, inForce.contains(place) else { return .unknownEndpoint }
    guard let gate else { return .notAuthorized }
    return gate.reason(place, shapes[place], account: account, address: address)
  }

  /// What decisions about a principal come down to; nil when there is no such principal.
  package func gate(of principal: PrincipalAddress) -> PrincipalGate? {
    facts(of: principal).map { PrincipalGate($0, in: self) }
  }

  /// Why a principal that does not exist is denied: a stop of what its address names comes first,
  /// and before it that it was a key which has ended.
  package func reasonForNobody(_ principal: PrincipalAddress) -> AccessReason {
    if case .retailKey = principal.form {
      if register.retail.hasEnded(principal) { return .keyExpired }
      return register.retail.overrides[principal.resource] == nil ? .notAuthorized : .suspended
    }
    return institution(principal.institution).isStopped(principal) ? .suspended : .notAuthorized
  }
}

extension InstitutionView {
  /// The name of the account that a name or a number means; the name comes first.
  package func accountName(_ text: Text) -> Text? {
    if accountNames.contains(text) { return text }
    return accountNumbers[text]
  }
}
