package import Diagnostics

/// One line of a recertification list: a principal, what it may do, and what speaks against that.
package struct ReviewedPrincipal: Sendable {
  /// What a reviewer should look at first.
  package enum Finding: String, CaseIterable, Sendable {
    /// The user is not active.
    case userLeft = "user-left"
    /// Any address of a whole family may use it.
    case unrestricted
    /// No live key was used for ninety days, or there was none for as long.
    case unused
    /// A live key is older than the policy likes.
    case oldKey = "old-key"
    /// The review is due.
    case overdue
    /// It is suspended or revoked.
    case suspended
  }

  /// Who gave access.
  package struct Authorisation: Hashable, Sendable {
    /// When there was access for the first time.
    package let since: Instant
    /// When it was last widened.
    package let widenedAt: Instant
    /// The revision that widened it last, or that wrote what time then gave.
    package let revision: Int64?
    /// The actor of that revision, as written.
    package let by: Text?

    package init(since: Instant, widenedAt: Instant, revision: Int64?, by: Text?) {
      self.since = since
      self.widenedAt = widenedAt
      self.revision = revision
      self.by = by
    }
  }

  package let principal: PrincipalAddress
  package let user: Text
  package let userState: Text
  /// Why there is no access now; nil when there is.
  package let obstacle: AccessReason?
  package let access: EffectiveAccess?
  /// What may be called, by class, base rows among the reading ones.
  package let endpoints: [EndpointTable.RiskClass: [Text]]
  /// The accounts that any endpoint reaches, ascending.
  package let accounts: [Text]
  package let liveKeys: [KeyStanding]
  package let authorisation: Authorisation?
  package let attestation: AttestationRecord?
  /// When the next review is due; nil where none is asked for.
  package let due: Instant?
  package let findings: [Finding]
  package let digest: Digest

  package var lastUse: Instant? { liveKeys.compactMap(\.lastUse).max() }

  /// The endpoints of the riskiest class that is held; reading is no risk.
  package var riskiest: [Text] {
    for riskClass in [EndpointTable.RiskClass.funds, .admin, .trade] {
      if let ids = endpoints[riskClass], !ids.isEmpty { return ids }
    }
    return []
  }
}
