package import AccessModel
package import Manifests
package import Plans
package import Stores

/// The pipeline of `plan` without the command around it, for those who measure it.
package enum PlanRehearsal {
  /// The plan of a whole tree against a store; nil when anything stands in the way.
  package static func plan(
    _ project: Project, against store: any RegisterStore, at now: Instant
  ) -> Plan? {
    let pipeline = PlanPipeline(
      project: project, store: store, now: now, author: nil,
      selection: PlanSelection(targets: [], paths: []), lifts: [],
      commit: { _ in nil })
    guard let outcome = try? pipeline.makePlan(), outcome.prohibitions.isEmpty else { return nil }
    return outcome.plan
  }
}
