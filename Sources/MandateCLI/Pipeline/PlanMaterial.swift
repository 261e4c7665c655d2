import AccessModel
import Planning
import Plans

/// What a plan was made from, for commands that ask more about the planned state than a plan says.
struct PlanMaterial {
  let changes: [Change]
  let declared: [Declared]
  /// The resources of all other owners, records included.
  let others: [Resource]
  let snapshot: Snapshot
  /// The instant at which the plan was judged.
  let now: Instant

  /// Everything that will exist when the whole tree is applied, records included.
  func planned() -> [Resource] {
    RecordConsequences.followed(
      in: declared.map(\.resource) + others, after: changes, at: now)
  }
}
