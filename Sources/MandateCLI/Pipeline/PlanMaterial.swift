import AccessModel
import Diagnostics
import Planning
import Plans

/// What a plan was made from, for commands that ask more about the planned state than a plan says.
struct PlanMaterial {
  let declared: [Declared]
  /// The resources of all other owners, records included.
  let others: [Resource]
  let snapshot: Snapshot

  /// Everything that will exist when the whole tree is applied.
  var planned: [Resource] { declared.map(\.resource) + others }

  /// The access tests that the owner of `project` may see.
  func tests(for project: Text, of institution: Text?) -> [StandingTest] {
    StandingTest.visible(
      to: project, of: institution, among: planned, rows: snapshot.rows, owners: snapshot.owners)
  }
}
