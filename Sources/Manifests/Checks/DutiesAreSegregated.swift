import AccessModel
import Diagnostics

extension Check {
  /// Nobody is given a row of each of two sets that the key policy keeps apart.
  static let dutiesAreSegregated = Check("duties are segregated") { state, findings in
    var judge = SegregationJudge(state)
    state.forEachOwnGrant { use in
      if use.resource.kind != .endpointGrant { judge.judge(use) }
    }
    judge.judgeGrants()
    findings.append(contentsOf: judge.findings)
  }
}

/// Holds what is given against the pairs of each policy.
private struct SegregationJudge {
  private let state: DesiredState
  private var endpoints: DeclaredEndpoints
  private var policies: InstitutionPolicies
  private var sides: [ResolvedPolicy.SetPair: Sides?] = [:]
  private(set) var findings: [Finding] = []

  /// The rows that each set of a pair has and the other lacks.
  private struct Sides {
    let first: EndpointSet
    let second: EndpointSet
  }

  init(_ state: DesiredState) {
    self.state = state
    endpoints = DeclaredEndpoints(state)
    policies = InstitutionPolicies(state)
  }

  /// A desk or an authorization with fields of its own, within what its application asks for.
  mutating func judge(_ use: EndpointUse) {
    var rows = endpoints.live(use.selectors)
    if let application = use.application {
      rows.formIntersection(endpoints.requested(by: application))
    }
    let holder = use.resource.address
    let principal = holder.kind == .traderAuthorization ? Text(holder.text) : nil
    judge(
      rows, of: holder.text, in: holder.institution, Site(use.index, use.field), principal)
  }

  /// Each API user of each application, by all the grants for them together.
  mutating func judgeGrants() {
    var grants: [Address: [Int]] = [:]
    for (index, grant) in state.all(.endpointGrant) {
      let until = grant[EndpointGrantFields.validUntil]
      guard !Period(from: .absent, until: until).isPast(at: state.now),
        let name = grant[EndpointGrantFields.application].text
      else { continue }
      grants[grant.target(.brokerApplication, named: name), default: []].append(index)
    }
    for (_, application) in state.all(.brokerApplication) {
      guard let own = grants[application.address], own.contains(where: state.isOwn) else {
        continue
      }
      for user in application[BrokerApplicationFields.apiUsers].texts {
        judge(user, of: application, own)
      }
    }
  }

  private mutating func judge(_ user: Text, of application: Resource, _ grants: [Int]) {
    var rows = endpoints.table.none
    var site: Site?
    for index in grants {
      let grant = state.resources[index]
      let users = grant[EndpointGrantFields.apiUsers]
      guard users.isAbsent || users.texts.contains(user) else { continue }
      rows.formUnion(endpoints.live(grant[EndpointGrantFields.endpoints]))
      if state.isOwn(index) { site = Site(index, "endpoints") }
    }
    guard let site else { return }
    rows.formIntersection(endpoints.requested(by: application))
    let principal = "\(application.address)/\(user)"
    judge(rows, of: principal, in: application.address.institution, site, Text(principal))
  }

  private mutating func judge(
    _ rows: EndpointSet, of holder: String, in institution: Text, _ site: Site, _ principal: Text?
  ) {
    guard !rows.isEmpty else { return }
    let policy =
      principal.map { policies.policy(of: institution, for: $0) }
      ?? policies.policy(of: institution)
    for pair in policy.segregation.sorted() {
      guard let sides = sides(of: pair), rows.overlaps(sides.first), rows.overlaps(sides.second),
        let severity = policies.severity(policy.unwise)
      else { continue }
      let first = EndpointWords.list(rows.intersection(sides.first), in: endpoints.table)
      let second = EndpointWords.list(rows.intersection(sides.second), in: endpoints.table)
      findings.append(
        Finding(
          severity, .segregation,
          "\(holder) combines \(pair.first) and \(pair.second)", at: site,
          help: "of \(pair.first): \(first)", "of \(pair.second): \(second)",
          "give the two to different users"))
    }
  }

  private mutating func sides(of pair: ResolvedPolicy.SetPair) -> Sides? {
    if let known = sides[pair] { return known }
    var found: Sides?
    if let first = endpoints.resolver.rows(ofSet: pair.first),
      let second = endpoints.resolver.rows(ofSet: pair.second)
    {
      found = Sides(first: first.subtracting(second), second: second.subtracting(first))
    }
    sides[pair] = .some(found)
    return found
  }
}
