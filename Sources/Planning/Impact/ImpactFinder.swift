import AccessModel
import Diagnostics
import Plans

/// Compares the access of every principal before and after.
struct ImpactFinder {
  private let before: AccessView
  private let after: AccessView
  private let index: ChangeIndex
  private let renames: PrincipalRenames
  private let keys: LiveKeys
  private var differences: AccessDifferences
  private var later: LaterFinder
  private var laterBefore: LaterFinder
  private var matches: GainedMatches
  /// By institution, how many principals have access on each side.
  private var alive: [Text: (before: Int, after: Int)] = [:]

  init(
    _ changes: [Change], before: AccessView, after: AccessView, keys: LiveKeys, queries: [Query]
  ) {
    self.keys = keys
    self.before = before
    self.after = after
    index = ChangeIndex(changes, before: before, after: after)
    renames = PrincipalRenames(changes)
    differences = AccessDifferences(before: before, after: after)
    later = LaterFinder(after)
    laterBefore = LaterFinder(before)
    matches = GainedMatches(queries, in: after)
  }

  /// Adds impacts, directions, classes and what time will change.
  mutating func find(into effects: inout PlanEffects) {
    var unchanged = 0
    for principal in principals {
      let old = renames.former(of: principal)
      let was = before.facts(of: old), becomes = after.facts(of: principal)
      let because = index.read(by: [was, becomes])
      let accessBefore = access(was, in: before), accessAfter = access(becomes, in: after)
      count(principal.institution, accessBefore, accessAfter)
      if !because.isEmpty { effects.evidence.touched.insert(principal) }
      if !because.isEmpty, let becomes {
        effects.later += later.changes(of: becomes, now: accessAfter)
        addGainsLater(principal, was, becomes, because, to: &effects)
      }
      addHandover(principal, because, accessBefore, accessAfter, to: &effects)
      let (gained, lost) = differences.between(accessBefore, accessAfter)
      guard !gained.isEmpty || !lost.isEmpty else {
        if let accessAfter {
          unchanged += 1
          addReleased(principal, old, accessAfter, to: &effects)
        }
        continue
      }
      let reached = keys.reached(
        old, gained: gained, lost: lost, before: accessBefore, after: accessAfter)
      let impact = AccessImpact(
        principal: principal, gained: gained, lost: lost, keys: reached.ids, because: because,
        isEverything: accessBefore == nil || accessAfter == nil)
      effects.access.append(impact)
      matches.ask(impact, accessAfter)
      effects.evidence.exposedKeys += reached.gaining
      if !gained.isEmpty, Self.isUnrestricted(accessAfter), !Self.isUnrestricted(accessBefore) {
        effects.evidence.unrestricted.insert(principal)
      }
      for address in because {
        effects.directions[address, default: .neutral] = impact.direction.union(
          effects.directions[address] ?? .neutral)
      }
    }
    effects.later.sort { ($0.at, $0.principal.text) < ($1.at, $1.principal.text) }
    effects.classes = classes(of: Self.endpoints(namedIn: effects))
    effects.unchanged = unchanged
    effects.evidence.awaited = AwaitedApprovals.added(before: before, after: after)
    effects.evidence.ruleMatches = matches.found
    effects.evidence.emptied = Set(
      alive.filter { $0.value.before > 0 && $0.value.after == 0 }.keys)
  }

  /// What the principal will gain at bounds ahead that it would not have had without the changes.
  private mutating func addGainsLater(
    _ principal: PrincipalAddress, _ was: AccessFacts?, _ becomes: AccessFacts,
    _ because: [Address], to effects: inout PlanEffects
  ) {
    let bounds = Set(later.bounds(of: becomes)).union(was.map(laterBefore.bounds) ?? [])
    for instant in bounds.sorted() {
      let new = later.access(of: principal, at: instant)
      let old = was.flatMap { laterBefore.access(of: $0.principal, at: instant) }
      let gained = differences.between(old, new).gained
      guard !gained.isEmpty else { continue }
      if Self.isUnrestricted(new), !Self.isUnrestricted(old) {
        effects.evidence.unrestricted.insert(principal)
      }
      effects.evidence.otherGains.append(
        AccessImpact(
          principal: principal, gained: gained, lost: .nothing, keys: [], because: because))
    }
  }

