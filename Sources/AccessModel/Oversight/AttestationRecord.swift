package import Diagnostics

/// What somebody said of a principal's access when it was last reviewed.
package struct AttestationRecord: Hashable, Sendable {
  package enum Decision: String, CaseIterable, Sendable {
    case keep, remove
  }

  package let principal: PrincipalAddress
  package let decision: Decision
  package let at: Instant
  /// The actor, as written.
  package let by: Text
  /// The digest of the access that was looked at.
  package let access: Digest
  package let note: Text?

  package init(
    principal: PrincipalAddress, decision: Decision, at: Instant, by: Text, access: Digest,
    note: Text?
  ) {
    self.principal = principal
    self.decision = decision
    self.at = at
    self.by = by
    self.access = access
    self.note = note
  }

  /// What was recorded of `principal`; a part that is missing is our bug, for rows are read strictly.
  package init(_ resource: Resource, of principal: PrincipalAddress) {
    typealias Fields = AttestationFields
    guard
      let decision = resource[Fields.decision].text.flatMap({ Decision(rawValue: $0.string) }),
      let at = resource[Fields.at].instant, let by = resource[Fields.by].text,
      let access = resource[Fields.access].text.flatMap({ Digest(Text("sha256:\($0)")) })
    else { preconditionFailure("a stored attestation lacks a part; this is a bug in mandate") }
    self.init(
      principal: principal, decision: decision, at: at, by: by, access: access,
      note: resource[Fields.note].text)
  }

  /// The row that records it.
  package var resource: Resource {
    typealias Fields = AttestationFields
    var spec = [Value](repeating: .absent, count: KindDescription.attestation.fields.count)
    spec[Fields.decision.index] = .text(Text(decision.rawValue))
    spec[Fields.at.index] = .text(at.text)
    spec[Fields.by.index] = .text(by)
    spec[Fields.access.index] = .text(Text(access.hexadecimal))
    spec[Fields.note.index] = note.map(Value.text) ?? .absent
    return Resource(
      address: Address(.attestation, of: principal), labels: [], reason: nil, spec: spec)
  }
}
