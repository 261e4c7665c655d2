import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let export = CommandDeclaration(
    "export", "the store as a file to plan against without it",
    details: """
      With --snapshot, writes all that plans read of the store into one file: plan, validate, test and \
      bulk take it in place of the store and give the same result, so that CI needs no credentials. It \
      holds no secret: hashes of key secrets, accepted texts and mails are left out. With \
      --institution it holds only what the tree of that institution reads.
      """,
    options: [
      OptionDeclaration("--snapshot", value: "FILE", "writes what plans read into one file"),
      OptionDeclaration("--institution", value: "I", "only what the tree of this institution reads"),
    ],
    examples: [
      "mandate export --snapshot register.json",
      "mandate export --snapshot harbour.json --institution harbour-capital",
    ],
    run: { invocation throws(CommandFailure) in try ExportCommand(invocation).run() })
}

struct ExportCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    guard let path = invocation.arguments.value("--snapshot") else {
      throw .usage("export writes nothing without --snapshot", help: "add --snapshot FILE")
    }
    let store = try invocation.existingStore()
    let institution = invocation.arguments.value("--institution").map { Text($0) }
    try write(store, for: institution, to: path)
    return .done
  }

  private func write(
    _ store: any RegisterStore, for institution: Text?, to path: String
  ) throws(CommandFailure) {
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
      SnapshotJSON.bytes(of: shared, for: institution), to: invocation.absolute(path))
    Reporter(invocation: invocation).note(
      "wrote \(path): revision \(shared.revision), \(shared.rows.count) resources")
  }
}
