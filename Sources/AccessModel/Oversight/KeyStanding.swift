package import Diagnostics

/// A key application at one instant, with what overseers ask about it.
package struct KeyStanding: Sendable {
  package let key: KeyRecord
  /// Empty for the keys of retail clients.
  package let institution: Text
  /// The login of its owner; nil when there is none any more.
  package let owner: Resource?
  /// The latest use that was reported; nil when none was.
  package let lastUse: Instant?
  /// The addresses it may be used from: those of its principal within its own.
  package let networks: AddressSet
  /// What stands in its way beside its secrets, such as that its principal is suspended.
  package let obstacle: AccessReason?
  /// The age from which its policy warns; nil where it sets none.
  package let ageMax: DurationText?
  package let now: Instant

  /// Whether any of its secrets opens anything.
  package var isLive: Bool { key.isAlive(at: now) }

  /// When its latest secret was made, or when it was registered.
  package var madeAt: Instant { key.latest?.madeAt ?? key.registeredAt }

  /// When the secret that a reset left alive dies.
  package var tailEnds: Instant? { key.retiring(at: now)?.until }

  /// Its owner is not active: left, locked, not yet arrived, or gone from the register.
  package var isOwnerGone: Bool { owner.map { !$0.isActiveLogin } ?? true }

  /// What its owner's login says of them, such as `left`.
  package var ownerState: Text { owner.map(\.loginState) ?? "gone" }

  /// The mail address of its owner, in lower case.
  package var ownerEmail: Text? { owner.flatMap(\.loginEmail)?.folded }

  /// Whether any address of a whole family may use it.
  package var isUnrestricted: Bool {
    networks.isWholeInternet(.v4) || networks.isWholeInternet(.v6)
  }

  /// How long it was not used: since the last use, or since its first secret was made.
  ///
  /// WHY the first: a reset uses nothing, and would hide a key that nobody needs.
  package var unusedSeconds: Int64 {
    let since = lastUse ?? key.generations.first?.madeAt ?? key.registeredAt
    return now.secondsSince1970 - since.secondsSince1970
  }

  package var ageSeconds: Int64 { now.secondsSince1970 - madeAt.secondsSince1970 }

  /// Whether it is alive and older than its policy likes.
  package var isOverdue: Bool { isLive && ageMax.map { ageSeconds >= $0.seconds } ?? false }
}

extension Resource {
  /// The state of somebody's login in a word; `active` is the default of every kind that has them.
  package var loginState: Text {
    let slot: Slot
    switch kind {
    case .portalUser: slot = PortalUserFields.state
    case .retailClient: slot = RetailClientFields.state
    case .staffMember: slot = StaffMemberFields.state
    default: return "active"
    }
    return self[slot].text ?? "active"
  }

  /// The mail address of somebody's login; nil for what is none.
  package var loginEmail: Email? {
    let slot: Slot
    switch kind {
    case .portalUser: slot = PortalUserFields.email
    case .retailClient: slot = RetailClientFields.email
    case .staffMember: slot = StaffMemberFields.email
    default: return nil
    }
    return self[slot].text.flatMap { try? Email(parsing: $0) }
  }

  package var isActiveLogin: Bool { loginState.is("active") }
}
