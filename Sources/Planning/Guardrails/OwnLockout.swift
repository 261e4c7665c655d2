import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// Whoever applies keeps the right to undo it.
  static let ownLockout = Guardrail { basis in
    let isLockedOut = basis.author.map { loses($0, basis) } ?? false
    let name = basis.author.map { "\($0)" } ?? "nobody named"
    return [
      GuardrailOutcome(
        name: "own-lockout", verdict: isLockedOut ? .refuse : .pass, limit: nil,
        actual: isLockedOut ? 1 : 0,
        message: isLockedOut
          ? "\(name) would lose the right to undo this"
          : "\(name) keeps the right to undo this", lift: isLockedOut ? "--lift own-lockout" : nil)
    ]
  }

  private static func loses(_ author: Actor, _ basis: GuardrailBasis) -> Bool {
    switch author {
    case .staff(let name):
      let old = Address(.staffMember, name: name)
      return isOperations(basis.before[old])
        && !isOperations(basis.after[successor(of: old, basis)])
    case .admin(let institution, let user):
      let old = Address(.portalUser, institution: institution, name: user)
      return basis.before[old] != nil && basis.after[successor(of: old, basis)] == nil
    case .trader, .retail, .job: return false
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
