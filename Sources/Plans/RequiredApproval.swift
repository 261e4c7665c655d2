package import Diagnostics

/// A second person that a plan needs.
package struct RequiredApproval: Hashable, Sendable {
  /// What asks for it, such as `widening of class trade`.
  package let what: Text
  /// Who may give it.
  package let approver: Approver

  package init(what: Text, approver: Approver) {
    self.what = what
    self.approver = approver
  }

  /// Who may give it, in words.
  package var by: Text { approver.words }

  /// What stands in a statement that gives it.
  package var line: Text { Text("\(what); \(by)") }
}

/// Who can be the second person of a plan.
package enum Approver: Hashable, Sendable {
  /// Another member of the broker's staff with this role.
  case staff(Role)
  /// A second admin of the institution, or the broker's staff who may apply its tree.
  case admin(of: Text)

  package enum Role: String, CaseIterable, Sendable {
    case operations, security
  }

  /// As plans and statements say it.
  package var words: Text {
    switch self {
    case .staff(let role): Text("another staff member with role \(role.rawValue)")
    case .admin(let institution): Text("a second admin of \(institution), or staff")
    }
  }

  /// The one that these words stand for; nil for any other words.
  package init?(words: Text) {
    if let role = Role.allCases.first(where: { Approver.staff($0).words == words }) {
      self = .staff(role)
      return
    }
    let (start, end): (StaticString, StaticString) = ("a second admin of ", ", or staff")
    guard words.hasPrefix(start), words.hasSuffix(end),
      words.count > start.utf8CodeUnitCount + end.utf8CodeUnitCount
    else { return nil }
    self = .admin(
      of: words.slice(start.utf8CodeUnitCount..<words.count - end.utf8CodeUnitCount))
  }
}
