package import AccessModel

/// Where an application stands (model, section 3).
///
/// Not here: a suspension is an override beside it, and a terminated application has no life left.
package enum ApplicationState: String, CaseIterable, Hashable, Sendable {
  case enquiry, assessed, qualified, tested
  case draft
  case submitted
  case underReview = "under-review"
  case approved, rejected

  /// Whether it stands before the first submission.
  package var isBeforeSubmission: Bool {
    switch self {
    case .enquiry, .assessed, .qualified, .tested, .draft: true
    case .submitted, .underReview, .approved, .rejected: false
    }
  }

  /// Whether staff owe the next step.
  package var waitsForDecision: Bool { self == .submitted || self == .underReview }
}

/// The three sorts of application; each has a way of its own to its approval.
package enum ApplicationForm: CaseIterable, Hashable, Sendable {
  case trading, broker, retail

  /// The sort of application that resources of this kind are; nil for every other kind.
  package init?(_ kind: Kind) {
    switch kind {
    case .tradingApplication: self = .trading
    case .brokerApplication: self = .broker
    case .retailClient: self = .retail
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .portalUser, .desk, .traderAuthorization,
      .endpointGrant, .accessTest, .review, .override, .notification, .setting, .key, .acceptance,
      .keyUse, .attestation:
      return nil
    }
  }

  /// Where one stands of which nothing is recorded.
  package var firstState: ApplicationState { self == .broker ? .enquiry : .draft }
}
