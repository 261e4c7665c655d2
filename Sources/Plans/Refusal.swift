package import AccessModel
package import Diagnostics

/// Why an apply does not happen, as against a fault of the store.
package enum Refusal: Error, Sendable {
  /// What the plan read has moved since.
  case stale(Staleness)
  /// The desired state is wrong: the checks of manifests speak.
  case invalid([Diagnostic])
  /// A guardrail, a policy, ownership or a second-person rule refuses.
  case forbidden([Prohibition])
  /// An access test that binds fails; all outcomes are here.
  case testsFailed([TestOutcome])
}

/// How a plan and the store drifted apart.
package struct Staleness: Sendable {
  package enum Cause: Sendable {
    /// The plan was made against another store.
    case otherStore(planned: Text?, found: Text?)
    /// A scope has moved.
    case scopeMoved(Scope)
    /// A bound of a principal's access has passed since the plan was made.
    case timePassed(Instant, PrincipalAddress)
    /// This very plan was applied already.
    case alreadyApplied
    /// A row is not as the plan says it was.
    case rowDiffers(Address)
    /// The plan file's changes are not what its own digest was taken over.
    case changesDiffer
    /// Another plan than the one that was expected.
    case otherDigest(expected: Text, found: Digest)
  }

  package let cause: Cause
  /// The revision that moved it, if one did.
  package let by: RevisionSummary?

  package init(cause: Cause, by revision: RevisionSummary?) {
    self.cause = cause
    by = revision
  }
}

/// Who wrote a revision, when and with what.
package struct RevisionSummary: Hashable, Sendable {
  package let revision: Int64
  package let actor: Text
  package let at: Instant
  package let planDigest: Digest

  package init(revision: Int64, actor: Text, at: Instant, planDigest: Digest) {
    self.revision = revision
    self.actor = actor
    self.at = at
    self.planDigest = planDigest
  }
}

/// One rule that forbids a plan, with the way out.
package struct Prohibition: Hashable, Sendable {
  /// Stable name: a guardrail's or a rule's.
  package let rule: String
  package let message: String
  package let help: [String]

  package init(rule: String, message: String, help: [String]) {
    self.rule = rule
    self.message = message
    self.help = help
  }
}
