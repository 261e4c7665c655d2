import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

/// What all bulk commands share: the tree they read, the preview, and the writing.
struct BulkRun {
  let invocation: Invocation
  let loaded: LoadedTree
  private let reporter: Reporter
  private let format: Format

  enum Format: String, CaseIterable {
    case text, json
  }

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
    let text = invocation.arguments.value("--format") ?? "text"
    guard let format = Format(rawValue: text) else {
      throw .usage("--format: there is no format `\(text)` here", help: "write text or json")
    }
    self.format = format
    loaded = LoadedTree(try invocation.project())
    guard !loaded.diagnostics.hasErrors else { throw .diagnostics(loaded.diagnostics) }
  }

  /// What `--where` means; refuses a query that names what is not there.
  func matches(requiresQuery: Bool = true) throws(CommandFailure) -> BulkMatches {
    let query = try invocation.resourceQuery("--where")
    guard query != nil || !requiresQuery else {
      throw .usage(
        "`\(invocation.command.name)` needs --where",
        help: "write such as --where 'kind=Desk and institution=harbour-capital'")
    }
    let found = try BulkMatches(query, in: loaded, invocation)
    try found.requireKnownNames()
    return found
  }

  /// Makes the edits, then shows or writes what they do.
  func finish(
    _ edits: [Int: [FieldEdit]], adding additions: [NewResource] = [], nothing: String
  ) throws(CommandFailure) -> ExitCode {
    let edited: EditedTree
    do throws(EditFailure) {
      edited = try TreeEditor(loaded.tree, loaded.declarations).edited(edits, adding: additions)
    } catch {
      return try failed(error)
    }
    let changes = BulkChanges(loaded, edited)
    guard !edited.changed.isEmpty else {
      if format == .json {
        invocation.output.write(changes.json(plan: nil))
      } else {
        reporter.note(nothing)
      }
      return .done
    }
    return invocation.arguments.has("--write")
      ? try write(edited, changes) : try preview(edited, changes)
  }

  private func failed(_ failure: EditFailure) throws(CommandFailure) -> ExitCode {
    switch failure {
    case .wrong(let diagnostics): throw .diagnostics(diagnostics)
    case .broken(let what):
      reporter.noteError(
        "\(what); this is a bug in mandate",
        ["nothing was written; please report it with the command and the file"])
      return .software
    }
  }

  // MARK: Without --write

  private func preview(
    _ edited: EditedTree, _ changes: BulkChanges
  ) throws(CommandFailure) -> ExitCode {
    let outcome = try pipeline(LoadedTree(loaded, edited: edited)).makePlan()
    guard let plan = outcome.plan else {
      if format == .text {
        reporter.show(changes.summary)
        show(changes)
        reporter.note(outcome.diagnostics)
        reporter.note("nothing was written: the edited manifests are refused")
      } else {
        reporter.printResult(outcome.diagnostics, .json)
      }
      return outcome.exit
    }
    reporter.note(outcome.diagnostics)
    if format == .json {
      invocation.output.write(changes.json(plan: PlanJSON.bytes(of: plan)))
    } else {
      reporter.show(changes.summary)
      show(changes)
      reporter.show(PlanText(isFull: invocation.arguments.has("--full")).rendered(plan))
      if !reporter.isQuiet {
        reporter.note("nothing was written; run the same command with --write to change the files")
      }
    }
    reporter.report(outcome.prohibitions)
    reporter.report(plan.effects.tests)
    return outcome.exit.joined(with: .changes)
  }

  /// To a terminal for people; to a file or a program byte for byte, so that git can apply it.
  private func show(_ changes: BulkChanges) {
    if invocation.output.isTerminal {
      for diff in changes.diffs { reporter.show(diff.text) }
    } else {
      for diff in changes.diffs {
        let text = String(decoding: diff.bytes, as: UTF8.self)
        invocation.output.write(TokenMask.masked(text))
      }
    }
    invocation.output.write("\n")
  }

  private func pipeline(_ tree: LoadedTree) throws(CommandFailure) -> PlanPipeline {
    var pipeline = try PlanCommand.pipeline(invocation, loaded.project, lifts: [])
    pipeline.overlay = tree
    // What is edited and not written is no commit's.
    pipeline.commit = { _ in nil }
    return pipeline
  }

  // MARK: With --write

  private func write(
    _ edited: EditedTree, _ changes: BulkChanges
  ) throws(CommandFailure) -> ExitCode {
    try requireNoNewErrors(edited)
    let folder = loaded.project.folder
    try FileReplacement().replace(
      edited.changed.map { (path: "\(folder)/\($0.before.path)", $0.before.bytes, $0.after.bytes) })
    if format == .json {
      invocation.output.write(changes.json(plan: nil))
    } else {
      reporter.show(changes.summary)
      if !reporter.isQuiet {
        reporter.note("the files are written; see what follows with mandate plan")
      }
    }
    return .done
  }

  /// The tree may have been wrong before; an edit must not make it worse.
  private func requireNoNewErrors(_ edited: EditedTree) throws(CommandFailure) {
    let now = try invocation.judgedAt()
    let others = try others()
    let before = errors(of: loaded, beside: others, now)
    var known: [String: Int] = [:]
    for diagnostic in before { known[key(diagnostic), default: 0] += 1 }
    let after = errors(of: LoadedTree(loaded, edited: edited), beside: others, now)
    let new = after.filter { diagnostic in
      known[key(diagnostic), default: 0] -= 1
      return known[key(diagnostic), default: 0] < 0
    }
    guard new.isEmpty else { throw .diagnostics(new) }
  }

  /// What others declare, as the preview reads it; nil where no store is named or none is there.
  ///
  /// Writing needs no store, but one that is named must be there: whoever names it counts on it.
  private func others() throws(CommandFailure) -> [Resource]? {
    let isNamed = invocation.arguments.has("--snapshot") || invocation.arguments.has("--store")
    guard isNamed || loaded.project.store != nil else { return nil }
    let store = try invocation.store(of: loaded.project).store
    guard try asking({ () throws(StoreError) in try store.exists() }) else {
      guard isNamed else { return nil }
      throw .store(.missing(place: store.place))
    }
    let snapshot = try asking { () throws(StoreError) in try store.snapshot(loaded.scopesRead) }
    return try RegisterSplit.decode(snapshot.rows.filter { $0.owner != loaded.project.name })
  }

  private func errors(
    of tree: LoadedTree, beside others: [Resource]?, _ now: Instant
  ) -> [Diagnostic] {
    tree.judged(
      beside: others ?? [], at: now, hidesBroker: others == nil && tree.isInstitutionTree
    ).filter { $0.severity == .error }
  }

  private func key(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.code.name) \(diagnostic.message)"
  }
}
