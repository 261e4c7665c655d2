package import Diagnostics

/// Which key applications an overseer asks for; every condition must hold.
package struct KeyFilter: Sendable {
  package var institution: Text?
  /// The name of the owner.
  package var user: Text?
  /// The mail address of the owner, in lower case.
  package var email: Text?
  package var product: KeyRecord.Product?
  package var state: KeyRecord.State?
  /// Alive, and not used for so many days.
  package var unusedDays: Int64?
  /// Alive, and its latest secret made so many days ago or earlier.
  package var olderThanDays: Int64?
  /// Alive, and older than the policy likes.
  package var isOverdue = false
  /// Alive, and open to all addresses of a family.
  package var isUnrestricted = false
  /// Alive, while its owner is not active.
  package var isOwnerGone = false
  package var isLive = false

  package static let daySeconds: Int64 = 86_400

  package init() {}

  package func admits(_ standing: KeyStanding) -> Bool {
    let key = standing.key
    if let institution, standing.institution != institution { return false }
    if let user, key.user != user { return false }
    if let email, standing.ownerEmail != email { return false }
    if let product, key.product != product { return false }
    if let state, key.state != state { return false }
    guard asksForLive else { return true }
    guard standing.isLive else { return false }
    if let unusedDays, standing.unusedSeconds < unusedDays * Self.daySeconds { return false }
    if let olderThanDays, standing.ageSeconds < olderThanDays * Self.daySeconds { return false }
    if isOverdue, !standing.isOverdue { return false }
    if isUnrestricted, !standing.isUnrestricted { return false }
    return !isOwnerGone || standing.isOwnerGone
  }

  /// A dead key opens nothing, so that nobody need look after it.
  private var asksForLive: Bool {
    isLive || unusedDays != nil || olderThanDays != nil || isOverdue || isUnrestricted
      || isOwnerGone
  }
}
