import AccessModel
import Diagnostics
import Plans

/// Principals that a plan renames without changing the person behind them.
struct PrincipalRenames {
  private var formers: [PrincipalAddress: PrincipalAddress] = [:]
  private var renamed: Set<PrincipalAddress> = []
  /// By the former address of a portal user or retail client, the new name.
  private let people: [Address: Text]
  /// By the new name of a renamed retail client, the former one.
  private let clients: [Text: Text]

  init(_ changes: [Change]) {
    people = Dictionary(
      changes.filter { $0.action == .rename && $0.address.kind.isOfPeople }
        .compactMap { change in change.before.map { ($0.resource.address, change.address.name) } },
      uniquingKeysWith: { first, _ in first })
    clients = Dictionary(
      people.lazy.filter { $0.key.kind == .retailClient }.map { ($0.value, $0.key.name) },
      uniquingKeysWith: { first, _ in first })
    for change in changes where change.action == .rename || change.address.kind.namesUsers {
      guard let old = change.before?.resource, let new = change.after?.resource else { continue }
      switch new.kind {
      case .traderAuthorization: add(old, new)
      case .brokerApplication: addAPIUsers(old, new)
      default: break
      }
    }
  }

  /// The address before the plan; the same one for who is not renamed.
  func former(of principal: PrincipalAddress) -> PrincipalAddress {
    guard case .retailKey(let client, let key) = principal.form, let former = clients[client]
    else { return formers[principal] ?? principal }
    return PrincipalAddress(.retailKey(client: former, key: key))
  }

  /// Whether a principal of the past lives on under another address.
  func isRenamed(_ principal: PrincipalAddress) -> Bool {
    guard case .retailKey(let client, _) = principal.form else {
      return renamed.contains(principal)
    }
    return people[Address(.retailClient, name: client)] != nil
  }

  /// Whether `user` after the plan is the person who was `former` before it.
  func isSamePerson(_ former: Text, _ user: Text, of institution: Text) -> Bool {
    let kind: Kind = institution.isEmpty ? .retailClient : .portalUser
    return (people[Address(kind, institution: institution, name: former)] ?? former) == user
  }

  private mutating func add(_ old: Resource, _ new: Resource) {
    let person = old[TraderAuthorizationFields.user].text ?? old.address.name
    let successor = new[TraderAuthorizationFields.user].text ?? new.address.name
    // Another person is not a rename, whatever the manifest calls it.
    guard isSamePerson(person, successor, of: old.address.institution) else { return }
    link(
      PrincipalAddress(
        .trader(institution: old.address.institution, authorization: old.address.name)),
      PrincipalAddress(
        .trader(institution: new.address.institution, authorization: new.address.name)))
  }

  private mutating func addAPIUsers(_ old: Resource, _ new: Resource) {
    let kept = Set(new[BrokerApplicationFields.apiUsers].texts)
    for user in old[BrokerApplicationFields.apiUsers].texts {
      let login = Address(.portalUser, institution: old.address.institution, name: user)
      let name = people[login] ?? user
      guard kept.contains(name), name != user || old.address != new.address else { continue }
      link(
        PrincipalAddress(
          .apiUser(
            institution: old.address.institution, application: old.address.name, user: user)),
        PrincipalAddress(
          .apiUser(
            institution: new.address.institution, application: new.address.name, user: name)))
    }
  }

  private mutating func link(_ old: PrincipalAddress, _ new: PrincipalAddress) {
    formers[new] = old
    renamed.insert(old)
  }
}

extension Kind {
  /// Whether its resources are people, who stay the same under another name.
  fileprivate var isOfPeople: Bool { self == .portalUser || self == .retailClient }

  /// Whether the names of users in it are those of principals, so that a renamed user renames one.
  fileprivate var namesUsers: Bool { self == .brokerApplication }
}
