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

extension ScopeSelection {
  /// The scopes of the keys that `changes` can reach.
  static func keys(reachedBy changes: [Change]) -> ScopeSelection {
    KeyReach(changes).scopes.map { .only($0) } ?? .all
  }
}
