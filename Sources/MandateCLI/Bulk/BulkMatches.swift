import AccessModel
import Diagnostics
import Manifests
import Stores

/// The declarations of a tree that a query means.
struct BulkMatches {
  let loaded: LoadedTree
  /// Indices of declarations, ascending.
  let places: [Int]
  private let query: Query?

  /// Nil stands for everything.
  init(
    _ query: Query?, in loaded: LoadedTree, _ invocation: Invocation
  ) throws(CommandFailure) {
    self.loaded = loaded
    self.query = query
    guard let query else {
      places = Array(loaded.declarations.indices)
      return
    }
    let known = try Self.institutions(query, loaded, invocation)
    places = loaded.declarations.indices.filter { place in
      let resource = loaded.declarations[place].resource
      return resource.satisfies(query, institution: known[resource.address.institution])
    }
  }

  /// Institutions by name; those that the broker declares are asked of the store.
  private static func institutions(
    _ query: Query, _ loaded: LoadedTree, _ invocation: Invocation
  ) throws(CommandFailure) -> [Text: Resource] {
    var known: [Text: Resource] = [:]
    if query.compares("institution.tier"), loaded.isInstitutionTree {
      let store = try invocation.store(of: loaded.project).store
      let rows = try asking { () throws(StoreError) in
        try store.exists() ? store.rows(RowFilter(kind: .institution), asOf: nil) : []
      }
      for resource in try RegisterSplit.decode(rows) { known[resource.address.name] = resource }
    }
    for declaration in loaded.declarations where declaration.resource.kind == .institution {
      known[declaration.resource.address.name] = declaration.resource
    }
    return known
  }

  /// Says that nothing matches; throws where the query names what is not there.
  func requireKnownNames() throws(CommandFailure) {
    guard let query else { return }
    for comparison in query.condition.equalities {
      guard let known = known(comparison.field), !known.contains(comparison.value) else { continue }
      let near = nearestName(to: comparison.value.string, among: known.map(\.string))
      throw .request(
        "--where: no \(comparison.field) `\(comparison.value)` is declared",
        help: near.map { "did you mean `\($0)`?" } ?? "see what is declared with mandate validate")
    }
  }

  /// All values of a field that names things; nil for other fields.
  private func known(_ field: Text) -> Set<Text>? {
    let addresses = loaded.declarations.lazy.map(\.resource.address)
    switch field.string {
    case "kind": return Set(Kind.declared.map(\.description.nameText))
    case "name": return Set(addresses.map(\.name))
    case "institution": return Set(addresses.map(\.institution).filter { !$0.isEmpty })
    case "institution.tier": return Set(addresses.filter { $0.kind == .tier }.map(\.name))
    case "desk": return Set(addresses.filter { $0.kind == .desk }.map(\.name))
    default: return nil
    }
  }
}

extension Query.Condition {
  /// What the query compares for being equal, wherever it stands in it.
  fileprivate var equalities: [(field: Text, value: Text)] {
    switch self {
    case .comparison(let comparison):
      switch comparison.test {
      case .equals(let value): [(comparison.field, value)]
      case .isOneOf(let values): values.map { (comparison.field, $0) }
      case .differs, .below, .above, .matches: []
      }
    case .not: []
    case .and(let left, let right), .or(let left, let right): left.equalities + right.equalities
    }
  }
}
