import AccessModel
import Diagnostics
import Plans

/// What time alone will change for principals: bounds that lie ahead.
struct LaterFinder {
  private let now: AccessView
  private var views: [Instant: AccessView] = [:]

  /// The rows that are in force and will be removed.
  private let removals: [Int]

  init(_ view: AccessView) {
    now = view
    removals = view.inForce.filter { view.register.table.rows[$0].removedOn != nil }
  }

  /// The changes ahead of one principal, in the order of time.
  ///
  /// Every rule is constant between two bounds, so that it is enough to look at each bound.
  mutating func changes(of facts: AccessFacts, now access: EffectiveAccess?) -> [LaterChange] {
    switch facts.obstacle {
    case nil, .outsideValidity: break
    default: return []
    }
    var current = access
    let words = LaterWords(table: now.register.table)
    return bounds(of: facts).compactMap { instant in
      let next = view(at: instant).access(of: facts.principal)
      defer { current = next }
      return words.difference(current, next).map {
        LaterChange(at: instant, principal: facts.principal, what: Text($0))
      }
    }
  }

  /// The access of a principal at a later instant.
  mutating func access(of principal: PrincipalAddress, at instant: Instant) -> EffectiveAccess? {
    view(at: instant).access(of: principal)
  }

  private mutating func view(at instant: Instant) -> AccessView {
    if let known = views[instant] { return known }
    let view = AccessView(now.register, at: instant)
    views[instant] = view
    return view
  }

  /// The instants ahead at which a rule may answer otherwise.
  func bounds(of facts: AccessFacts) -> [Instant] {
    var bounds: Set<Instant> = []
    func add(_ value: Value?) {
      if let instant = value?.instant, instant > now.now { bounds.insert(instant) }
    }
    let sources = facts.sources
    add(sources.authorization?[TraderAuthorizationFields.validFrom])
    add(sources.authorization?[TraderAuthorizationFields.validUntil])
    for grant in sources.grants {
      add(grant[EndpointGrantFields.validFrom])
      add(grant[EndpointGrantFields.validUntil])
    }
    let licence = sources.institution?[InstitutionFields.licenceSlot]
    add(licence?[InstitutionFields.licenceFrom])
    add(licence?[InstitutionFields.licenceUntil])
    let register = now.institution(facts.principal.institution).register
    for name in sources.lists + register.wideLists {
      for entry in register.lists[name]?[IPWhitelistFields.entries].elements ?? [] {
        add(entry[IPWhitelistFields.validUntil])
      }
    }
    for place in removals where facts.granted.contains(place) || isBase(place) {
      if let instant = now.register.table.rows[place].removedOn { bounds.insert(instant) }
    }
    return bounds.sorted()
  }

  private func isBase(_ place: Int) -> Bool { now.register.table.rows[place].isBase }
}

/// What happens at a bound, in words.
struct LaterWords {
  let table: EndpointTable

  /// So many endpoints are named; more are counted.
  private static let namedMax = 3

  /// Nil when nothing does.
  func difference(_ old: EffectiveAccess?, _ new: EffectiveAccess?) -> String? {
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, let new?): return "starts and gains \(Self.counted(new.rows))"
    case (let old?, nil): return "ends and loses everything (\(Self.counted(old.rows)))"
    case (let old?, let new?): return difference(old, new)
    }
  }

  private func difference(_ old: EffectiveAccess, _ new: EffectiveAccess) -> String? {
    let parts = [
      words("loses", old.rows.subtracting(new.rows), old.networks.subtracting(new.networks)),
      words("gains", new.rows.subtracting(old.rows), new.networks.subtracting(old.networks)),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func words(
    _ verb: String, _ rows: EndpointSet, _ networks: AddressSet
  ) -> String? {
    var parts: [String] = []
    if !rows.isEmpty { parts.append(named(rows)) }
    if !networks.isEmpty(.v4) { parts.append("\(networks.v4Count) IPv4 addresses") }
    if !networks.isEmpty(.v6) { parts.append("\(networks.v6NetworkCount) IPv6 networks of /64") }
    return parts.isEmpty ? nil : "\(verb) \(parts.joined(separator: " and "))"
  }

  private func named(_ rows: EndpointSet) -> String {
    guard rows.count <= Self.namedMax else { return Self.counted(rows) }
    return table.rows.indices.filter(rows.contains).map { table.rows[$0].id.string }
      .joined(separator: ", ")
  }

  private static func counted(_ rows: EndpointSet) -> String {
    rows.count == 1 ? "1 endpoint" : "\(rows.count) endpoints"
  }
}
