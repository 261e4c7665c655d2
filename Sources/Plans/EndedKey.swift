package import AccessModel
package import Diagnostics

/// A key application that ends because of a plan or of an emergency stop, not by its owner.
///
/// WHY beside the impact on access: a key may end where nobody loses access, such as one whose
/// application waits, or one that passes with its authorization to another person.
package struct EndedKey: Hashable, Sendable {
  package let id: Text
  /// The principal as it was before.
  package let principal: PrincipalAddress
  /// The name that its owner gave it.
  package let name: Text
  /// The portal user or retail client who owns it.
  package let user: Text
  package let cause: KeyRecord.Ending.Cause
  /// The secrets that were alive and die with it, the oldest first.
  package let secrets: [Secret]

  /// A secret that was alive.
  package struct Secret: Hashable, Sendable {
    package let number: Int
    /// When it would have died; nil for the current one.
    package let until: Instant?

    package init(number: Int, until: Instant?) {
      self.number = number
      self.until = until
    }
  }

  package init(
    id: Text, principal: PrincipalAddress, name: Text, user: Text,
    cause: KeyRecord.Ending.Cause, secrets: [Secret]
  ) {
    self.id = id
    self.principal = principal
    self.name = name
    self.user = user
    self.cause = cause
    self.secrets = secrets
  }
}

extension EndedKey {
  /// What the change of a row ends; nil where it ends nothing.
  ///
  /// `now` tells which secrets were alive.
  package init?(_ change: Change, at now: Instant) {
    guard let before = change.before?.resource, before.kind == .key,
      let after = change.after?.resource
    else { return nil }
    let key = KeyRecord(before)
    guard key.state != .deleted, let ending = KeyRecord(after).ending else { return nil }
    self.init(
      id: key.id, principal: key.principal, name: key.name, user: key.user, cause: ending.cause,
      secrets: key.generations.filter { $0.isAlive(at: now) }
        .map { Secret(number: $0.number, until: $0.until) })
  }

  /// What `changes` of rows end, in the order of principals.
  package static func all(in changes: [Change], at now: Instant) -> [EndedKey] {
    changes.compactMap { EndedKey($0, at: now) }
      .map { (order: $0.principal.text, key: $0) }
      .sorted { ($0.order, $0.key.id) < ($1.order, $1.key.id) }
      .map(\.key)
  }
}
