package import AccessModel
package import Diagnostics
package import Plans

/// Explains one principal from what every rule found.
package struct ExplanationBuilder {
  let view: AccessView
  let facts: AccessFacts
  /// The key that is asked about, where it is one.
  let key: KeyRecord?
  /// Where the manifests declare a resource.
  private let source: (Address) -> Source?

  /// Of a principal, or of one of its keys.
  package init(
    _ facts: AccessFacts, key: KeyRecord? = nil, in view: AccessView,
    source: @escaping (Address) -> Source?
  ) {
    self.facts = facts
    self.key = key ?? facts.sources.key
    self.view = view
    self.source = source
  }

  private var institution: InstitutionView { view.institution(facts.principal.institution) }

  // MARK: One call

  /// Why a call may or may not be made; without account or address, why any such call may.
  package func call(
    _ standing: CallStanding, account: Text?, address: IPAddress?
  ) -> Explanation {
    let row = view.register.table.rows[standing.place]
    let obstacles = Dictionary(grouping: standing.obstacles, by: \.rule)
    let rules = ruleNames.map { name in
      let found = obstacles[name] ?? []
      return Explanation.Rule(
        name: name.rawValue, holds: found.isEmpty,
        facts: self.facts(of: name, found, row, standing.place, account, address))
    }
    let finder = RemedyFinder(standing, account: account, address: address, in: view)
    let words = RemedyWords(facts: facts, key: key, view: view)
    return Explanation(
      reason: standing.reason, rules: rules,
      suggestions: words.suggestions(finder.remedies),
      shortcut: finder.move.map(words.suggestion))
  }

  private func facts(
    of rule: RuleName, _ obstacles: [CallObstacle], _ row: EndpointTable.Row, _ place: Int,
    _ account: Text?, _ address: IPAddress?
  ) -> [Explanation.Fact] {
    switch rule {
    case .key: return keyFacts(obstacles)
    case .alive: return alive(obstacles)
    case .endpoint: return endpoint(obstacles, row, place)
    case .licence: return [licence(obstacles, place)]
    case .account: return self.account(obstacles, row, account)
    case .network: return network(address)
    }
  }

  /// The rules that there are to tell of.
  var ruleNames: [RuleName] { RuleName.allCases.filter { $0 != .key || key != nil } }

  // MARK: Rule 1

  /// What the key is, and why it opens nothing.
  func keyFacts(_ obstacles: [CallObstacle]) -> [Explanation.Fact] {
    guard let key else { return [] }
    let words = ObstacleWords(facts: facts)
    return KeyWords(key: key, now: view.now).facts
      + obstacles.map { Explanation.Fact("", words.clause($0)) }
  }

  /// What lives, or does not.
  func alive(_ obstacles: [CallObstacle]) -> [Explanation.Fact] {
    let words = ObstacleWords(facts: facts)
    let clauses = obstacles.map(words.clause) + (obstacles.isEmpty ? lively : [])
    return [Explanation.Fact("", clauses.joined(separator: ", "))]
  }

  private var lively: [String] {
    if let client = facts.sources.client {
      return ["client \(facts.user) active", "application approved" + approval(client)]
    }
    var clauses = ["institution open", "user \(facts.user) active"]
    if let application = facts.sources.application {
      clauses.append("application \(application.address.name) approved" + approval(application))
    }
    if facts.sources.authorization != nil { clauses.append("authorization active") }
    let bounds = [
      facts.validFrom.map { "since \($0)" }, facts.validUntil.map { "until \($0)" },
    ].compactMap { $0 }
    return clauses + (bounds.isEmpty ? ["no end"] : bounds)
  }

  /// Who approved an application and when, in parentheses.
  private func approval(_ application: Resource) -> String {
    let review =
      facts.sources.client == nil
      ? institution.register.reviews[application.address]
      : view.register.retail.reviews[application.address.name]
    let steps = review?[ReviewFields.steps].elements ?? []
    let last = steps.filter { $0[ReviewFields.stepName].text?.is("approve") ?? false }
      .max { ($0[ReviewFields.number].integer ?? 0) < ($1[ReviewFields.number].integer ?? 0) }
    guard let last, let by = last[ReviewFields.by].text, let at = last[ReviewFields.at].text else {
      return ""
    }
    return " (\(by), \(at.string.prefix(10)))"
  }

  // MARK: Rules 2 and 3

  private func endpoint(
    _ obstacles: [CallObstacle], _ row: EndpointTable.Row, _ place: Int
  ) -> [Explanation.Fact] {
    let head = Explanation.Fact("", "\(row.id) (\(row.riskClass.name))")
    guard !row.isBase else {
      return [head, Explanation.Fact("granted", "base: every live principal has it")]
    }
    let words = ObstacleWords(facts: facts)
    let refusals = obstacles.map { Explanation.Fact(Self.label(of: $0), words.clause($0)) }
    return [head] + granting(place) + approving(place, obstacles) + refusals
  }

  /// The part of rule 2 that an obstacle belongs to.
  private static func label(of obstacle: CallObstacle) -> String {
    switch obstacle {
    case .notRequested, .outsideBoundary, .notPinned: "approved"
    case .aboveCeiling: "ceiling"
    default: "granted"
    }
  }

  private func granting(_ place: Int) -> [Explanation.Fact] {
    if let key = facts.sources.key {
      let scopes = key.scopes.map(\.string).joined(separator: ", ")
      return facts.granted.contains(place)
        ? [.init("granted", "named by its scopes when it was made: \(scopes)")] : []
    }
    let holder = facts.sources.desk ?? facts.sources.authorization
    return (holder.map { [$0] } ?? facts.sources.grants).flatMap { resource in
      selection("granted", resource, resource.grantedSelectors, place)
    }
  }

  private func approving(
    _ place: Int, _ obstacles: [CallObstacle]
  ) -> [Explanation.Fact] {
    var found: [Explanation.Fact] = []
    if let application = facts.sources.application {
      let isApproved = institution.register.standings[application.address]?.isApproved ?? false
      let isCovered = isApproved && !obstacles.contains { Self.label(of: $0) == "approved" }
      found += selection(
        isCovered ? "approved" : "requested", application, application.requestedSelectors, place)
      let boundary = institution.register.standings[application.address]?.boundary ?? []
      let selectors = matching(boundary, place)
      if !selectors.isEmpty { found.append(.init("boundary", selectors.joined(separator: ", "))) }
    }
    if let tier = facts.sources.tier {
      found += selection("ceiling", tier, tier[TierFields.endpoints].texts, place)
    }
    return found
  }

  private func selection(
    _ label: String, _ resource: Resource, _ selectors: [Text], _ place: Int
  ) -> [Explanation.Fact] {
    let found = matching(selectors, place)
    guard !found.isEmpty else { return [] }
    let address = resource.address
    let words = "\(address.kind.name)/\(address.name): \(found.joined(separator: ", "))"
    return [Explanation.Fact(label, words, at: source(address))]
  }

  private func matching(_ selectors: [Text], _ place: Int) -> [String] {
    selectors.filter { view.rows(of: [$0]).contains(place) }.map(\.string)
  }

  private func licence(_ obstacles: [CallObstacle], _ place: Int) -> Explanation.Fact {
    guard facts.sources.key == nil else { return .init("", "none is asked of retail") }
    guard let institution = facts.sources.institution else { return .init("", "none is declared") }
    let at = source(institution.address)
    guard view.register.deployment.environment.isProduction else {
      return .init("", "none is asked for outside prod")
    }
    let words = LicenceWords.words(of: institution)
    return obstacles.isEmpty && !facts.isLicensed
      ? .init("", "\(words), and reading needs none", at: at) : .init("", words, at: at)
  }

  // MARK: Rules 4 and 5

  private func account(
    _ obstacles: [CallObstacle], _ row: EndpointTable.Row, _ account: Text?
  ) -> [Explanation.Fact] {
    if let key = facts.sources.key, !row.needsAccount || !obstacles.isEmpty || account != nil {
      return RetailAccountWords(client: facts.sources.client, key: key).facts(
        of: account, obstacles)
    }
    guard row.needsAccount else { return [.init("", "this endpoint needs none")] }
    let reachable = facts.accounts[row.riskClass].map(\.string)
    guard let account else {
      return [.init("", reachable.isEmpty ? "it reaches none" : reachable.joined(separator: ", "))]
    }
    return AccountWords(facts: facts, institution: institution, source: source)
      .facts(of: account, obstacles)
  }

  /// What lets an address in, or what there is.
  func network(_ address: IPAddress?) -> [Explanation.Fact] {
    let own = key.map { [KeyWords(key: $0, now: view.now).network(address)] } ?? []
    guard facts.sources.key == nil else { return own }
    return own
      + NetworkWords(facts: facts, institution: institution, now: view.now, source: source)
      .facts(of: address)
  }
}

/// The rules of section 4 of the model, as people see them.
enum RuleName: String, CaseIterable {
  /// Told of keys only.
  case key
  case alive, endpoint, licence, account, network
}

extension CallObstacle {
  /// The rule that it belongs to.
  var rule: RuleName {
    switch self {
    case .key: .key
    case .stopped(let override) where override.address.subject?.kind == .key: .key
    case .noInstitution, .institutionState, .stopped, .authorizationState, .userState,
      .applicationState, .startsAt, .endedAt:
      .alive
    case .grantsAtOtherTimes, .notGranted, .notRequested, .outsideBoundary, .notPinned,
      .aboveCeiling:
      .endpoint
    case .licence: .licence
    case .account: .account
    case .address, .keyAddress: .network
    }
  }
}
