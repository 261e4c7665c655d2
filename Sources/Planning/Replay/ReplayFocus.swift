package import AccessModel
package import Diagnostics

/// Whose access a replay follows.
package enum ReplayFocus: Sendable {
  case everybody
  /// Principals, under every address that they had.
  case principals(Set<PrincipalAddress>)
  /// A person, under every name that they had.
  case person(PersonTrail)

  /// Whether a resource can matter: what cannot is not replayed, so that a question about one person
  /// costs nothing for what others are given.
  package func reads(_ resource: Resource) -> Bool {
    switch resource.kind {
    case .keyPolicy, .agreement, .staffMember, .accessTest, .notification, .setting, .acceptance,
      .keyUse, .attestation:
      return false
    case .key: return resource.address.institution.isEmpty && isOwn(resource[KeyFields.user].text)
    case .retailClient, .portalUser: return isOwn(resource.address.name)
    case .traderAuthorization:
      return isOwn(resource[TraderAuthorizationFields.user].text ?? resource.address.name)
    default: return true
    }
  }

  private func isOwn(_ user: Text?) -> Bool {
    guard case .person(let trail) = self else { return true }
    return user.map(trail.names.contains) ?? false
  }

  /// Whether the access of a principal counts, when `user` held it after a revision.
  func follows(_ principal: PrincipalAddress, of user: Text, after revision: Int64) -> Bool {
    switch self {
    case .everybody: true
    case .principals(let wanted): wanted.contains(principal)
    case .person(let trail): trail.name(after: revision) == user
    }
  }
}

/// The names that one login had, and when.
package struct PersonTrail: Sendable {
  /// Descending by revision: from it on, the name held.
  private var parts: [(since: Int64, name: Text)] = []

  /// The login that is `address` now, or was at its end.
  package init(_ address: Address, renames: [RecordedHistory.Rename]) {
    var current = address
    for rename in renames.sorted(by: { $0.revision > $1.revision }) where rename.to == current {
      parts.append((since: rename.revision, name: current.name))
      current = rename.from
    }
    parts.append((since: 0, name: current.name))
  }

  package var names: Set<Text> { Set(parts.map(\.name)) }

  /// The name after a revision.
  func name(after revision: Int64) -> Text? { parts.first { $0.since <= revision }?.name }
}
