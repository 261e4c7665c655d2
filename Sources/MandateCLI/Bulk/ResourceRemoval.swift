import Manifests

/// `bulk remove`: everything that matches is not declared any more.
struct ResourceRemoval {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let run = try BulkRun(invocation)
    let matches = try run.matches()
    let edits = Dictionary(uniqueKeysWithValues: matches.places.map { ($0, [FieldEdit.remove]) })
    return try run.finish(edits, nothing: "nothing matches; nothing would change")
  }
}
