package import Diagnostics

/// A rule of a key policy that does not hold for one principal until a date.
package struct PolicyException: Sendable {
  package let principal: Text
  /// As an exception names it.
  package let rule: Text
  package let validUntil: Instant?
  /// `validUntil` as the register keeps it.
  package let validUntilText: Text?

  package func isLive(at now: Instant) -> Bool { validUntil.map { now < $0 } ?? false }
}

extension Resource {
  /// The exceptions of a key policy.
  package var policyExceptions: [PolicyException] {
    self[KeyPolicyFields.exceptions].elements.compactMap { value in
      guard let principal = value[KeyPolicyFields.exceptionPrincipal].text,
        let rule = value[KeyPolicyFields.exceptionRule].text
      else { return nil }
      let end = value[KeyPolicyFields.exceptionUntil].text
      return PolicyException(
        principal: principal, rule: rule,
        validUntil: end.flatMap { try? Instant(parsing: $0) }, validUntilText: end)
    }
  }

  /// A key policy as it would be without its exceptions.
  package var withoutExceptions: Resource {
    var spec = spec
    spec[KeyPolicyFields.exceptions.index] = .absent
    return Resource(address: address, labels: labels, reason: reason, spec: spec)
  }
}

extension KeyPolicyFields {
  fileprivate static let exceptionPrincipal = exception.slot("principal")
  fileprivate static let exceptionRule = exception.slot("rule")
  fileprivate static let exceptionUntil = exception.slot("validUntil")
}
