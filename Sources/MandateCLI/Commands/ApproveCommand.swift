import AccessModel
import Diagnostics
import Glibc
import Manifests
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let approve = CommandDeclaration(
    "approve", "signs a saved plan as its second person",
    details: """
      Works out anew what the plan does to the store, shows that, and writes a statement with your SSH \
      signature: which plan, which of its required approvals, until when. The key is one of the \
      signingKeys of your StaffMember or PortalUser. Who wrote a plan or applies it cannot approve it.
      """,
    operands: [Operand("PLANFILE", "a file that plan --out wrote")],
    options: [
      OptionDeclaration("--key", value: "SSHKEY", "the private key, or the public one of an agent"),
      OptionDeclaration("--out", value: "SIG", "the file to write; it must not exist"),
      OptionDeclaration(
        "--expires", value: "DURATION", "how long the approval stands; default P3D, at most P30D"),
      .full,
    ],
    examples: [
      "mandate approve change.plan --key ~/.ssh/id_ed25519 --out ivy.sig --as staff:ivy-chan"
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try ApproveCommand(invocation).run()
      }
    })
}

struct ApproveCommand {
  private let invocation: Invocation
  private let reporter: Reporter
  private let approver: Actor
  private let keyFile: String
  private let outFile: String

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
    approver = try invocation.actor()
    keyFile = invocation.absolute(try invocation.needed("--key"))
    outFile = invocation.absolute(try invocation.needed("--out"))
  }

  func run() throws(CommandFailure) -> ExitCode {
    let duration = try duration()
    let written = try SavedPlan.read(invocation.arguments.operands[0], invocation)
    let now = try invocation.judgedAt(writingTo: written.deployment)
    let (found, exit) = try rehearsed(written, at: now)
    guard let rehearsal = found else { return exit }
    let plan = rehearsal.plan
    reporter.show(PlanText(isFull: invocation.arguments.has("--full")).rendered(plan))
    guard invocation.output.flush() else {
      throw .request("the plan could not be shown; nothing was signed", help: nil)
    }
    let judge = try judge(of: plan, rehearsal, at: now)
    guard let expires = now.adding(duration) else {
      throw .usage("--expires: the approval would stand beyond every instant", help: nil)
    }
    guard unsafe access(outFile, F_OK) != 0 else {
      throw .request("`\(outFile)` exists already", help: "name a new file with --out")
    }
    let statement = ApprovalStatement(
      plan: plan.digest, deployment: rehearsal.identity.deployment,
      store: rehearsal.identity.lineage, approver: approver,
      approving: plan.effects.requiredApprovals, expires: expires)
    let bytes = try signed(statement, judge, rehearsal)
    try OutputFile.create(bytes, at: outFile)
    tell(statement)
    return .done
  }

  private func duration() throws(CommandFailure) -> DurationText {
    let text = invocation.arguments.value("--expires") ?? "P3D"
    do throws(FormatProblem) {
      let duration = try DurationText(parsing: Text(text))
      if 1...ApprovalStatement.secondsMax ~= duration.seconds { return duration }
    } catch {
      throw .usage("--expires: \(error.message)", help: error.help.first)
    }
    throw .usage(
      "--expires: an approval stands for at most P30D, and not for \(text)",
      help: "write a duration such as P3D or PT12H")
  }

  /// What the plan does to the store as it stands; what the file says of that is not looked at.
  ///
  /// Nil with the exit code when what is proposed is refused by now, which was said.
  private func rehearsed(
    _ plan: Plan, at now: Instant
  ) throws(CommandFailure) -> (ApprovalRehearsal?, ExitCode) {
    guard plan.command.isEmpty else {
      let (finding, exit) = try ProposalApply.look(at: plan, invocation)
      return (finding.map { ApprovalRehearsal($0) }, exit)
    }
    let project = try invocation.project()
    guard project.deployment == plan.deployment else {
      throw .request(
        "the plan is for \(plan.deployment), and these manifests are for \(project.deployment)",
        help: "approve it in the project that it was made in")
    }
    let rehearsal = try ApprovalRehearsal(
      plan, in: project, invocation.store(of: project).store, by: approver, at: now)
    return (rehearsal, .done)
  }

  /// Throws what forbids that this person approves this plan.
  private func judge(
    of plan: Plan, _ rehearsal: ApprovalRehearsal, at now: Instant
  ) throws(CommandFailure) -> ApprovalJudge {
    guard !plan.effects.requiredApprovals.isEmpty else {
      throw .prohibited([
        Prohibition(
          rule: "approval-unneeded", message: "the plan needs no approval",
          help: ["apply it: mandate apply PLANFILE"])
      ])
    }
    let judge = ApprovalJudge(
      ApprovalJudge.Case(
        digest: plan.digest, author: plan.author, appliers: [],
        deployment: rehearsal.identity.deployment, store: rehearsal.identity.lineage,
        required: plan.effects.requiredApprovals, instants: [now, invocation.context.now()],
        form: plan.command.isEmpty ? .plan : .proposal),
      resource: rehearsal.resource)
    let found = judge.problems(of: approver)
    guard found.isEmpty else { throw .prohibited(found) }
    guard !ApprovalJudge.keys(of: approver.login.flatMap(rehearsal.resource)).isEmpty else {
      throw .prohibited([
        Prohibition(
          rule: "approver-key", message: "the store knows no signing key of \(approver)",
          help: ["declare the line of the .pub file in spec.signingKeys, and apply that first"])
      ])
    }
    return judge
  }

  /// The bytes of the approval, held against what apply will ask.
  private func signed(
    _ statement: ApprovalStatement, _ judge: ApprovalJudge, _ rehearsal: ApprovalRehearsal
  ) throws(CommandFailure) -> [UInt8] {
    let signature = try SSHKeygen.sign(
      statement.bytes, keyFile: keyFile, invocation.context.variables)
    guard let signature, let file = ApprovalFile(statement.bytes + signature) else {
      throw .request(
        "ssh-keygen made no signature with `\(keyFile)`", help: "name the private key with --key")
    }
    let verifier = ApprovalVerifier(
      variables: invocation.context.variables,
      keys: { ApprovalJudge.keys(of: $0.login.flatMap(rehearsal.resource)) })
    let found = judge.problems(of: try verifier.verified(file))
    guard found.isEmpty else { throw .prohibited(found) }
    return statement.bytes + signature
  }

  private func tell(_ statement: ApprovalStatement) {
    var text = StyledText()
    text.appendLine("Approved by \(approver) until \(statement.expires.shortText):", .strong)
    for line in statement.approves { text.appendLine("  \(line)") }
    reporter.show(text)
  }
}
