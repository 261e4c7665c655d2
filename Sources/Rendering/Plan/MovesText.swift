import AccessModel
import Diagnostics
import Plans

/// People who leave one institution and begin at another in the same plan, one line each.
///
/// WHY: the two changes stand far apart in a long plan, and whoever approves it must see that they
/// are one person, of whom nothing goes along.
struct MovesText {
  let isFull: Bool

  private static let shownMax = 10

  struct Move {
    let from: Address
    let to: Address
  }

  func append(_ changes: [Change], to text: inout StyledText) {
    let moves = Self.moves(among: changes)
    guard !moves.isEmpty else { return }
    text.append("Moves between institutions (\(moves.count))", .strong)
    text.appendLine(": no key, acceptance or list goes along")
    let shown = isFull ? moves.count : min(moves.count, Self.shownMax)
    for move in moves.prefix(shown) {
      text.append("  ")
      var filler = LineFiller(indent: 6, column: 2)
      filler.append(
        .words("\(move.from) -> \(move.to.institution)/\(move.to.name)"), to: &text)
      text.endLine()
    }
    if shown < moves.count {
      text.appendLine("  and \(moves.count - shown) more (--full lists them)", .faint)
    }
    text.appendLine()
  }

  /// In the order of the arrivals; the same mail address is the same person.
  static func moves(among changes: [Change]) -> [Move] {
    var left: [Text: Address] = [:]
    for change in changes where change.address.kind == .portalUser {
      guard let before = change.before?.resource, leaves(change), let email = email(of: before)
      else { continue }
      left[email] = change.address
    }
    return changes.compactMap { change in
      guard change.action == .create, change.address.kind == .portalUser,
        let after = change.after?.resource, let from = email(of: after).flatMap({ left[$0] }),
        from.institution != change.address.institution
      else { return nil }
      return Move(from: from, to: change.address)
    }
  }

  private static func leaves(_ change: Change) -> Bool {
    guard let after = change.after?.resource else { return true }
    let before = change.before?.resource
    return after[PortalUserFields.state].text?.is("left") == true
      && before?[PortalUserFields.state] != after[PortalUserFields.state]
  }

  private static func email(of user: Resource) -> Text? {
    user[PortalUserFields.email].text.flatMap { try? Email(parsing: $0) }?.folded
  }
}
