package import Diagnostics

/// One thing that stands between a principal and a call.
package enum CallObstacle: Sendable {
  /// No secret of the key is alive.
  case key(DeadKeyCause)
  /// The institution is not declared.
  case noInstitution
  /// The institution is `prospective`, `suspended` or `closed`.
  case institutionState(Text)
  /// A recorded suspension or revocation.
  case stopped(Resource)
  /// The authorization is `suspended` or `withdrawn`.
  case authorizationState(Text)
  /// The user's state; nil when there is no such user.
  case userState(Text?)
  /// The state of the application's review; nil when nothing is recorded.
  case applicationState(Text?)
  case startsAt(Instant)
  case endedAt(Instant)
  /// Grants name the endpoint, and none of them is alive.
  case grantsAtOtherTimes([Resource])
  case licence
  /// Nothing that the principal has names the endpoint.
  case notGranted
  /// The application does not ask for it.
  case notRequested
  case outsideBoundary
  /// Of class trade, funds or admin, and not among what the approval fixed.
  case notPinned
  case aboveCeiling
  case account(AccountObstacle)
  case address
  /// The key itself may not be used from there.
  case keyAddress
}

/// Why an account is not reached.
package enum AccountObstacle: Sendable {
  /// No account was named, and none is reached.
  case none
  /// The institution has no account of that name or number.
  case unknown
  /// The account's state, which is not `ACTIVE`.
  case state(Text)
  /// Not proprietary, and the principal is a trader.
  case ownership(Text)
  /// What the principal has lists other accounts only.
  case notListed
  /// The user lacks the right that the class needs.
  case right(StaticString)
}

extension CallObstacle {
  /// The reason that a decision gives for it.
  package var reason: AccessReason {
    switch self {
    case .key: .keyExpired
    case .institutionState, .stopped: .suspended
    case .authorizationState(let state): state.is("suspended") ? .suspended : .notAuthorized
    case .noInstitution, .userState: .notAuthorized
    case .applicationState: .applicationNotApproved
    case .startsAt, .endedAt, .grantsAtOtherTimes: .outsideValidity
    case .licence: .licenceInactive
    case .notGranted, .notRequested, .outsideBoundary, .notPinned, .aboveCeiling:
      .endpointNotGranted
    case .account: .accountNotPermitted
    case .address, .keyAddress: .addressNotListed
    }
  }

  /// Whether it may pass without anybody giving more: somebody lifts a stop, decides, or time goes
  /// by.
  package var isPassing: Bool {
    switch self {
    case .institutionState, .stopped, .authorizationState, .userState, .applicationState,
      .startsAt, .endedAt, .grantsAtOtherTimes, .licence:
      true
    case .key, .noInstitution, .notGranted, .notRequested, .outsideBoundary, .notPinned,
      .aboveCeiling, .account, .address, .keyAddress:
      false
    }
  }
}
