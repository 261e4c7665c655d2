import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let history = CommandDeclaration(
    "history", "the revisions of the register, newest first",
    operands: [Operand("ADDRESS", "only revisions that touched this resource", count: 0...1)],
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    examples: ["mandate history", "mandate history Desk/harbour-capital/equities"],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let address = invocation.arguments.operands.first.map { Text($0) }
      let revisions = try asking { () throws(StoreError) in
        try store.revisions(touching: address)
      }
      if let address, revisions.isEmpty {
        throw .request(
          "no revision ever touched `\(address)`", help: "list addresses with mandate get -o name")
      }
      let approvals = try asking { () throws(StoreError) in try RecordedApprovals(of: store) }
      if try invocation.wantsJSON() {
        invocation.output.write(RegisterJSON.history(revisions, approvals))
      } else {
        Reporter(invocation: invocation).show(RegisterText.history(revisions, approvals))
      }
      return .done
    })

  static let auditVerify = CommandDeclaration(
    "audit verify", "checks the audit chain and everything it vouches for",
    details: """
      Replays the chain from its first entry and holds the head, the revisions, the owners and every \
      resource against it. A head that was printed or committed elsewhere shows with --head whether \
      the whole history was replaced.
      """,
    options: [
      OptionDeclaration("--head", value: "DIGEST", "a head remembered from an earlier run")
    ],
    examples: ["mandate audit verify", "mandate audit verify --head sha256:..."],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let remembered = try AuditHead.remembered(invocation)
      invocation.output.phase("verifying the audit chain")
      let findings = try asking { () throws(StoreError) in
        try AuditVerifier.findings(in: store, remembered: remembered)
      }
      guard findings.isEmpty else {
        for finding in findings {
          invocation.output.write("\(TerminalText.escaped("\(finding)"))\n")
        }
        Reporter(invocation: invocation).noteError(
          "the audit chain does not verify: \(findings.count) findings",
          ["stop writing to this store, and compare it with a backup"])
        return .damaged
      }
      let head = try asking { () throws(StoreError) in try store.status().head }
      invocation.output.write(
        "verified: \(head.auditSequence) entries, revision \(head.revision), head \(head.auditHead)\n"
      )
      return .done
    })

  static let recover = CommandDeclaration(
    "recover", "what became of an apply whose outcome was unknown",
    operands: [Operand("APPLY-ID", "the id that the failed apply named")],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let applyID = Text(invocation.arguments.operands[0])
      let record = try asking { () throws(StoreError) in try store.revision(ofApply: applyID) }
      guard let record else {
        invocation.output.write(
          "not applied: the store has no revision of apply \(TerminalText.escaped(applyID))\n")
        return .done
      }
      invocation.output.write(
        "applied: revision \(record.revision) by \(record.actor) at \(record.at)\n")
      return .done
    })
}

extension Invocation {
  /// Whether `--format json` was asked for, of the two that readers take.
  func wantsJSON() throws(CommandFailure) -> Bool {
    switch arguments.value("--format") ?? "text" {
    case "text": return false
    case "json": return true
    case let other:
      throw .usage("--format: there is no format `\(other)` here", help: "write text or json")
    }
  }
}

/// `--head` of `audit verify`.
enum AuditHead {
  static func remembered(_ invocation: Invocation) throws(CommandFailure) -> Digest? {
    guard let text = invocation.arguments.value("--head") else { return nil }
    guard let digest = Digest(Text(text)) else {
      throw .usage("--head: `\(text)` is not a digest", help: "write sha256: and 64 digits")
    }
    return digest
  }
}
