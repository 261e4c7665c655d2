import AccessModel
import Diagnostics

extension Check {
  /// Nobody holds a class from everywhere, or without a word about addresses, against the key
  /// policy (T23).
  static let networksAreRestricted = Check("networks are restricted") { state, findings in
    var judge = NetworkJudge(state)
    judge.judgeDesks()
    judge.judgeAuthorizations()
    judge.judgeApplications()
    findings.append(contentsOf: judge.findings)
  }
}

/// Holds whoever is not bound by any address list against the key policies.
private struct NetworkJudge {
  private let state: DesiredState
  private let holders: Holders
  private var reach: NetworkReach
  private var endpoints: DeclaredEndpoints
  private var policies: InstitutionPolicies
  private let rowsOfClass: [(riskClass: EndpointTable.RiskClass, rows: EndpointSet)]
  private(set) var findings: [Finding] = []

  init(_ state: DesiredState) {
    self.state = state
    holders = Holders(state)
    reach = NetworkReach(state)
    let endpoints = DeclaredEndpoints(state)
    rowsOfClass = EndpointTable.RiskClass.allCases.map { riskClass in
      (riskClass, endpoints.table.set { $0.riskClass == riskClass })
    }
    self.endpoints = endpoints
    policies = InstitutionPolicies(state)
  }

  // MARK: Who

  mutating func judgeDesks() {
    for (index, desk) in state.all(.desk) {
      let lists = desk[DeskFields.ipWhitelists]
      guard let openness = reach.openness(of: desk, lists: lists) else { continue }
      let traders = holders.traders(of: desk.address)
      let own = traders.first(where: state.isOwn).map { Site($0, "desk") }
      guard let site = site(index, desk, lists) ?? own,
        let rows = given(
          desk[DeskFields.endpoints], of: desk, .tradingApplication, desk[DeskFields.application])
      else { continue }
      let holder = OpenHolder(
        address: desk.address, site: site, openness: openness,
        shares: [(holders.principals(of: desk.address), rows)])
      judge(holder)
    }
  }

  mutating func judgeAuthorizations() {
    typealias Fields = TraderAuthorizationFields
    for (index, trader) in state.all(.traderAuthorization)
    where !trader[Fields.endpoints].isAbsent && !holders.hasEnded(trader) {
      let lists = trader[Fields.ipWhitelists]
      guard let openness = reach.openness(of: trader, lists: lists),
        let site = site(index, trader, lists),
        let rows = given(
          trader[Fields.endpoints], of: trader, .tradingApplication, trader[Fields.application])
      else { continue }
      let holder = OpenHolder(
        address: trader.address, site: site, openness: openness,
        shares: [([Text(trader.address.text)], rows)])
      judge(holder)
    }
  }

  mutating func judgeApplications() {
    for (index, application) in state.all(.brokerApplication) {
      let lists = application[BrokerApplicationFields.ipWhitelists]
      guard let openness = reach.openness(of: application, lists: lists) else { continue }
      let given = holders.grants(for: application.address)
      let own = given.first(where: state.isOwn).map { Site($0, "endpoints") }
      guard let site = site(index, application, lists) ?? own else { continue }
      judge(
        OpenHolder(
          address: application.address, site: site, openness: openness,
          shares: shares(of: application, given)))
    }
  }

  private mutating func shares(
    of application: Resource, _ grants: [Int]
  ) -> [(principals: [Text], rows: EndpointSet)] {
    grants.map { index in
      let grant = state.resources[index]
      let rows = endpoints.given(grant[EndpointGrantFields.endpoints], within: application)
      return (holders.principals(of: grant, for: application), rows)
    }
  }

  /// The rows that selectors really give; nil when the application that bounds them is not there.
  private mutating func given(
    _ selectors: Value, of holder: Resource, _ kind: Kind, _ name: Value
  ) -> EndpointSet? {
    guard let name = name.text, let application = state.target(of: holder, kind, named: name)
    else { return nil }
    return endpoints.given(selectors, within: application)
  }

  /// The holder if it is own, else an own list that should bound it.
  private func site(_ index: Int, _ holder: Resource, _ lists: Value) -> Site? {
    if state.isOwn(index) { return Site(index, "ipWhitelists") }
    let named = lists.texts.compactMap { state.place(of: holder.target(.ipWhitelist, named: $0)) }
    let parts = named + reach.wideLists(of: holder.address.institution)
    guard let list = parts.first(where: state.isOwn) else { return nil }
    return Site(list, state.resources[list].isUnrestrictedList ? "mode" : "entries")
  }

  // MARK: What

  private mutating func judge(_ holder: OpenHolder) {
    let institution = holder.address.institution
    let state = state.resource(at: Address(.institution, name: institution))
    // What is closed ends for good, and so does everything below it.
    guard state?[InstitutionFields.state].text?.is("closed") != true else { return }
    var verdicts: [OpenHolder.ClassVerdict] = []
    for (riskClass, all) in rowsOfClass {
      var held = endpoints.table.none
      var principals: [Text] = []
      for share in holder.shares where share.rows.overlaps(all) {
        held.formUnion(share.rows.intersection(all))
        principals += share.principals.filter { !principals.contains($0) }
      }
      guard !held.isEmpty,
        let verdict = policies.verdict(
          in: institution, on: principals, { $0[withoutNetworks: riskClass] })
      else { continue }
      verdicts.append(OpenHolder.ClassVerdict(riskClass: riskClass, rows: held, verdict: verdict))
    }
    let everybody = holder.principals
    let unstated =
      holder.isUnstated && holder.holdsAnything
      ? policies.verdict(in: institution, on: everybody) { $0.unstatedNetworks } : nil
    findings += holder.findings(verdicts, unstated: unstated, in: endpoints.table)
  }
}
