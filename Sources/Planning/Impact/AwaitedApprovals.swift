import AccessModel
import Diagnostics

/// What approved applications ask for beyond what their approvals fixed.
enum AwaitedApprovals {
  /// By application, the ids that only a new approval lets through after the changes, and that it
  /// did not ask for before them.
  static func added(before: AccessView, after: AccessView) -> [Address: [Text]] {
    var added: [Address: [Text]] = [:]
    for institution in after.register.institutions.values {
      for (application, standing) in institution.standings where standing.isApproved {
        let known = Set(standing.pinned).union(before.pins(of: application))
        let awaited = after.pins(of: application).filter { !known.contains($0) }
        if !awaited.isEmpty { added[application] = awaited }
      }
    }
    return added
  }
}
