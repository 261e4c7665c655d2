import AccessModel
import Diagnostics
import Plans

/// Compares the access of every principal before and after.
struct ImpactFinder {
  private let before: AccessView
  private let after: AccessView
  private let index: ChangeIndex
  private let renames: PrincipalRenames
  private var differences: AccessDifferences
  private var later: LaterFinder

  init(_ changes: [Change], before: AccessView, after: AccessView) {
    self.before = before
    self.after = after
    index = ChangeIndex(changes, before: before, after: after)
    renames = PrincipalRenames(changes)
    differences = AccessDifferences(before: before, after: after)
    later = LaterFinder(after)
  }

  /// Adds impacts, directions, classes and what time will change.
  mutating func find(into effects: inout PlanEffects) {
    var named: Set<[Text]> = []
    for principal in principals {
      let old = renames.former(of: principal)
      let was = before.facts(of: old), becomes = after.facts(of: principal)
      let because = index.read(by: [was, becomes])
      guard !because.isEmpty else { continue }
      let accessBefore = access(was, in: before), accessAfter = access(becomes, in: after)
      if let becomes {
        effects.later += later.changes(of: becomes, now: accessAfter)
      }
      let (gained, lost) = differences.between(accessBefore, accessAfter)
      guard !gained.isEmpty || !lost.isEmpty else { continue }
      let impact = AccessImpact(
        principal: principal, gained: gained, lost: lost, keys: [], because: because)
      effects.access.append(impact)
      for address in because {
        effects.directions[address, default: .neutral] = impact.direction.union(
          effects.directions[address] ?? .neutral)
      }
      for group in gained.groups + lost.groups { named.insert(group.endpoints) }
    }
    effects.later.sort { ($0.at, $0.principal.text) < ($1.at, $1.principal.text) }
    effects.classes = classes(of: named)
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
    return found.sorted { $0.text < $1.text }.map(\.principal)
  }

  private func access(_ facts: AccessFacts?, in view: AccessView) -> EffectiveAccess? {
    guard let facts, facts.obstacle == nil else { return nil }
    return view.access(from: facts)
  }

  /// The class of each endpoint named; the one that will hold, where it has one.
  private func classes(of named: Set<[Text]>) -> [Text: EndpointTable.RiskClass] {
    var classes: [Text: EndpointTable.RiskClass] = [:]
    for id in named.joined() where classes[id] == nil {
      for table in [after.register.table, before.register.table] {
        guard classes[id] == nil, let place = table.place(of: id) else { continue }
        classes[id] = table.rows[place].riskClass
      }
    }
    return classes
  }
}