  /// Notes keys that are let go while their principal keeps what it has: they gain all of it.
  private mutating func addReleased(
    _ principal: PrincipalAddress, _ former: PrincipalAddress, _ access: EffectiveAccess,
    to effects: inout PlanEffects
  ) {
    guard keys.released.contains(former) else { return }
    let whole = differences.between(nil, access).gained
    for key in keys.released(former, to: access) {
      effects.evidence.exposedKeys += 1
      effects.evidence.otherGains.append(
        AccessImpact(
          principal: principal,
          gained: AccessShare(groups: whole.groups, networks: key.networks.blocks),
          lost: .nothing, keys: [key.id], because: [key.address], isEverything: true))
    }
  }

  /// Notes that access passes to another person, who gains all of it.
  private mutating func addHandover(
    _ principal: PrincipalAddress, _ because: [Address], _ old: EffectiveAccess?,
    _ new: EffectiveAccess?, to effects: inout PlanEffects
  ) {
    guard let old, let new,
      !renames.isSamePerson(old.user, new.user, of: principal.institution)
    else { return }
    let impact = AccessImpact(
      principal: principal, gained: differences.between(nil, new).gained, lost: .nothing, keys: [],
      because: because, isEverything: true)
    effects.handovers.append(Handover(principal: principal, from: old.user, to: new.user))
    effects.evidence.otherGains.append(impact)
    if Self.isUnrestricted(new) { effects.evidence.unrestricted.insert(principal) }
    matches.ask(impact, new)
  }

  /// The lists of endpoints that any gain or loss names, each once.
  private static func endpoints(namedIn effects: PlanEffects) -> Set<[Text]> {
    var named: Set<[Text]> = []
    for impacts in [effects.access, effects.evidence.otherGains] {
      for impact in impacts {
        for group in impact.gained.groups { named.insert(group.endpoints) }
        for group in impact.lost.groups { named.insert(group.endpoints) }
      }
    }
    return named
  }

  private mutating func count(
    _ institution: Text, _ before: EffectiveAccess?, _ after: EffectiveAccess?
  ) {
    // Keys of retail clients belong to none that could be left with nobody.
    guard !institution.isEmpty else { return }
    if before != nil { alive[institution, default: (0, 0)].before += 1 }
    if after != nil { alive[institution, default: (0, 0)].after += 1 }
  }

  /// Whether calls may come from every address of a family.
  private static func isUnrestricted(_ access: EffectiveAccess?) -> Bool {
    guard let networks = access?.networks else { return false }
    return networks.isWholeInternet(.v4) || networks.isWholeInternet(.v6)
  }

  /// Everybody who is or was a principal, sorted by address; the renamed under their new address.
  private var principals: [PrincipalAddress] {
    let names = Set(before.register.institutions.keys).union(after.register.institutions.keys)
    var found: [(text: Text, principal: PrincipalAddress)] = []
    for name in names {
      let now = after.register.institutions[name]?.principals ?? []
      let known = Set(now)
      let gone = (before.register.institutions[name]?.principals ?? []).filter {
        !known.contains($0) && !renames.isRenamed($0)
      }
      found += (now + gone).map { ($0.text, $0) }
    }
    let now = after.register.retail.principals
    let known = Set(now)
    let gone = before.register.retail.principals.filter {
      !known.contains($0) && !renames.isRenamed($0)
    }
    found += (now + gone).map { ($0.text, $0) }
    return found.sorted { $0.text < $1.text }.map(\.principal)
  }

  private func access(_ facts: AccessFacts?, in view: AccessView) -> EffectiveAccess? {
    guard let facts, facts.obstacle == nil else { return nil }
    return view.access(from: facts)
  }

  /// The class of each endpoint named; the one that will hold, where it has one.
  ///
  /// A base row counts as read, whatever its class: whoever is alive has it, so that nobody decides
  /// about it and nobody is warned or asked because of it.
  private func classes(of named: Set<[Text]>) -> [Text: EndpointTable.RiskClass] {
    var classes: [Text: EndpointTable.RiskClass] = [:]
    for id in named.joined() where classes[id] == nil {
      for table in [after.register.table, before.register.table] {
        guard classes[id] == nil, let place = table.place(of: id) else { continue }
        let row = table.rows[place]
        classes[id] = row.isBase ? .read : row.riskClass
      }
    }
    return classes
  }
}
