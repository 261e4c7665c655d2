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
  private let holders: Holders
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
    holders = Holders(state)
    endpoints = DeclaredEndpoints(state)
    policies = InstitutionPolicies(state)
  }

  /// A desk or an authorization with fields of its own.
  mutating func judge(_ use: EndpointUse) {
    let rows =
      use.application.map { endpoints.given(use.selectors, within: $0) }
      ?? endpoints.live(use.selectors)
    let holder = use.resource.address
    judge(rows, of: holder, holder.text, Site(use.index, use.field)) { [holders] in
      holders.principals(of: use)
    }
  }

  /// Each API user of each application, by all the grants for them together.
  mutating func judgeGrants() {
    for (_, application) in state.all(.brokerApplication) {
      let grants = holders.grants(for: application.address)
      guard grants.contains(where: state.isOwn) else { continue }
      for user in application[BrokerApplicationFields.apiUsers].texts {
        judge(user, of: application, grants)
      }
    }
  }

  private mutating func judge(_ user: Text, of application: Resource, _ grants: [Int]) {
    let principal = Holders.principal(user, of: application)
    var rows = endpoints.table.none
    var site: Site?
    for index in grants {
      let grant = state.resources[index]
      guard holders.principals(of: grant, for: application).contains(principal) else { continue }
      rows.formUnion(endpoints.given(grant[EndpointGrantFields.endpoints], within: application))
      if state.isOwn(index) { site = Site(index, "endpoints") }
    }
    guard let site else { return }
    judge(rows, of: application.address, principal.string, site) { [principal] }
  }

  private mutating func judge(
    _ rows: EndpointSet, of holder: Address, _ name: String, _ site: Site,
    principals: () -> [Text]
  ) {
    guard !rows.isEmpty else { return }
    for pair in policies.policy(of: holder.institution).segregation.sorted() {
      guard let sides = sides(of: pair), rows.overlaps(sides.first), rows.overlaps(sides.second)
      else { continue }
      let verdict = policies.verdict(in: holder.institution, on: principals()) {
        $0.segregation.contains(pair) ? $0.unwise : .allow
      }
      guard let verdict else { continue }
      let first = EndpointWords.list(rows.intersection(sides.first), in: endpoints.table)
      let second = EndpointWords.list(rows.intersection(sides.second), in: endpoints.table)
      findings.append(
        Finding(
          verdict.severity, .segregation, "\(name) combines \(pair.first) and \(pair.second)",
          at: site,
          breach: PolicyBreach(
            [("segregation", verdict.asked)], by: holder,
            part: Text("\(pair.first) \(pair.second)"), principals: verdict.principals),
          help: [
            "of \(pair.first): \(first)", "of \(pair.second): \(second)",
            "give the two to different users",
          ]))
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
