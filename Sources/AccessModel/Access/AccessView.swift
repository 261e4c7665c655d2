package import Diagnostics

/// The register judged at one instant: effective access as a pure function of register and time.
///
/// A class only because of what it remembers: selectors, tiers and applications are worked out once
/// for all principals. Not for use by two threads at a time.
package final class AccessView {
  package let register: AccessRegister
  package let now: Instant
  /// The rows of the region that are not removed, base rows among them.
  package let inForce: EndpointSet
  /// The rows that every live principal has.
  let baseRows: EndpointSet
  /// The rows that a licence is not needed for: class read and base.
  let unlicensed: EndpointSet
  /// By class, the rows that need an account.
  let accountScoped: [EndpointSet]
  let everyRow: EndpointSet
  let shapes: [CallShape]
  private var resolver: SelectorResolver
  private var ceilings: [Text: EndpointSet] = [:]
  /// The pins asked for last: applications approved alike stand side by side.
  private var lastPins: (ids: [Text], rows: EndpointSet)?
  private var institutionViews: [Text: InstitutionView] = [:]

  package init(_ register: AccessRegister, at now: Instant) {
    self.register = register
    self.now = now
    let table = register.table
    inForce = table.inForce(in: register.deployment.region, at: now)
    baseRows = table.set(where: \.isBase).intersection(inForce)
    unlicensed = table.set { $0.riskClass == .read || $0.isBase }
    accountScoped = EndpointTable.RiskClass.allCases.map { riskClass in
      table.set { $0.needsAccount && $0.riskClass == riskClass }
    }
    shapes = table.rows.map(CallShape.init)
    everyRow = table.set { _ in true }
    resolver = register.makeResolver()
  }

  /// The institution as it stands at this instant; one of that name need not exist.
  package func institution(_ name: Text) -> InstitutionView {
    if let known = institutionViews[name] { return known }
    // One that does not exist is not remembered, so that no caller can fill this with names.
    guard let found = register.institutions[name] else {
      return InstitutionView(InstitutionRegister(name: name), in: self)
    }
    let view = InstitutionView(found, in: self)
    institutionViews[found.name] = view
    return view
  }

  /// What a principal may do; nil when that is nothing, or when there is no such principal.
  package func access(of principal: PrincipalAddress) -> EffectiveAccess? {
    guard let facts = facts(of: principal), facts.obstacle == nil else { return nil }
    return access(from: facts)
  }

  /// What every rule says of a principal, also of one that is not alive; nil when there is none.
  package func facts(of principal: PrincipalAddress) -> AccessFacts? {
    switch principal.form {
    case .trader(let name, let authorization):
      institution(name).traderFacts(principal, authorization)
    case .apiUser(let name, let application, let user):
      institution(name).apiUserFacts(principal, application, user)
    case .retailKey: register.retail.key(of: principal).map(retailFacts)
    }
  }

  /// The facts put together; nil when no endpoint or no address is left.
  package func access(from facts: AccessFacts) -> EffectiveAccess? {
    guard !facts.networks.isEmpty else { return nil }
    let rows = rows(of: facts)
    guard !rows.isEmpty else { return nil }
    return EffectiveAccess(
      principal: facts.principal, user: facts.user, validFrom: facts.validFrom,
      validUntil: facts.validUntil, rows: rows, accounts: facts.accounts, networks: facts.networks)
  }

  /// Rules 2 to 4 on endpoints: granted, approved, below the ceiling, in force, licensed, with an
  /// account where one is needed; and the base rows.
  private func rows(of facts: AccessFacts) -> EndpointSet {
    var rows = facts.granted.intersection(facts.approved)
    if let ceiling = facts.ceiling { rows.formIntersection(ceiling) }
    rows.formIntersection(inForce)
    if !facts.isLicensed { rows.formIntersection(unlicensed) }
    for riskClass in EndpointTable.RiskClass.allCases where facts.accounts[riskClass].isEmpty {
      rows.subtract(accountScoped[Int(riskClass.rawValue)])
    }
    rows.formUnion(baseRows)
    return rows
  }

  // MARK: What is worked out once

  /// The rows that any of `selectors` matches, of every region and date.
  package func rows(of selectors: [Text]) -> EndpointSet { resolver.rows(of: selectors) }

  /// The rows of ids that an approval or a key fixed.
  func rows(fixed ids: [Text]) -> EndpointSet {
    if let lastPins, lastPins.ids == ids { return lastPins.rows }
    var rows = register.table.none
    for id in ids { if let place = register.table.place(of: id) { rows.insert(place) } }
    lastPins = (ids, rows)
    return rows
  }

  /// The rows below a tier; none for a tier that does not exist.
  func ceiling(of tier: Text) -> EndpointSet {
    if let known = ceilings[tier] { return known }
    let rows = rows(of: register.tiers[tier]?[TierFields.endpoints].texts ?? [])
    ceilings[tier] = rows
    return rows
  }

  /// Whether the environment asks for a licence, and the institution has none that holds now.
  func lacksLicence(_ institution: Resource?) -> Bool {
    guard register.deployment.environment.isProduction else { return false }
    guard let licence = institution?[InstitutionFields.licenceSlot] else { return true }
    return licence[InstitutionFields.held].boolean != true
      || !Value.isWithin(
        licence[InstitutionFields.licenceFrom], licence[InstitutionFields.licenceUntil], at: now)
  }

  /// The ids that an approval given now would pin (model, "What an approval fixes").
  ///
  /// Only rows in force here: an approval covers what the reviewer could see. Without an assessment
  /// a broker application has no boundary to approve within, and in prod none is made up for it.
  package func pins(of application: Address) -> [Text] {
    let institution = register.institutions[application.institution]
    let resource =
      application.kind == .brokerApplication
      ? institution?.brokerApplications[application.name]
      : institution?.tradingApplications[application.name]
    guard let resource else { return [] }
    var rows = rows(of: resource.requestedSelectors).intersection(inForce)
    let boundary = institution?.standings[application]?.boundary
    if let boundary {
      rows.formIntersection(self.rows(of: boundary))
    } else if application.kind == .brokerApplication, register.deployment.environment.isProduction {
      return []
    }
    rows.subtract(unlicensed)
    return register.table.ids(of: rows)
  }
}
