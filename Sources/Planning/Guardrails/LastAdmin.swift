import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// I-32: an open institution that had an admin keeps one.
  static let lastAdmin = Guardrail { basis in
    let has = admins(in: basis.after)
    let lost = admins(in: basis.before).subtracting(has)
    let orphaned =
      lost.isEmpty
      ? []
      : lost.intersection(touched(basis)).sorted().filter {
        isOpen(basis.after[Address(.institution, name: $0)])
      }
    guard !orphaned.isEmpty else {
      return [
        GuardrailOutcome(
          name: "last-admin", verdict: .pass, limit: nil, actual: 0,
          message: "every open institution keeps an admin", lift: nil)
      ]
    }
    return [
      GuardrailOutcome(
        name: "last-admin", verdict: .refuse, limit: nil, actual: orphaned.count,
        message: "no admin would be left at \(orphaned.map(\.string).joined(separator: ", "))",
        lift: "--lift last-admin", addresses: orphaned.map { Address(.institution, name: $0) })
    ]
  }

  /// The institutions whose users change.
  private static func touched(_ basis: GuardrailBasis) -> Set<Text> {
    Set(basis.changes.lazy.filter { $0.address.kind == .portalUser }.map(\.address.institution))
  }

  /// The institutions that have an admin; the basis holds no other users.
  private static func admins(in resources: [Address: Resource]) -> Set<Text> {
    Set(resources.keys.lazy.filter { $0.kind == .portalUser }.map(\.institution))
  }

  private static func isOpen(_ institution: Resource?) -> Bool {
    institution?[InstitutionFields.state].isAbsent ?? false
  }
}
