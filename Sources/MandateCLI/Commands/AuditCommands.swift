import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let auditLog = CommandDeclaration(
    "audit log", "the audit entries, oldest first",
    details: """
      Every revision opens with an entry `commit`, which says who, when, why and by which command; one \
      entry a change follows. With --address these are shown for the revisions that touched it.
      """,
    options: [
      OptionDeclaration("--actor", value: "ACTOR", "only what this actor did, or had done"),
      OptionDeclaration(
        "--command", value: "NAME", "only by this command, such as 'review approve'"),
      OptionDeclaration("--address", value: "ADDRESS", "only what touched this resource"),
      .auditFrom, .auditTo,
      OptionDeclaration(
        "--format", value: "F", "text or json (one object a line); default text"),
    ],
    examples: [
      "mandate audit log --actor staff:kim-ho --from 2026-11-01T00:00:00Z",
      "mandate audit log --address Desk/harbour-capital/equities",
    ],
    run: { invocation throws(CommandFailure) in
      let isJSON = try invocation.wantsJSON()
      var selection = try AuditSelection(invocation)
      var entries: [AuditEntry] = []
      let store = try invocation.existingStore()
      try asking { () throws(StoreError) in
        try store.readAudit { entry in
          for chosen in selection.take(entry) {
            if isJSON {
              invocation.output.write(RegisterJSON.audit(chosen))
            } else {
              entries.append(chosen)
            }
          }
        }
      }
      if !isJSON { Reporter(invocation: invocation).show(RegisterText.audit(entries)) }
      return .done
    })

  static let auditExport = CommandDeclaration(
    "audit export", "the audit entries with their links, to be verified elsewhere",
    details: """
      Every entry carries the hash of the one before it and its own, over exactly the bytes that are \
      printed; docs/audit.md says how to check them without this program. A part of the chain is \
      checked from the first hash that it names. CSV guards cells against spreadsheets; give machines \
      --raw.
      """,
    options: [
      .auditFrom, .auditTo,
      OptionDeclaration("--format", value: "F", "jsonl (one object a line) or csv; default jsonl"),
      OptionDeclaration("--raw", "csv without the guard against formulas, for machines"),
    ],
    examples: [
      "mandate audit export > audit.jsonl",
      "mandate audit export --from 120 --format csv --raw > audit.csv",
    ],
    run: { invocation throws(CommandFailure) in
      let format = invocation.arguments.value("--format") ?? "jsonl"
      guard ["jsonl", "csv"].contains(format) else {
        throw .usage("--format: there is no format `\(format)` here", help: "write jsonl or csv")
      }
      var selection = try AuditSelection(invocation), previous = Digest.zero
      let export = AuditExport(isCSV: format == "csv", isRaw: invocation.arguments.has("--raw"))
      let store = try invocation.existingStore()
      invocation.output.write(export.header)
      try asking { () throws(StoreError) in
        try store.readAudit { entry in
          for chosen in selection.take(entry) {
            invocation.output.write(export.line(chosen, after: previous))
          }
          previous = entry.hash
        }
      }
      return .done
    })
}

extension OptionDeclaration {
  fileprivate static let auditFrom = OptionDeclaration(
    "--from", value: "REV|TIME", "from this revision or time on")
  fileprivate static let auditTo = OptionDeclaration(
    "--to", value: "REV|TIME", "up to this revision or time, it included")
}
