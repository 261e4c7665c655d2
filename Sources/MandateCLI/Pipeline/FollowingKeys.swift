import AccessModel
import Diagnostics
import Planning
import Plans
import Stores

extension CommitBasis {
  /// What follows from the plan for keys, as they stand inside the transaction.
  ///
  /// `keys` are the resources of `keyRows`, in their order, and `planned` what the plan leaves.
  func keyConsequences(among keys: [Resource], planned: [Resource]) -> [Change] {
    guard !keys.isEmpty else { return [] }
    let found = Dictionary(
      zip(keys, keyRows).lazy.map {
        ($0.address, Change.Version(resource: $0, digest: $1.digest))
      }, uniquingKeysWith: { first, _ in first })
    return KeyConsequences.of(
      plan.changes, planned: planned, recorded: keys, at: header.at,
      by: Text((header.onBehalfOf ?? header.actor).description), version: { found[$0] })
  }
}

extension CommitBasis {
  /// The same for a command that records something, whose changes are all that is planned.
  func keyConsequences() throws(CommandFailure) -> [Change] {
    guard !keyRows.isEmpty else { return [] }
    let keys = try RegisterSplit.decode(keyRows)
    var planned = Dictionary(byAddress: try RegisterSplit.decode(rows))
    for change in plan.changes {
      if let before = change.before?.resource.address { planned[before] = nil }
      if let after = change.after?.resource { planned[after.address] = after }
    }
    return keyConsequences(among: keys, planned: Array(planned.values))
  }
}

extension Diagnostic {
  /// A store that holds what this version does not read.
  static let unreadable = Diagnostic.error(
    .registerUnreadable, "a stored resource cannot be read back", at: nil)
}

extension ScopeSelection {
  /// The scopes of the keys that `changes` can reach.
  static func keys(reachedBy changes: [Change]) -> ScopeSelection {
    KeyReach(changes).scopes.map { .only($0) } ?? .all
  }
}
