import AccessModel
import Diagnostics
import Planning
import Plans
import Stores

/// Judges, before anybody is asked and again inside the transaction, who takes over what.
struct AdoptionJudge {
  /// What is taken over, as messages and approvals name it.
  static let what = "taking over resources"

  /// Whether a person proposed it before.
  let isProposal: Bool

  func judgement(of basis: CommitBasis) -> Judgement {
    (refusal(of: basis) ?? unapproved(basis)).map { .refused($0) } ?? .accepted
  }

  /// What forbids it to whoever acts, second persons left aside; nil when nothing does.
  func refusal(of basis: CommitBasis) -> Refusal? {
    let plan = basis.plan
    guard plan.deployment == basis.identity.deployment,
      let owner = basis.owners.first(where: { $0.name == plan.owner })
    else { return .stale(Staleness(cause: .changesDiffer, by: nil)) }
    guard let before = Self.resources(of: basis) else { return .invalid([.unreadable]) }
    let rows = Dictionary(byAddress: basis.rows)
    let adoption = Adoption(by: owner, row: { rows[$0] })
    let authority = Authority(
      deployment: plan.deployment, owner: owner, isFirstWrite: false, before: before)
    let actor = basis.header.onBehalfOf ?? basis.header.actor
    let found =
      authority.prohibitionsOfSettings(by: actor, what: Self.what)
      + adoption.prohibitions(of: plan.changes)
    guard found.isEmpty else { return .forbidden(found) }
    guard adoption.isTrue(of: plan.changes),
      basis.header.owner == adoption.protecting(plan.changes, among: basis.owners)
    else { return .stale(Staleness(cause: .changesDiffer, by: nil)) }
    return nil
  }

  /// What second persons must still say, or what is wrong with what they said; nil for nothing.
  func unapproved(_ basis: CommitBasis) -> Refusal? {
    let header = basis.header
    let before = Self.resources(of: basis) ?? [:]
    let matter = ApprovalJudge.Case(
      digest: basis.plan.digest, author: basis.plan.author,
      appliers: [header.actor, header.onBehalfOf].compactMap { $0 },
      deployment: basis.identity.deployment, store: basis.identity.lineage,
      required: basis.plan.effects.requiredApprovals, instants: [header.at, header.wallClock],
      form: isProposal ? .proposal : .command)
    let found = ApprovalJudge(matter, resource: { before[$0] })
      .prohibitions(of: header.approvals)
    return found.isEmpty ? nil : .forbidden(found)
  }

  private static func resources(of basis: CommitBasis) -> [Address: Resource]? {
    (try? RegisterSplit.decode(basis.rows)).map { Dictionary(byAddress: $0) }
  }
}
