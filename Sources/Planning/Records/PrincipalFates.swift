import AccessModel
import Diagnostics
import Plans

/// What becomes of principals and of the people behind them when changes are made.
///
/// Looked up one by one, so that no principal costs more than the lines that are about it.
struct PrincipalFates {
  enum Fate: Hashable {
    case stays
    /// The same person under another address, or under another name of their own.
    case moves(to: PrincipalAddress, user: Text)
    case ends(KeyRecord.Ending.Cause)
  }

  private let after: [Address: Resource]
  private let before: [Address: Resource]
  /// By the former address; of every kind.
  private let renamed: [Address: Address]
  private let removedApplications: Set<Address>
  private let scope: ReachOfEndings
  /// What is revoked, over principals as they were before.
  private let cover: KeyCover

  /// Nil when no principal can end or move by `changes`.
  ///
  /// `planned` are all resources that will exist, of what the changes touch at least.
  init?(_ changes: [Change], planned: [Resource]) {
    let scope = ReachOfEndings(changes)
    guard !scope.isEmpty else { return nil }
    self.scope = scope
    after = Dictionary(byAddress: planned.lazy.filter { scope.reads($0.address) })
    var before = after
    for old in changes.lazy.compactMap({ $0.before?.resource }) where scope.reads(old.address) {
      before[old.address] = old
    }
    self.before = before
    cover = KeyCover(scope.revoked, among: before)
    renamed = Dictionary(
      changes.lazy.filter { $0.action == .rename }
        .compactMap { change in change.before.map { ($0.resource.address, change.address) } },
      uniquingKeysWith: { first, _ in first })
    removedApplications = Set(
      changes.lazy.filter { $0.action == .delete }.map(\.address)
        .filter { $0.kind == .tradingApplication })
  }

  /// Whether any principal may end or move by `changes`.
  static func canEnd(_ changes: [Change]) -> Bool { !ReachOfEndings(changes).isEmpty }

  /// Whether anything at `address`, a row of a keys scope, may have to follow.
  func concerns(_ address: Address) -> Bool { scope.institutions.contains(address.institution) }

  /// Whether what is declared decides about `address`, and not a revocation alone.
  func isJudged(_ address: Address) -> Bool { scope.judged.contains(address.institution) }

  // MARK: Keys

  func fate(of key: KeyRecord) -> Fate {
    if cover.covers(key) { return .ends(.revoke) }
    return isJudged(key.address) ? fate(of: key.principal, user: key.user) : .stays
  }

  // MARK: Principals

  /// The fate of a principal whose portal user or client is `user`, without revocations.
  func fate(of principal: PrincipalAddress, user: Text) -> Fate {
    switch principal.form {
    case .trader(let institution, _): return traderFate(principal, institution, user)
    case .apiUser(let institution, _, _): return apiUserFate(principal, institution, user)
    case .retailKey(let client, let key):
      let address = successor(of: Address(.retailClient, name: client))
      guard let resource = after[address], !resource.hasLeft else { return .ends(.withdrawal) }
      return fate(
        principal, PrincipalAddress(.retailKey(client: address.name, key: key)), user, address.name)
    }
  }

  private func traderFate(
    _ principal: PrincipalAddress, _ institution: Text, _ user: Text
  ) -> Fate {
    typealias Fields = TraderAuthorizationFields
    let address = successor(of: principal.resource)
    guard let person = person(user, of: institution), let authorization = after[address],
      authorization[Fields.state].text?.is("withdrawn") != true,
      authorization[Fields.user].text ?? address.name == person,
      cover.application(of: principal).map(removedApplications.contains) != true
    else { return .ends(.withdrawal) }
    return fate(
      principal,
      PrincipalAddress(.trader(institution: institution, authorization: address.name)), user, person
    )
  }

