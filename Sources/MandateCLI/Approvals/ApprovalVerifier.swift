import AccessModel
import Diagnostics
import Planning
import Plans
import Stores

/// Holds signatures against the keys that the register has of their signers.
struct ApprovalVerifier {
  let variables: [String: String]
  /// The signing keys that the store has of somebody.
  let keys: (Actor) -> [SigningKey]

  /// The approval in a file; throws `prohibited` when its signature is not one of its approver's keys.
  func verified(_ file: ApprovalFile) throws(CommandFailure) -> PlanApproval {
    let approver = file.statement.approver
    guard file.signature.namespace == Text(SSHKeygen.namespace) else {
      throw refused(
        "the signature of \(approver) is made for `\(file.signature.namespace)`, not for approvals")
    }
    guard let key = keys(approver).first(where: { $0.blob == file.signature.publicKey }) else {
      throw refused("the store knows no signing key of \(approver) that made this signature")
    }
    let isGenuine = try PrivateFolder.using(variables) { folder throws(CommandFailure) in
      try SSHKeygen.verifies(
        file.statement.bytes, by: approver.description,
        signature: folder.file(.signature, Array(file.signature.armor.bytes)),
        allowed: folder.file(.allowed, Self.allowed(approver, key)))
    }
    guard isGenuine else {
      throw refused("the signature of \(approver) is not one over this statement")
    }
    return PlanApproval(statement: file.statement, key: key)
  }

  /// One line of an allowed-signers file: this signer, with this key, for approvals only.
  private static func allowed(_ approver: Actor, _ key: SigningKey) -> [UInt8] {
    let words = key.text.split(UInt8(ascii: " ")).prefix(2).map(\.string).joined(separator: " ")
    return Array("\(approver) namespaces=\"\(SSHKeygen.namespace)\" \(words)\n".utf8)
  }

  private func refused(_ message: String) -> CommandFailure {
    .prohibited([
      Prohibition(
        rule: "approval-signature", message: message,
        help: ["have the plan approved again with mandate approve and a key that is declared"])
    ])
  }
}

extension ApprovalVerifier {
  /// The verified approvals of `plan` in the files that `--approval` names.
  static func approvals(
    of plan: Plan, _ invocation: Invocation, in store: any RegisterStore
  ) throws(CommandFailure) -> [PlanApproval] {
    let paths = invocation.arguments.all("--approval")
    guard !paths.isEmpty else { return [] }
    var files: [ApprovalFile] = []
    for path in paths { files.append(try ApprovalFile.read(path, invocation)) }
    let scopes = Set(files.compactMap { $0.statement.approver.login?.scope } + [.global])
    let snapshot = try asking { () throws(StoreError) in
      try store.snapshot(.only(scopes.union(plan.base.scopes.map(\.scope))))
    }
    try PlanFreshness.require(plan, snapshot, in: store)
    let table = Dictionary(byAddress: try RegisterSplit.decode(snapshot.rows))
    let verifier = ApprovalVerifier(
      variables: invocation.context.variables,
      keys: { ApprovalJudge.keys(of: $0.login.flatMap { table[$0] }) })
    var approvals: [PlanApproval] = []
    for file in files { approvals.append(try verifier.verified(file)) }
    return approvals
  }
}

/// Reading and verifying an approval without the command around it, for those who try to forge one.
package enum ApprovalTrial {
  /// Whether `bytes` are an approval by the holder of the key whose public line is `key`.
  package static func isGenuine(
    _ bytes: [UInt8], key: String, variables: [String: String] = [:]
  ) -> Bool {
    guard let file = ApprovalFile(bytes), let key = try? SigningKey(parsing: Text(key)) else {
      return false
    }
    return (try? ApprovalVerifier(variables: variables, keys: { _ in [key] }).verified(file)) != nil
  }
}
