import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let export = CommandDeclaration(
    "export", "the store as manifests, or as one file to plan against without it",
    details: """
      Prints what an owner owns as manifests, or writes them into a new folder with --out: a file a \
      kind, a folder an institution, and a mandate.yaml, so that a plan on them is empty. The owner is \
      that of the project; --owner names another one, and outside of a project every owner gets a \
      folder. Comments, templates and guardrails of trees are not in the store. Part of what an owner \
      owns, by --institution, gets no mandate.yaml: a plan on it would delete the rest.

      With --snapshot, writes all that plans read of the store into one file: plan, validate, test and \
      bulk take it in place of the store and give the same result, so that CI needs no credentials. It \
      holds no secret: hashes of key secrets, accepted texts and mails are left out. With \
      --institution it holds only what the tree of that institution reads.
      """,
    options: [
      OptionDeclaration(
        "--out", value: "DIR", "writes manifests into a folder that is new or empty"),
      OptionDeclaration("--snapshot", value: "FILE", "writes what plans read into one file"),
      OptionDeclaration("--institution", value: "I", "only what concerns this institution"),
      OptionDeclaration("--owner", value: "NAME", "what this owner owns; default: the project's"),
    ],
    examples: [
      "mandate export --out copy", "mandate export --institution harbour-capital",
      "mandate export --snapshot register.json",
      "mandate export --snapshot harbour.json --institution harbour-capital",
    ],
    run: { invocation throws(CommandFailure) in try ExportCommand(invocation).run() })
}

struct ExportCommand {
  private let invocation: Invocation
  private let institution: Text?

  init(_ invocation: Invocation) {
    self.invocation = invocation
    institution = invocation.arguments.value("--institution").map { Text($0) }
  }

  func run() throws(CommandFailure) -> ExitCode {
    let arguments = invocation.arguments
    if let path = arguments.value("--snapshot") {
      for other in ["--out", "--owner"] where arguments.has(other) {
        throw .usage("--snapshot and \(other) do not go together", help: "run export twice")
      }
      try write(invocation.existingStore(), to: path)
      return .done
    }
    let export = try ManifestExport(
      invocation, invocation.existingStore(), institution: institution)
    guard let folder = arguments.value("--out") else {
      invocation.output.write(try export.stream())
      return .done
    }
    let count = try export.write(to: folder)
    say("wrote \(count) files into \(folder)")
    return .done
  }

  private func say(_ text: String) {
    let reporter = Reporter(invocation: invocation)
    if !reporter.isQuiet { reporter.note(text) }
  }

  private func write(_ store: any RegisterStore, to path: String) throws(CommandFailure) {
    let scopes = institution.map { ScopeSelection.only(ScopeSelection.scopes(readFor: $0)) }
    let read = try asking { () throws(StoreError) in try store.snapshot(scopes ?? .all) }
    if let institution {
      let address = Address(.institution, name: institution)
      guard read.rows.contains(where: { $0.address == address }) else {
        throw .request(
          "there is no institution `\(institution)` in the store",
          help: "list them with mandate get Institution")
      }
    }
    let shared = try SharedSnapshot.of(read, for: institution)
    try OutputFile.write(
      SnapshotJSON.bytes(of: shared, for: institution), to: invocation.absolute(path),
      mode: 0o600)
    say("wrote \(path): revision \(shared.revision), \(shared.rows.count) resources")
    if institution != nil { sayWhatElseItHolds(shared) }
  }

  /// Who gives an institution this file should know that it is not about that institution alone.
  private func sayWhatElseItHolds(_ shared: Snapshot) {
    let others = shared.rows.count { $0.address.kind == .institution } - 1
    let staff = shared.rows.count { $0.address.kind == .staffMember }
    guard others + staff > 0 else { return }
    say(
      "note: plans read the broker's part, so it also names \(others) other institutions and "
        + "\(staff) of the broker's staff; give it to nobody who may not know them")
  }
}
