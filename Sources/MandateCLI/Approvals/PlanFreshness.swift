import AccessModel
import Plans
import Stores

/// Whether a saved plan can still be applied, asked before anybody looks at signatures.
///
/// The commit asks it again inside its transaction; here it is asked so that a stale plan is called
/// stale, whatever else is wrong by now.
enum PlanFreshness {
  /// Throws `stale` when one of the scopes that the plan read has moved.
  static func require(
    _ plan: Plan, _ snapshot: Snapshot, in store: any RegisterStore
  ) throws(CommandFailure) {
    let lineage = snapshot.store?.lineage
    guard plan.base.store == lineage else {
      throw .stale(
        Staleness(cause: .otherStore(planned: plan.base.store, found: lineage), by: nil))
    }
    let moved = plan.base.scopes.first { scope, digest in
      (snapshot.scopes[scope]?.digest ?? ScopeDigest.ofUntouched(scope)) != digest
    }
    guard let (scope, _) = moved else { return }
    let revisions = try asking { () throws(StoreError) in try store.revisions(touching: nil) }
    if !plan.changes.isEmpty, let earlier = revisions.first(where: { $0.planDigest == plan.digest })
    {
      throw .stale(Staleness(cause: .alreadyApplied, by: earlier.summary))
    }
    let by = revisions.first { $0.revision == snapshot.scopes[scope]?.lastRevision }
    throw .stale(Staleness(cause: .scopeMoved(scope), by: by?.summary))
  }
}
