import AccessModel
import Manifests
import Planning
import Plans

/// The scopes that a plan must read beside those it declares or owns something in.
///
/// One answer for who makes the plan and who judges it: a plan that leaves one out would be judged
/// on less than it does.
enum ReachedScopes {
  /// Those whose access `changes` can move, of the `known` ones, and those whose resources a changed
  /// policy speaks about.
  static func of(
    _ changes: [Change], planned: [Resource], known: some Sequence<Scope>
  ) -> Set<Scope> {
    Effects.scopes(of: changes, planned: planned, known: known)
      .union(PolicyTightening.scopes(readFor: changes, among: planned))
  }
}
