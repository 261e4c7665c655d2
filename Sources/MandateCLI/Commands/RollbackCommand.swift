import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let rollback = CommandDeclaration(
    "rollback", "plans to take back what this tree's owner has changed since a moment",
    details: """
      Makes the plan that gives the owner of this tree what it owned after a revision, or at a time, \
      whatever the manifests say today. It is a plan like any other: it shows who gains and loses, \
      guardrails and tests speak, widening waits for whom it always waits for, and nothing happens \
      before `mandate apply` of the file that --out saves. What other owners own stays, and what \
      changed hands since is judged by who owns it now. Ended keys stay \
      ended; decisions, stops and settings stay as they are. Take the manifests back as well, for \
      example with git revert, or the next plan brings everything again.
      """,
    operands: [Operand("MOMENT", "a revision or a time")],
    options: PlanOptions.all.filter {
      !["--target", "--only", OptionDeclaration.snapshot.name].contains($0.name)
    },
    examples: [
      "mandate rollback 41", "mandate rollback 41 --out back.plan && mandate apply back.plan",
    ],
    run: { invocation throws(CommandFailure) in try RollbackCommand(invocation).run() })
}

struct RollbackCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let sink = try PlanSink(invocation)
    let project = try invocation.project()
    var pipeline = try PlanCommand.pipeline(invocation, project, lifts: [])
    guard try asking({ () throws(StoreError) in try pipeline.store.exists() }) else {
      throw .store(.missing(place: pipeline.store.place))
    }
    let revision = try AsOf.revision(
      named: invocation.arguments.operands[0], as: "MOMENT", in: pipeline.store)
    var past = LoadedTree(
      project, tree: try tree(of: project, asOf: revision, in: pipeline.store))
    past.isOfPast = true
    pipeline.overlay = past
    return try PlanCommand(invocation).show(pipeline, in: sink)
  }

  /// Who owns what now.
  ///
  /// WHY: what was taken over since goes back to what it was, and not to whose it was.
  private func ownersNow(in store: any RegisterStore) throws(CommandFailure) -> [Address: Text] {
    let rows = try asking { () throws(StoreError) in try store.rows(RowFilter(), asOf: nil) }
    return Dictionary(rows.lazy.map { ($0.address, $0.owner) }) { first, _ in first }
  }

  /// What the owner owned then, as the manifests that would declare it now.
  private func tree(
    of project: Project, asOf revision: Int64, in store: any RegisterStore
  ) throws(CommandFailure) -> ManifestTree {
    let renames = try PastReader.renames(in: store).filter { $0.revision > revision }
    let owners = try ownersNow(in: store)
    let rows = try asking { () throws(StoreError) in try store.rows(RowFilter(), asOf: revision) }
      .filter { row in
        let now = RecordedHistory.Rename.successor(of: row.address, among: renames)
        return (owners[now] ?? row.owner) == project.name && !row.address.kind.isRecorded
      }
    let standing = Set(rows.lazy.map(\.address))
    var formerNames: [Address: Text] = [:]
    for row in rows {
      let now = RecordedHistory.Rename.successor(of: row.address, among: renames)
      if now != row.address, !standing.contains(now) { formerNames[row.address] = now.name }
    }
    let files = ManifestFiles.files(
      of: try RegisterSplit.decode(rows), formerNames: formerNames)
    return ManifestTree(
      project: project,
      files: files.map { SourceFile(path: "revision \(revision)/\($0.path)", bytes: $0.bytes) })
  }
}
