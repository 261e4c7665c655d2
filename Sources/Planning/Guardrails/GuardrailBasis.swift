package import AccessModel
package import Diagnostics
package import Plans

/// What guardrails judge: the changes, and how the owner's resources stand before and after.
package struct GuardrailBasis {
  let settings: GuardrailSettings
  let changes: [Change]
  let deletions: [Change]
  /// How many resources the owner has in the store, and how many it would have.
  let ownedBefore: Int
  let ownedAfter: Int
  let effects: PlanEffects
  /// Who answers for the plan.
  let author: Actor?
  /// The addresses that the plan deletes, or ends for good by their state.
  let removedAddresses: Set<Address>
  /// Institutions, their admins and the staff before and after, by address.
  let before: [Address: Resource]
  let after: [Address: Resource]

  /// `planned` are all resources that will exist, of every owner.
  ///
  /// - Complexity: O(planned); linear also in memory, but only for institutions and admins.
  package init(
    settings: GuardrailSettings, changes: [Change], ownedBefore: Int, ownedAfter: Int,
    planned: some Sequence<Resource>, effects: PlanEffects = .none, author: Actor? = nil
  ) {
    self.settings = settings
    self.changes = changes
    self.effects = effects
    self.author = author
    deletions = changes.filter { $0.action == .delete }
    removedAddresses = Set(changes.lazy.filter(Self.removes).map(\.address))
    self.ownedBefore = ownedBefore
    self.ownedAfter = ownedAfter
    var after: [Address: Resource] = [:]
    for resource in planned where Self.matters(resource) { after[resource.address] = resource }
    var before = after
    for change in changes {
      if let new = change.after?.resource, Self.matters(new) { before[new.address] = nil }
      if let old = change.before?.resource, Self.matters(old) { before[old.address] = old }
    }
    self.before = before
    self.after = after
  }

  /// `withdrawn` and `left` end what they stand in as a deletion does (model, section 3).
  private static func removes(_ change: Change) -> Bool {
    guard let after = change.after?.resource else { return true }
    let state: Value
    switch after.kind {
    case .traderAuthorization: state = after[TraderAuthorizationFields.state]
    case .portalUser: state = after[PortalUserFields.state]
    default: return false
    }
    return state.text.map { $0.is("withdrawn") || $0.is("left") } ?? false
  }

  private static func matters(_ resource: Resource) -> Bool {
    resource.kind == .institution || resource.kind == .staffMember
      || resource.kind == .portalUser && PortalRights(resource).isAdmin
  }

  var creations: [Change] { changes.filter { $0.action == .create } }
}

/// One guardrail: it may only ever refuse or warn, never change or hide a plan.
struct Guardrail: Sendable {
  let judge: @Sendable (GuardrailBasis) -> [GuardrailOutcome]
}

/// All guardrails, in the order they are printed.
package enum Guardrails {
  static let all: [Guardrail] = [
    .lastAdmin, .ownLockout, .lastPrincipal, .emptyInput, .likelyRename, .maxRemovals,
    .newlyExposedKeys, .protected, .requireReason, .rules,
  ]

  /// The guardrails that can be lifted by name, beside the rules of a project.
  package static let liftableNames = [
    "empty-input", "last-admin", "last-principal", "likely-rename", "maxNewlyExposedKeys",
    "maxRemovals", "own-lockout", "protected",
  ]

  /// What every guardrail says, lifted ones as warnings.
  package static func outcomes(of basis: GuardrailBasis, lifts: [Lift]) -> [GuardrailOutcome] {
    all.flatMap { $0.judge(basis) }.map { $0.lifted(by: lifts) }
  }
}

/// A guardrail named to be lifted for one run, for one address or as a whole.
package struct Lift: Hashable, Sendable {
  package let name: Text
  package let address: Text?

  /// Reads `name` or `name=address`.
  package init(_ text: Text) {
    let parts = text.split(UInt8(ascii: "="))
    name = parts[0]
    address = parts.count > 1 ? text.slice(parts[0].count + 1..<text.count) : nil
  }

  package var text: Text { address.map { Text("\(name)=\($0)") } ?? name }
}

extension GuardrailOutcome {
  /// A refusal that the lifts cover becomes a warning that says so.
  func lifted(by lifts: [Lift]) -> GuardrailOutcome {
    guard verdict == .refuse, lifts.contains(where: covers) else { return self }
    let isCovered =
      addresses.isEmpty
      || addresses.allSatisfy { address in
        lifts.contains { covers($0) && ($0.address == nil || $0.address == Text(address.text)) }
      }
    guard isCovered else { return self }
    return GuardrailOutcome(
      name: name, verdict: .warn, limit: limit, actual: actual, message: "lifted: \(message)",
      lift: nil, addresses: addresses)
  }

  private func covers(_ lift: Lift) -> Bool {
    guard lift.name == Text(name) else { return false }
    return !needsAddress || lift.address != nil
  }

  /// Whether this guardrail is lifted address by address only.
  private var needsAddress: Bool { name == "likely-rename" }
}
