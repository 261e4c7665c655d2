package import AccessModel
package import Diagnostics

/// Rights that somebody came to have at one moment of the past.
package struct AccessGain: Sendable {
  package let at: Instant
  /// The revision that gave them; nil when time alone did.
  package let revision: Int64?
  /// The last revision before or then that changed what the principal's access reads.
  package let source: Int64?
  package let principal: PrincipalAddress
  /// The portal user or retail client, as named then.
  package let user: Text
  package let gained: AccessShare
  /// Whether there was no access before.
  package let isEverything: Bool
  /// The resources that the revision changed and the access reads.
  package let because: [Address]
  /// Who approved the application behind it last.
  package let approval: Approval?

  /// The decision that an application may be used.
  package struct Approval: Hashable, Sendable {
    package let application: Address
    package let by: Text
    package let at: Instant

    package init(application: Address, by: Text, at: Instant) {
      self.application = application
      self.by = by
      self.at = at
    }
  }

  package init(
    at: Instant, revision: Int64?, source: Int64?, principal: PrincipalAddress, user: Text,
    gained: AccessShare, isEverything: Bool, because: [Address], approval: Approval?
  ) {
    self.at = at
    self.revision = revision
    self.source = source
    self.principal = principal
    self.user = user
    self.gained = gained
    self.isEverything = isEverything
    self.because = because
    self.approval = approval
  }
}
