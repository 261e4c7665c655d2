package import AccessModel
package import Diagnostics
package import Plans

/// What is recorded about a write beside its changes.
package struct CommitHeader: Sendable {
  /// How far the clocks of machines may differ: a commit forgives one that is behind by so much.
  package static let clockSkewSeconds: Int64 = 5

  /// Random; by it a commit whose answer was lost is found again.
  package let applyID: Text
  /// The command that writes, such as `apply` or `owner register`.
  package let command: String
  package let actor: Actor
  package let onBehalfOf: Actor?
  package let reason: Text?
  /// The instant at which things were judged.
  package let at: Instant
  /// The machine's clock, which differs from `at` only outside prod.
  package let wallClock: Instant
  /// An owner that this write registers, or whose protected list it extends.
  package let owner: Owner?
  /// Guardrails lifted for this write, as `name` or `name=address`.
  package let lifts: [Text]
  /// What second persons signed for this write; the judge says whether they count.
  package let approvals: [PlanApproval]

  package init(
    applyID: Text, command: String, actor: Actor, onBehalfOf: Actor?, reason: Text?, at: Instant,
    wallClock: Instant, owner: Owner?, lifts: [Text], approvals: [PlanApproval] = []
  ) {
    self.applyID = applyID
    self.command = command
    self.actor = actor
    self.onBehalfOf = onBehalfOf
    self.reason = reason
    self.at = at
    self.wallClock = wallClock
    self.owner = owner
    self.lifts = lifts
    self.approvals = approvals
  }
}
