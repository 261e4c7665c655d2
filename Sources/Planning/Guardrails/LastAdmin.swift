import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// I-32: an open institution that had an admin keeps one.
  static let lastAdmin = Guardrail { basis in
    let touched = Set(
      basis.changes.filter { $0.address.kind == .portalUser }.map(\.address.institution))
    let had = admins(in: basis.before)
    let has = admins(in: basis.after)
    let orphaned = touched.subtracting(has).intersection(had).sorted().filter { institution in
      isOpen(basis.after[Address(.institution, name: institution)])
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

  /// The institutions that have an admin.
  private static func admins(in resources: [Address: Resource]) -> Set<Text> {
    Set(
      resources.lazy.filter { $0.key.kind == .portalUser && PortalRights($0.value).isAdmin }
        .map(\.key.institution))
  }

  private static func isOpen(_ institution: Resource?) -> Bool {
    institution?[InstitutionFields.state].isAbsent ?? false
  }
}
