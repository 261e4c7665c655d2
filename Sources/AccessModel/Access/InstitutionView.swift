package import Diagnostics

/// One institution at the instant of an `AccessView`.
///
/// A class for the same reason: what principals share is worked out once.
package final class InstitutionView {
  package let register: InstitutionRegister
  /// Not owned by this: the view owns the institutions.
  private unowned let view: AccessView
  /// Why nobody of the institution is alive, or nil.
  private let obstacle: AccessReason?
  private let ceiling: EndpointSet?
  private let isLicensed: Bool
  private let wideNetworks: AddressSet?
  private var networks: [[Text]: AddressSet] = [:]
  private var approved: [Address: EndpointSet] = [:]
  private var accounts: [AccountQuestion: AccountsByClass] = [:]
  private(set) lazy var accountNames = Set(register.accounts.map(\.address.name))
  private(set) lazy var accountNumbers = Dictionary(
    register.accounts.compactMap { account in
      account[AccountFields.number].text.map { ($0, account.address.name) }
    }, uniquingKeysWith: { first, _ in first })

  private(set) lazy var keys = Dictionary(grouping: register.keys, by: \.principal)

  private lazy var accountsByName = Dictionary(
    register.accounts.map { ($0.address.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Which accounts are asked for; equal questions have equal answers.
  private struct AccountQuestion: Hashable {
    /// Nil for every account.
    let listed: [Text]?
    let isProprietaryOnly: Bool
    /// The user whose rights bound it, or nil when none are asked for.
    let rightsOf: Text?
  }

  /// Whether the institution exists and is not open, or an override covers it or anything that the
  /// address of a principal names.
  func isStopped(_ principal: PrincipalAddress) -> Bool {
    if obstacle == .suspended { return true }
    guard case .apiUser(let institution, _, let user) = principal.form else {
      return isOverridden([principal.resource])
    }
    return isOverridden([
      principal.resource, Address(.portalUser, institution: institution, name: user),
    ])
  }

  init(_ register: InstitutionRegister, in view: AccessView) {
    self.register = register
    self.view = view
    let resource = register.institution
    if let resource {
      let isOpen = resource[InstitutionFields.state].isAbsent
      obstacle = isOpen && register.overrides[resource.address] == nil ? nil : .suspended
    } else {
      obstacle = .notAuthorized
    }
    ceiling = register.tier.map { view.ceiling(of: $0) }
    isLicensed = !view.lacksLicence(resource)
    wideNetworks = register.level(of: register.wideLists, at: view.now)
  }

  /// The account of this name, or nil.
  package func account(named name: Text) -> Resource? { accountsByName[name] }

  /// The number of the account of this name.
  func number(ofAccount name: Text) -> Text? { accountsByName[name]?[AccountFields.number].text }

  // MARK: Traders

  func traderFacts(_ principal: PrincipalAddress, _ name: Text) -> AccessFacts? {
    typealias Fields = TraderAuthorizationFields
    guard let authorization = register.authorizations[name] else { return nil }
    let deskName = authorization[Fields.desk].text
    let desk = deskName.flatMap { register.desks[$0] }
    let terms = TradingTerms(authorization, desk: desk)
    let userName = authorization[Fields.user].text ?? name
    let user = register.users[userName]
    let application = terms.application.flatMap { register.tradingApplications[$0] }
    let isAligned = register.institution?[InstitutionFields.accountAlignment].isAbsent == false
    return AccessFacts(
      principal: principal,
      sources: AccessSources(
        institution: register.institution, tier: register.tier.flatMap { view.register.tiers[$0] },
        user: user, authorization: authorization, desk: desk, application: application, grants: [],
        lists: terms.lists, boundary: [], listedAccounts: terms.listedAccounts, client: nil,
        key: nil),
      user: userName, obstacle: obstacle(authorization, user, application),
      granted: view.rows(of: terms.endpoints), grantedAtOtherTimes: view.register.table.none,
      approved: approvedRows(of: application), ceiling: ceiling, isLicensed: isLicensed,
      accounts: accounts(
        AccountQuestion(
          listed: terms.listedAccounts, isProprietaryOnly: true,
          rightsOf: isAligned ? userName : nil)), networks: networks(of: terms.lists),
      validFrom: authorization[Fields.validFrom].instant,
      validUntil: authorization[Fields.validUntil].instant)
  }

  /// Rule 1 for a trader; stops come before what is missing, and that before what has no effect yet.
  private func obstacle(
    _ authorization: Resource, _ user: Resource?, _ application: Resource?
  ) -> AccessReason? {
    typealias Fields = TraderAuthorizationFields
    let state = authorization[Fields.state].text ?? "active"
    let subjects = [user?.address, application?.address, authorization.address]
    if obstacle == .suspended || isOverridden(subjects) || state.is("suspended") {
      return .suspended
    }
    if obstacle != nil || !isActive(user) || state.is("withdrawn") { return .notAuthorized }
    if !isApproved(application) { return .applicationNotApproved }
    let holds = authorization.isWithin(Fields.validFrom, Fields.validUntil, at: view.now)
    return holds ? nil : .outsideValidity
  }

  // MARK: API users

  func apiUserFacts(
    _ principal: PrincipalAddress, _ name: Text, _ userName: Text
  ) -> AccessFacts? {
    typealias Fields = BrokerApplicationFields
    guard let application = register.brokerApplications[name],
      application[Fields.apiUsers].texts.contains(userName)
    else { return nil }
    let user = register.users[userName]
    let grants = (register.grants[name] ?? []).filter { $0.names(apiUser: userName) }
    let (alive, others) = split(grants)
    let lists = application[Fields.ipWhitelists].texts
    return AccessFacts(
      principal: principal,
      sources: AccessSources(
        institution: register.institution, tier: register.tier.flatMap { view.register.tiers[$0] },
        user: user, authorization: nil, desk: nil, application: application, grants: grants,
        lists: lists, boundary: register.standings[application.address]?.boundary ?? [],
        listedAccounts: nil, client: nil, key: nil),
      user: userName, obstacle: obstacle(user, application), granted: rows(of: alive),
      grantedAtOtherTimes: rows(of: others), approved: approvedRows(of: application),
      ceiling: ceiling, isLicensed: isLicensed,
      accounts: accounts(
        AccountQuestion(listed: nil, isProprietaryOnly: false, rightsOf: userName)),
      networks: networks(of: lists), validFrom: earliestStart(of: alive),
      validUntil: latestEnd(of: alive))
  }

  private func obstacle(_ user: Resource?, _ application: Resource) -> AccessReason? {
    if obstacle == .suspended || isOverridden([user?.address, application.address]) {
      return .suspended
    }
    if obstacle != nil || !isActive(user) { return .notAuthorized }
    return isApproved(application) ? nil : .applicationNotApproved
  }

  private func split(_ grants: [Resource]) -> (alive: [Resource], others: [Resource]) {
    typealias Fields = EndpointGrantFields
    var alive: [Resource] = []
    var others: [Resource] = []
    for grant in grants {
      if grant.isWithin(Fields.validFrom, Fields.validUntil, at: view.now) {
        alive.append(grant)
      } else {
        others.append(grant)
      }
    }
    return (alive, others)
  }

  private func rows(of grants: [Resource]) -> EndpointSet {
    grants.reduce(into: view.register.table.none) { rows, grant in
      rows.formUnion(view.rows(of: grant.grantedSelectors))
    }
  }

  /// The earliest start of grants; nil when one has none.
  private func earliestStart(of grants: [Resource]) -> Instant? {
    let starts = grants.map { $0[EndpointGrantFields.validFrom].instant }
    return starts.contains(nil) ? nil : starts.compactMap { $0 }.min()
  }

  /// The latest end of grants; nil when one has none.
  private func latestEnd(of grants: [Resource]) -> Instant? {
    let ends = grants.map { $0[EndpointGrantFields.validUntil].instant }
    return ends.contains(nil) ? nil : ends.compactMap { $0 }.max()
  }

  // MARK: What both share

  private func isOverridden(_ subjects: [Address?]) -> Bool {
    guard !register.overrides.isEmpty else { return false }
    return subjects.contains { subject in subject.map { register.overrides[$0] != nil } ?? false }
  }

  private func isActive(_ user: Resource?) -> Bool {
    user?[PortalUserFields.state].isAbsent ?? false
  }

  private func isApproved(_ application: Resource?) -> Bool {
    application.flatMap { register.standings[$0.address]?.isApproved } ?? false
  }

  /// The rows within what an application requests now and its approval allows.
  private func approvedRows(of application: Resource?) -> EndpointSet {
    guard let application, let standing = register.standings[application.address],
      standing.isApproved
    else { return view.register.table.none }
    if let known = approved[application.address] { return known }
    var allowed = view.unlicensed.union(view.rows(fixed: standing.pinned))
    if let boundary = standing.boundary { allowed.formIntersection(view.rows(of: boundary)) }
    allowed.formIntersection(view.rows(of: application.requestedSelectors))
    approved[application.address] = allowed
    return allowed
  }

  /// The institution's own level and that of `lists`, both; whole where neither bounds anything.
  private func networks(of lists: [Text]) -> AddressSet {
    if let known = networks[lists] { return known }
    let own = register.level(of: lists, at: view.now)
    let result = own.map { own in wideNetworks?.intersection(own) ?? own } ?? wideNetworks ?? .all
    networks[lists] = result
    return result
  }

  private func accounts(_ question: AccountQuestion) -> AccountsByClass {
    if let known = accounts[question] { return known }
    let listed = question.listed.map(Set.init)
    let reachable = register.accounts.filter { account in
      account[AccountFields.state].isAbsent
        && (!question.isProprietaryOnly || account.isProprietary)
        && (listed?.contains(account.address.name) ?? true)
    }.map(\.address.name)
    let result: AccountsByClass
    if let user = question.rightsOf {
      let rights = AccountRights(register.users[user])
      result = AccountsByClass { riskClass in
        reachable.filter { rights.has(riskClass.accountRight, on: $0) }
      }
    } else {
      result = AccountsByClass(all: reachable)
    }
    accounts[question] = result
    return result
  }
}

extension Resource {
  fileprivate var isProprietary: Bool {
    self[AccountFields.ownership].text?.is("proprietary") ?? false
  }

  /// Whether a grant is for this API user; without a list it is for all of the application.
  fileprivate func names(apiUser: Text) -> Bool {
    let users = self[EndpointGrantFields.apiUsers]
    return users.isAbsent || users.texts.contains(apiUser)
  }
}
