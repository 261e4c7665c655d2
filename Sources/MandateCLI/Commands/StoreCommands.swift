import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let storeStatus = CommandDeclaration(
    "store status", "what the store is and where it stands",
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let status = try asking { () throws(StoreError) in try store.status() }
      if try invocation.wantsJSON() {
        invocation.output.write(RegisterJSON.status(status, place: store.place))
      } else {
        Reporter(invocation: invocation).show(RegisterText.status(status, place: store.place))
      }
      return .done
    })

  static let ownerList = CommandDeclaration(
    "owner list", "the registered manifest trees and what they may own",
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let owners = try asking { () throws(StoreError) in try store.status().owners }
      if try invocation.wantsJSON() {
        invocation.output.write(RegisterJSON.owners(owners))
      } else {
        Reporter(invocation: invocation).show(RegisterText.owners(owners))
      }
      return .done
    })

  static let ownerRegister = CommandDeclaration(
    "owner register", "registers a manifest tree as an owner",
    details: """
      With --institution the tree may own the kinds of that institution's admins, and its admins may \
      apply it; without, it is a staff tree and may own anything. Needs staff of role security, and \
      in prod a second person.
      """,
    operands: [Operand("NAME", "metadata.name of the tree's mandate.yaml")],
    options: [OptionDeclaration("--institution", value: "I", "the institution that it is of")],
    examples: [
      "mandate owner register harbour-access --institution harbour-capital --as staff:sam"
    ],
    run: { invocation throws(CommandFailure) in try OwnerRegisterCommand(invocation).run() })
}

struct OwnerRegisterCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let actor = try invocation.actor()
    let owner = Owner(
      name: try name(invocation.arguments.operands[0], "NAME"),
      institution: try invocation.arguments.value("--institution")
        .map { text throws(CommandFailure) in try name(text, "--institution") }, protected: [])
    let store = try invocation.existingStore()
    let snapshot = try asking { () throws(StoreError) in try store.snapshot(.only([.global])) }
    guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
    if let known = snapshot.owner(named: owner.name) {
      throw .request(
        "owner `\(known.name)` is registered already", help: "list them with mandate owner list")
    }
    let person = try invocation.onBehalfOf()
    let receipt = try ApplyPipeline.commit(
      emptyPlan(snapshot, identity, owner, actor),
      try header(owner, actor, person, identity), store, nil,
      { Self.refusal(of: $0, owner).map(Judgement.refused) ?? .accepted })
    invocation.output.write("Registered: owner \(owner.name), revision \(receipt.revision)\n")
    return .done
  }

  private func name(_ text: String, _ what: String) throws(CommandFailure) -> Text {
    do throws(FormatProblem) { return try Name(parsing: Text(text)).text } catch {
      throw .usage("\(what): \(error.message)", help: error.help.first)
    }
  }

  /// Judges inside the transaction who registers what.
  private static func refusal(of basis: CommitBasis, _ owner: Owner) -> Refusal? {
    var diagnostics: [Diagnostic] = []
    let resources = RegisterDecoder.resources(of: basis.rows.map(\.canonical), into: &diagnostics)
    guard let resources else { return .invalid(diagnostics) }
    let before = Dictionary(byAddress: resources)
    if let institution = owner.institution,
      before[Address(.institution, name: institution)] == nil
    {
      return .invalid([
        .error(
          .unresolvedReference, "there is no Institution/\(institution) in this store", at: nil,
          help: "apply the broker's tree that declares it first")
      ])
    }
    let authority = Authority(
      deployment: basis.identity.deployment, owner: owner, isFirstWrite: false, before: before)
    let found = authority.prohibitionsOfSettings(
      by: basis.header.onBehalfOf ?? basis.header.actor, what: "registering an owner")
    return found.isEmpty ? nil : .forbidden(found)
  }

  private func emptyPlan(
    _ snapshot: Snapshot, _ identity: StoreIdentity, _ owner: Owner, _ actor: Actor
  ) throws(CommandFailure) -> Plan {
    let global = snapshot.scopes[.global]?.digest ?? ScopeDigest.ofUntouched(.global)
    return Plan(
      owner: owner.name, deployment: identity.deployment, createdAt: try invocation.judgedAt(),
      author: actor,
      base: Plan.Base(
        store: identity.lineage, revision: snapshot.revision,
        scopes: [(scope: .global, digest: global)]),
      desired: Plan.Desired(digest: DesiredDigest.of([]), resources: 0, commit: nil), changes: [],
      waiting: [], guardrails: [])
  }

  private func header(
    _ owner: Owner, _ actor: Actor, _ person: Actor?, _ identity: StoreIdentity
  ) throws(CommandFailure) -> CommitHeader {
    CommitHeader(
      applyID: invocation.context.randomName(), command: "owner register", actor: actor,
      onBehalfOf: person, reason: try invocation.reason(),
      at: try invocation.judgedAt(writingTo: identity.deployment),
      wallClock: invocation.context.now(), owner: owner, lifts: [])
  }
}
