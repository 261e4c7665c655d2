import AccessModel
import Diagnostics
import Plans

/// Changes that are one edit made in many places.
struct AlikeChanges {
  /// Their places in the plan, ascending.
  var members: [Int]

  /// Up to so many groups stand as they are; more creations and deletions are folded by kind.
  private static let groupsMax = 60

  /// All changes of a plan, those that take away first; every change is in one group.
  static func groups(of plan: Plan) -> [AlikeChanges] {
    let exact = grouped(plan, byKind: false)
    let groups = exact.count > groupsMax ? grouped(plan, byKind: true) : exact
    let order: [Change.Action] = [.delete, .rename, .adopt, .update, .create]
    return order.flatMap { action in
      groups.filter { plan.changes[$0.members[0]].action == action }
    }
  }

  /// In the order of their first members.
  private static func grouped(_ plan: Plan, byKind: Bool) -> [AlikeChanges] {
    var groups: [AlikeChanges] = []
    var places: [Key: Int] = [:]
    for (index, change) in plan.changes.enumerated() {
      let direction = plan.effects.directions[change.address] ?? .neutral
      guard let key = Key(change, direction, byKind: byKind) else {
        groups.append(AlikeChanges(members: [index]))
        continue
      }
      if let place = places[key] {
        groups[place].members.append(index)
      } else {
        places[key] = groups.count
        groups.append(AlikeChanges(members: [index]))
      }
    }
    return groups
  }

  /// What alike changes have in common.
  private struct Key: Hashable {
    private struct Field: Hashable {
      let path: String
      let before: Value
      let after: Value
    }

    private let action: Change.Action
    private let kind: Kind
    private let direction: Direction
    private let reason: Text?
    private let formerOwner: Text?
    private let fields: [Field]

    /// Nil for a change that is shown by itself.
    init?(_ change: Change, _ direction: Direction, byKind: Bool) {
      action = change.action
      kind = change.address.kind
      self.direction = direction
      formerOwner = change.formerOwner
      switch action {
      case .rename: return nil
      case .create, .delete:
        guard byKind else { return nil }
        reason = nil
        fields = []
      case .adopt:
        reason = nil
        fields = []
      case .update:
        reason = change.reason
        fields = FieldChange.all(of: change).map {
          Field(path: $0.path, before: $0.before, after: $0.after)
        }
      }
    }
  }
}
