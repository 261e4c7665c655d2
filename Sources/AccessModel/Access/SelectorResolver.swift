package import Diagnostics

/// Turns selectors and permission sets into sets of rows, each text once.
///
/// Rows of every region and date take part, for a selector means the same everywhere; what is in
/// force is the table's to say. Base rows match nothing.
package struct SelectorResolver: Sendable {
  package let table: EndpointTable
  /// Every row that a selector can match.
  private let selectable: EndpointSet
  private var sets: [Text: EndpointSet] = [:]
  private var circular: Set<Text> = []
  private var known: [Text: EndpointSet] = [:]

  /// A resolver for `permissionSets`, which are resources of that kind.
  ///
  /// A set in a circle, or that leads into one, is empty: `set-cycle` reports the circle.
  ///
  /// - Complexity: linear in the selectors of all sets.
  package init(table: EndpointTable, permissionSets: some Sequence<Resource>) {
    self.table = table
    selectable = table.set { !$0.isBase }
    resolveSets(permissionSets)
  }

  /// The rows that a selector matches; none for what does not exist.
  package mutating func rows(of selector: Text) -> EndpointSet {
    if let rows = known[selector] { return rows }
    let rows = (try? Selector(parsing: selector)).map(resolve) ?? table.none
    known[selector] = rows
    return rows
  }

  /// The rows that any of `selectors` matches.
  package mutating func rows(of selectors: [Text]) -> EndpointSet {
    guard let first = selectors.first else { return table.none }
    var rows = rows(of: first)
    for selector in selectors.dropFirst() { rows.formUnion(self.rows(of: selector)) }
    return rows
  }

  /// The rows of a permission set, or nil when there is none of that name.
  package func rows(ofSet name: Text) -> EndpointSet? { sets[name] }

  /// Whether a set is part of a circle or leads into one.
  package func isCircular(_ name: Text) -> Bool { circular.contains(name) }

  /// Whether there is anything for a selector to match: the id, a row below the prefix, the set.
  package func exists(_ selector: Selector) -> Bool {
    switch selector {
    case .all: true
    case .set(let name): sets[name] != nil
    case .exact(let id): table.place(of: id).map(selectable.contains) ?? false
    case .prefix(let prefix):
      table.places(withPrefix: prefix).contains(where: selectable.contains)
    }
  }

  private func resolve(_ selector: Selector) -> EndpointSet {
    var rows = table.none
    switch selector {
    case .all: return selectable
    case .set(let name): return sets[name] ?? rows
    case .exact(let id):
      if let place = table.place(of: id) { rows.insert(place) }
    case .prefix(let prefix): rows.insert(table.places(withPrefix: prefix))
    }
    rows.formIntersection(selectable)
    return rows
  }

  // MARK: Permission sets

  /// Resolves sets whose own sets are resolved until none is left but circles.
  private mutating func resolveSets(_ permissionSets: some Sequence<Resource>) {
    var resources: [Text: Resource] = [:]
    for resource in permissionSets where resources[resource.address.name] == nil {
      resources[resource.address.name] = resource
    }
    var users: [Text: [Text]] = [:]
    var open: [Text: Int] = [:]
    var ready: [Text] = []
    for (name, resource) in resources {
      let uses = resource.setsUsed.filter { resources[$0] != nil }
      for used in uses { users[used, default: []].append(name) }
      open[name] = uses.count
      if uses.isEmpty { ready.append(name) }
      sets[name] = table.none
      circular.insert(name)
    }
    while let name = ready.popLast() {
      guard let resource = resources[name] else { continue }
      sets[name] = content(of: resource)
      circular.remove(name)
      for user in users[name] ?? [] {
        let left = (open[user] ?? 0) - 1
        open[user] = left
        if left == 0 { ready.append(user) }
      }
    }
  }

  private func content(of set: Resource) -> EndpointSet {
    typealias Fields = PermissionSetFields
    var rows = union(set[Fields.include])
    rows.subtract(union(set[Fields.exclude]))
    let classes = set[Fields.classes].texts.compactMap(EndpointTable.RiskClass.init)
    let wanted = EndpointTable.Flags(words: set[Fields.withFlags].texts)
    let unwanted = EndpointTable.Flags(words: set[Fields.withoutFlags].texts)
    let kept = table.set { row in
      (classes.isEmpty || classes.contains(row.riskClass))
        && (wanted.isEmpty || !row.flags.isDisjoint(with: wanted))
        && row.flags.isDisjoint(with: unwanted)
    }
    rows.formIntersection(kept)
    return rows
  }

  private func union(_ selectors: Value) -> EndpointSet {
    selectors.texts.reduce(into: table.none) { rows, text in
      if let selector = try? Selector(parsing: text) { rows.formUnion(resolve(selector)) }
    }
  }
}

extension Resource {
  /// The names of the sets that a permission set includes or excludes.
  package var setsUsed: [Text] {
    (self[PermissionSetFields.include].texts + self[PermissionSetFields.exclude].texts)
      .compactMap { $0.hasPrefix("set:") ? $0.slice(4..<$0.count) : nil }
  }
}
