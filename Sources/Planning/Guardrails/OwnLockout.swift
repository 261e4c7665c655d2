import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// Whoever applies keeps the right to undo it.
  static let ownLockout = Guardrail { basis in
    let rights =
      basis.author.flatMap { Guardrail.rights(of: $0, basis) } ?? (before: false, after: false)
    let isLockedOut = rights.before && !rights.after
    return [
      GuardrailOutcome(
        name: "own-lockout", verdict: isLockedOut ? .refuse : .pass, limit: nil,
        actual: isLockedOut ? 1 : 0, message: message(basis.author, rights),
        lift: isLockedOut ? "--lift own-lockout" : nil)
    ]
  }

  private static func message(
    _ author: Actor?, _ rights: (before: Bool, after: Bool)
  ) -> String {
    guard let author else { return "nobody is named who could lose it (--as)" }
    guard !rights.after else { return "\(author) keeps the right to undo this" }
    return rights.before
      ? "\(author) would lose the right to undo this" : "\(author) has no such right to lose"
  }

  /// Whether somebody may undo the plan by their role, before it and after it; nil for those whose
  /// role is none.
  private static func rights(
    of author: Actor, _ basis: GuardrailBasis
  ) -> (before: Bool, after: Bool)? {
    switch author {
    case .staff(let name):
      let old = Address(.staffMember, name: name)
      return (
        isOperations(basis.before[old]), isOperations(basis.after[successor(of: old, basis)])
      )
    case .admin(let institution, let user):
      let old = Address(.portalUser, institution: institution, name: user)
      return (basis.before[old] != nil, basis.after[successor(of: old, basis)] != nil)
    case .trader, .retail, .job: return nil
    }
  }

  /// The address that the plan gives to what stood at `old`.
  private static func successor(of old: Address, _ basis: GuardrailBasis) -> Address {
    basis.changes.first { $0.action == .rename && $0.before?.resource.address == old }?.address
      ?? old
  }

  private static func isOperations(_ member: Resource?) -> Bool {
    member.map { StaffRoles($0).has("operations") } ?? false
  }
}
