package import AccessModel
package import Diagnostics

/// Who may tell a store what was seen of keys, and who may say of access that it is still needed.
extension ActingPerson {
  /// Last uses are reported by staff of role operations or security.
  package func requireRightToImportUses() throws(LifeProblem) {
    guard hasRole(["operations", "security"]) else {
      throw .forbidden(
        .staffRole, "\(actor) may not import uses of keys",
        help: "act as an active StaffMember with role operations or security")
    }
  }

  /// Access is attested by staff of role reviewer, compliance or security, or by an admin of the
  /// institution; never by the one who has it.
  package func requireRightToAttest(
    _ principal: PrincipalAddress, of user: Text
  ) throws(LifeProblem) {
    if hasRole(["reviewer", "compliance", "security"]) { return }
    guard hasFunction("user-management", of: principal.institution) else {
      throw .forbidden(
        .attestingSide, "\(actor) may not attest the access of \(principal)",
        help: principal.institution.isEmpty
          ? "staff of role reviewer, compliance or security may"
          : "staff of role reviewer, compliance or security, and the admins of "
            + "\(principal.institution), may")
    }
    guard case .admin(_, let name) = actor, name != user else {
      throw .forbidden(
        .attestingOneself, "\(actor) may not attest their own access",
        help: "have another admin of \(principal.institution), or the broker's staff, attest it")
    }
  }
}

extension DiagnosticCode {
  package static let attestingSide = DiagnosticCode(
    "attesting-side", "Somebody attests access that is not theirs to judge.",
    """
    That access is still needed is said by the broker's staff of role reviewer, compliance or \
    security, or by an admin of the institution with user-management.
    """)

  package static let attestingOneself = DiagnosticCode(
    "attesting-oneself", "Somebody attests their own access.",
    """
    Whoever holds access is the last to say that it is needed. Another admin of the institution, or \
    the broker's staff, attests it.
    """)

  package static let oversightCodes: [DiagnosticCode] = [.attestingSide, .attestingOneself]
}
