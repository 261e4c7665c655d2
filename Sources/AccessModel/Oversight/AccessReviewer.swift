package import Diagnostics

/// Makes the recertification list of a register at one instant.
package struct AccessReviewer {
  private let view: AccessView
  private let keys: [PrincipalAddress: [KeyStanding]]
  private let resource: (Address) -> Resource?
  private let authorisation: (PrincipalAddress) -> ReviewedPrincipal.Authorisation?

  /// A principal whose keys nobody used for so long is asked about.
  package static let unusedDays: Int64 = 90
  private static let daySeconds: Int64 = 86_400
  /// Holders of funds or admin rows are reviewed twice a year, others once (domain, section 4.3).
  private static let riskyDays: Int64 = 180
  private static let otherDays: Int64 = 365

  /// `resource` finds attestations; `authorisation` says who gave access to a principal.
  package init(
    _ view: AccessView, keys: [KeyStanding], resource: @escaping (Address) -> Resource?,
    authorisation: @escaping (PrincipalAddress) -> ReviewedPrincipal.Authorisation?
  ) {
    self.view = view
    self.keys = Dictionary(grouping: keys.filter(\.isLive), by: \.key.principal)
    self.resource = resource
    self.authorisation = authorisation
  }

  /// Every principal of an institution, of retail clients for the empty text, sorted by address.
  package func principals(of institution: Text) -> [ReviewedPrincipal] {
    let register = view.register
    let all =
      institution.isEmpty
      ? register.retail.principals : register.institutions[institution]?.principals ?? []
    return all.sorted().compactMap { principal in
      view.facts(of: principal).map { reviewed(principal, $0) }
    }
  }

  private func reviewed(
    _ principal: PrincipalAddress, _ facts: AccessFacts
  ) -> ReviewedPrincipal {
    let access = view.access(of: principal)
    let endpoints = self.endpoints(of: access)
    let liveKeys = keys[principal] ?? []
    let given = authorisation(principal)
    let attestation = resource(Address(.attestation, of: principal)).map {
      AttestationRecord($0, of: principal)
    }
    let isRisky = endpoints[.funds] != nil || endpoints[.admin] != nil
    let due = access == nil ? nil : due(attestation, given, isRisky: isRisky)
    let login = facts.sources.user ?? facts.sources.client
    var findings: Set<ReviewedPrincipal.Finding> = []
    if login.map({ !$0.isActiveLogin }) ?? true { findings.insert(.userLeft) }
    if facts.obstacle == .suspended { findings.insert(.suspended) }
    if let networks = access?.networks,
      networks.isWholeInternet(.v4) || networks.isWholeInternet(.v6)
    {
      findings.insert(.unrestricted)
    }
    if isUnused(access, liveKeys, given) { findings.insert(.unused) }
    if liveKeys.contains(where: \.isOverdue) { findings.insert(.oldKey) }
    if let due, due <= view.now { findings.insert(.overdue) }
    return ReviewedPrincipal(
      principal: principal, user: facts.user, userState: login?.loginState ?? "gone",
      obstacle: facts.obstacle, access: access, endpoints: endpoints,
      accounts: accounts(of: access), liveKeys: liveKeys, authorisation: given,
      attestation: attestation, due: due,
      findings: ReviewedPrincipal.Finding.allCases.filter(findings.contains),
      digest: AccessDigest.of(access, principal, user: facts.user, in: view))
  }

  private func endpoints(of access: EffectiveAccess?) -> [EndpointTable.RiskClass: [Text]] {
    var found: [EndpointTable.RiskClass: [Text]] = [:]
    for place in access?.rows ?? view.register.table.none {
      let row = view.register.table.rows[place]
      found[row.isBase ? .read : row.riskClass, default: []].append(row.id)
    }
    return found
  }

  private func accounts(of access: EffectiveAccess?) -> [Text] {
    guard let access else { return [] }
    var names: Set<Text> = []
    var asked: Set<EndpointTable.RiskClass> = []
    for place in access.rows {
      let row = view.register.table.rows[place]
      guard row.needsAccount, asked.insert(row.riskClass).inserted else { continue }
      names.formUnion(access.accounts[row.riskClass])
    }
    return names.sorted()
  }

  /// Outside prod nobody has to review, unless somebody began to.
  ///
  /// Access that was said to be removed and still stands is due from that moment on.
  private func due(
    _ attestation: AttestationRecord?, _ given: ReviewedPrincipal.Authorisation?, isRisky: Bool
  ) -> Instant? {
    if let attestation, attestation.decision == .remove { return attestation.at }
    guard attestation != nil || view.register.deployment.environment.isProduction,
      let start = attestation?.at ?? given?.since
    else { return nil }
    let days = isRisky ? Self.riskyDays : Self.otherDays
    return Instant(secondsSince1970: start.secondsSince1970 + days * Self.daySeconds) ?? .last
  }

  private func isUnused(
    _ access: EffectiveAccess?, _ liveKeys: [KeyStanding],
    _ given: ReviewedPrincipal.Authorisation?
  ) -> Bool {
    let limit = Self.unusedDays * Self.daySeconds
    guard liveKeys.isEmpty else { return liveKeys.allSatisfy { $0.unusedSeconds >= limit } }
    guard access != nil, let given else { return false }
    return view.now.secondsSince1970 - given.since.secondsSince1970 >= limit
  }
}
