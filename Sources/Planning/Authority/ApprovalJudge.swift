package import AccessModel
package import Diagnostics
import Lifecycle
package import Plans

/// Whether approvals of second persons count, and which ones are missing.
///
/// Looks at the register as it stands before the plan, so that no plan brings its own approver.
package struct ApprovalJudge {
  /// What the approvals are for.
  package struct Case {
    /// The digest that approvals must name.
    package let digest: Digest
    /// Who wrote the plan, and who carries it out: nobody of them is a second person.
    package let author: Actor?
    package let appliers: [Actor]
    package let deployment: Deployment
    package let store: Text
    /// What second persons must approve.
    package let required: [RequiredApproval]
    /// The instants at which none may have expired.
    package let instants: [Instant]
    package let form: Form

    /// What is to be carried out.
    package enum Form: Sendable {
      case plan, proposal
      /// A command that was not proposed.
      case command
    }

    package init(
      digest: Digest, author: Actor?, appliers: [Actor], deployment: Deployment, store: Text,
      required: [RequiredApproval], instants: [Instant], form: Form
    ) {
      self.digest = digest
      self.author = author
      self.appliers = appliers
      self.deployment = deployment
      self.store = store
      self.required = required
      self.instants = instants
      self.form = form
    }
  }

  private let matter: Case
  /// The resource that stood at an address before the plan.
  private let resource: (Address) -> Resource?

  package init(_ matter: Case, resource: @escaping (Address) -> Resource?) {
    self.matter = matter
    self.resource = resource
  }

  /// What is wrong with the approvals, else what is missing; nothing when the plan may go on.
  package func prohibitions(of approvals: [PlanApproval]) -> [Prohibition] {
    var found: [Prohibition] = []
    var seen: Set<Actor> = []
    for approval in approvals {
      let approver = approval.statement.approver
      if !seen.insert(approver).inserted {
        found.append(
          Prohibition(
            rule: "approval-unneeded", message: "\(approver) approves twice",
            help: ["give one --approval of each person"]))
      }
      found += problems(of: approval)
    }
    guard found.isEmpty else { return found }
    return missing(approvals)
  }

  /// What is wrong with one approval, taken alone.
  package func problems(of approval: PlanApproval) -> [Prohibition] {
    problems(of: approval.statement)
      + problems(of: approval.statement.approver, signingWith: approval.key)
  }

  // MARK: The statement

  private func problems(of statement: ApprovalStatement) -> [Prohibition] {
    let who = statement.approver
    var found: [Prohibition] = []
    if statement.plan != matter.digest {
      found.append(
        Prohibition(
          rule: "approval-other-plan",
          message: "the approval of \(who) is for another plan: \(statement.plan)",
          help: ["this plan has digest \(matter.digest); have it approved"]))
    }
    if statement.deployment != matter.deployment || statement.store != matter.store {
      found.append(
        Prohibition(
          rule: "approval-other-store", message: "the approval of \(who) is for another store",
          help: ["have the plan approved against the store that it is applied to"]))
    }
    if matter.instants.contains(where: { $0 >= statement.expires }) {
      found.append(
        Prohibition(
          rule: "approval-expired",
          message: "the approval of \(who) has expired at \(statement.expires)",
          help: ["have the plan approved again"]))
    }
    return found + unlisted(in: statement)
  }

  /// An approval must say everything that the plan needs, for that is what its signer looked at.
  private func unlisted(in statement: ApprovalStatement) -> [Prohibition] {
    matter.required.filter { !statement.approves.contains($0.line) }.map { required in
      Prohibition(
        rule: "approval-incomplete",
        message: "the approval of \(statement.approver) does not speak of \(required.what)",
        help: ["have the plan approved again: what it needs has changed since"])
    }
  }

  // MARK: The approver

  /// What forbids `approver` to be a second person here, whichever key signs.
  package func problems(of approver: Actor) -> [Prohibition] {
    guard let author = matter.author else {
      return [
        Prohibition(
          rule: "approver-not-second",
          message: "the plan names no author, so that nobody is a second person",
          help: ["make the plan anew with --as ACTOR"])
      ]
    }
    guard let login = approver.login.flatMap(resource), isActive(login, as: approver) else {
      return [
        Prohibition(
          rule: "approver-unknown",
          message: "\(approver) is not an active member of staff or admin of this store",
          help: ["approvers are declared, active and not suspended before the plan"])
      ]
    }
    let others = [(author, "wrote the plan")] + matter.appliers.map { ($0, "applies it") }
    if let (other, does) = others.first(where: { isSame(approver, login, $0.0) }) {
      let name = other == approver ? "" : ", as \(other),"
      return [
        Prohibition(
          rule: "approver-not-second",
          message: "\(approver)\(name) \(does) and is no second person",
          help: ["have somebody else approve it"])
      ]
    }
    guard matter.required.contains(where: { qualifies(approver, for: $0) }) else {
      return [unqualified(approver)]
    }
    return []
  }

  private func unqualified(_ approver: Actor) -> Prohibition {
    let wanted = Set(matter.required.map(\.by)).sorted().map(\.string)
    guard !wanted.isEmpty else {
      return Prohibition(
        rule: "approval-unneeded", message: "the plan needs no approval",
        help: ["leave --approval out"])
    }
    return Prohibition(
      rule: "approver-role",
      message: "\(approver) can give none of the approvals that the plan needs",
      help: wanted.map { "it needs \($0)" })
  }

  private func problems(of approver: Actor, signingWith key: SigningKey) -> [Prohibition] {
    let found = problems(of: approver)
    guard found.isEmpty else { return found }
    let keys = Self.keys(of: approver.login.flatMap(resource))
    guard keys.contains(where: { $0.blob == key.blob }) else {
      return [
        Prohibition(
          rule: "approver-key",
          message: "the key \(key.fingerprint) is not one of \(approver) in this store",
          help: ["keys are declared in signingKeys, and before the plan that they approve"])
      ]
    }
    let sharers = ([matter.author].compactMap { $0 } + matter.appliers).filter { other in
      Self.keys(of: other.login.flatMap(resource)).contains { $0.blob == key.blob }
    }
    return sharers.prefix(1).map { other in
      Prohibition(
        rule: "approver-not-second",
        message: "the key \(key.fingerprint) of \(approver) is also one of \(other)",
        help: ["a second person signs with a key of their own"])
    }
  }

  /// The signing keys that a login declares.
  package static func keys(of login: Resource?) -> [SigningKey] {
    let texts: [Text] =
      switch login?.kind {
      case .staffMember: login?[StaffMemberFields.signingKeys].texts ?? []
      case .portalUser: login?[PortalUserFields.signingKeys].texts ?? []
      default: []
      }
    return texts.compactMap { try? SigningKey(parsing: $0) }
  }

  /// Whether both are one person: one login, or one mail address.
  private func isSame(_ approver: Actor, _ login: Resource, _ other: Actor) -> Bool {
    if other.login == login.address { return true }
    guard let mail = login.mailAddress?.folded else { return false }
    return other.login.flatMap(resource)?.mailAddress?.folded == mail
  }

  /// Whether a login may decide anything: active, and stopped neither itself nor with its institution.
  private func isActive(_ login: Resource, as actor: Actor) -> Bool {
    let isStanding: Bool
    var covering = [login.address]
    switch actor {
    case .staff: isStanding = StaffRoles(login).isActive
    case .admin(let institution, _):
      isStanding = PortalRights(login).isAdmin
      covering.append(Address(.institution, name: institution))
    case .trader, .retail, .job: isStanding = false
    }
    return isStanding && covering.allSatisfy { resource(Address(.override, of: $0)) == nil }
  }

  // MARK: Coverage

  private func qualifies(_ approver: Actor, for required: RequiredApproval) -> Bool {
    switch (required.approver, approver) {
    case (.staff(let role), .staff): hasRole(role, approver)
    case (.admin, .staff): hasRole(.operations, approver)
    case (.admin(let institution), .admin(let own, _)): own == institution
    default: false
    }
  }

  private func hasRole(_ role: Approver.Role, _ approver: Actor) -> Bool {
    approver.login.flatMap(resource).map { StaffRoles($0).has(role.rawValue) } ?? false
  }

  /// In prod every required approval waits for somebody who may give it; elsewhere none does.
  private func missing(_ approvals: [PlanApproval]) -> [Prohibition] {
    guard matter.deployment.environment.isProduction else { return [] }
    return matter.required.filter { required in
      !approvals.contains { qualifies($0.statement.approver, for: required) }
    }.map { required in
      Prohibition(
        rule: "second-person", message: "\(required.what) needs \(required.by)",
        help: help)
    }
  }

  /// How a command that cannot be done alone is written down for a second person.
  package static let helpToPropose = "write it down for a second person: add --propose FILE"

  private var help: [String] {
    guard matter.form != .command else { return [Self.helpToPropose] }
    let saved = matter.form == .plan ? "the saved plan" : "the proposal"
    let narrowing =
      matter.form == .plan ? "; what only narrows needs nobody: apply --only narrowing" : ""
    return [
      "a second person signs \(saved): mandate approve PLANFILE --key SSHKEY --out SIG --as ACTOR",
      "then: mandate apply PLANFILE --approval SIG\(narrowing)",
    ]
  }
}

extension Actor {
  /// The declaration of the person; nil for a job, which is nobody.
  package var login: Address? {
    switch self {
    case .staff(let name): Address(.staffMember, name: name)
    case .admin(let institution, let user), .trader(let institution, let user):
      Address(.portalUser, institution: institution, name: user)
    case .retail(let name): Address(.retailClient, name: name)
    case .job: nil
    }
  }
}