  private func apiUserFate(
    _ principal: PrincipalAddress, _ institution: Text, _ user: Text
  ) -> Fate {
    let address = successor(of: principal.resource)
    guard let person = person(user, of: institution), let application = after[address],
      application[BrokerApplicationFields.apiUsers].texts.contains(person)
    else { return .ends(.withdrawal) }
    return fate(
      principal,
      PrincipalAddress(
        .apiUser(institution: institution, application: address.name, user: person)), user, person)
  }

  private func fate(
    _ old: PrincipalAddress, _ new: PrincipalAddress, _ user: Text, _ person: Text
  ) -> Fate {
    old == new && user == person ? .stays : .moves(to: new, user: person)
  }

  /// The name of a portal user after the changes; nil when the login or its institution ends.
  ///
  /// An institution under another name is another one: what belongs to it is declared anew.
  private func person(_ user: Text, of institution: Text) -> Text? {
    let address = successor(of: Address(.portalUser, institution: institution, name: user))
    guard let firm = after[Address(.institution, name: institution)],
      firm[InstitutionFields.state].text?.is("closed") != true,
      let login = after[address], !login.hasLeft
    else { return nil }
    return address.name
  }

  private func successor(of address: Address) -> Address { renamed[address] ?? address }

  // MARK: What is recorded beside keys

  /// The name after the changes of who accepted texts; nil when their login or account is deleted.
  ///
  /// Who has left keeps what they accepted: that stays true of them. Another one who is declared
  /// later under the same name has accepted nothing.
  func owner(_ name: Text, of institution: Text) -> Text? {
    let kind: Kind = institution.isEmpty ? .retailClient : .portalUser
    let address = successor(of: Address(kind, institution: institution, name: name))
    return after[address]?.address.name
  }

  /// The fate of a principal whose user is the one that the register named before the changes.
  func fate(of principal: PrincipalAddress) -> Fate {
    switch principal.form {
    case .trader(_, let name):
      let user = before[principal.resource]?[TraderAuthorizationFields.user].text
      return fate(of: principal, user: user ?? name)
    case .apiUser(_, _, let user): return fate(of: principal, user: user)
    case .retailKey(let client, _): return fate(of: principal, user: client)
    }
  }
}

extension Resource {
  /// Whether a portal user or a retail client has gone for good.
  fileprivate var hasLeft: Bool {
    let slot = kind == .retailClient ? RetailClientFields.state : PortalUserFields.state
    return self[slot].text?.is("left") == true
  }
}

/// How far changes can end or move principals: whose, and what must be read to tell.
private struct ReachOfEndings {
  /// Those with any key that may have to follow; empty for retail.
  private(set) var institutions: Set<Text> = []
  /// Those in which something declared changes that principals come from.
  private(set) var judged: Set<Text> = []
  /// What is revoked.
  private(set) var revoked: [Address] = []

  init(_ changes: [Change]) {
    for change in changes {
      switch change.address.kind {
      case .override: addRevocation(change)
      case .portalUser, .traderAuthorization, .tradingApplication, .brokerApplication,
        .retailClient:
        // What is made ends nobody, nor does it move anybody.
        if let before = change.before { judged.insert(before.resource.address.institution) }
      case .institution:
        if let before = change.before { judged.insert(before.resource.address.name) }
      default: break
      }
    }
    institutions.formUnion(judged)
  }

  private mutating func addRevocation(_ change: Change) {
    guard let after = change.after?.resource, let subject = after.address.subject,
      after[OverrideFields.state].text?.is("revoked") == true
    else { return }
    revoked.append(subject)
    institutions.insert(after.address.institution)
  }

  var isEmpty: Bool { institutions.isEmpty }

  /// Whether a fate can depend on what stands at `address`.
  func reads(_ address: Address) -> Bool {
    switch address.kind {
    case .institution: institutions.contains(address.name)
    case .portalUser, .traderAuthorization, .desk, .brokerApplication, .retailClient:
      institutions.contains(address.institution)
    default: false
    }
  }
}
