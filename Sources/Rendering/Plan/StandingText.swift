import AccessModel
import Diagnostics
import Plans

/// What time alone will change, the alike folded.
struct LaterText {
  let isFull: Bool

  private static let namesShown = 3
  private static let groupsShown = 10

  private struct Moment: Hashable {
    let at: Instant
    let what: Text
  }

  func append(_ changes: [LaterChange], to text: inout StyledText) {
    guard !changes.isEmpty else { return }
    text.appendLine("Later, for these principals", .strong)
    let names = PrincipalNames(changes.map(\.principal))
    let groups = Self.groups(of: changes)
    let shown = isFull ? groups.count : min(groups.count, Self.groupsShown)
    for group in groups.prefix(shown) { append(group, names, to: &text) }
    let more = groups.dropFirst(shown).reduce(0) { $0 + $1.count }
    if more > 0 { text.appendLine("    and \(more) more (--full lists them)", .faint) }
    text.appendLine()
  }

  /// The changes that are alike but for their principals, in the order of their first members.
  static func groups(of changes: [LaterChange]) -> [[LaterChange]] {
    var groups: [[LaterChange]] = []
    var places: [Moment: Int] = [:]
    for change in changes {
      let moment = Moment(at: change.at, what: change.what)
      if let place = places[moment] {
        groups[place].append(change)
      } else {
        places[moment] = groups.count
        groups.append([change])
      }
    }
    return groups
  }

  private func append(
    _ group: [LaterChange], _ names: PrincipalNames, to text: inout StyledText
  ) {
    let principals = group.map(\.principal)
    let time = "    \(group[0].at.shortText)  "
    text.append(time)
    let shown = isFull ? principals.count : min(principals.count, Self.namesShown)
    var pieces = [LineFiller.Piece].list(principals.prefix(shown).map(names.label))
    if shown < principals.count { pieces += .phrase("and \(principals.count - shown) more") }
    if principals.count > 1 { pieces = pieces.ended(with: ":") }
    var filler = LineFiller(indent: 6, column: time.utf8.count)
    filler.append(pieces + .words(group[0].what.string), to: &text)
    text.endLine()
  }
}

/// Suspensions and revocations, which manifests never undo.
struct OverridesText {
  let isFull: Bool

  private static let shownMax = 10

  func append(_ overrides: [StandingOverride], to text: inout StyledText) {
    guard !overrides.isEmpty else { return }
    text.appendLine("Held by people, not touched by this plan", .strong)
    let shown = isFull ? overrides.count : min(overrides.count, Self.shownMax)
    for override in overrides.prefix(shown) {
      text.append("    ")
      var filler = LineFiller(indent: 6, column: 4)
      filler.append(
        .words(override.address.text) + .words(override.state.string, .warning)
          + .words("by \(override.incident) since \(override.since.shortText)"), to: &text)
      text.endLine()
      text.appendLine("      to lift it: mandate resume \(override.address)", .faint)
    }
    if shown < overrides.count {
      text.appendLine("    and \(overrides.count - shown) more (--full lists them)", .faint)
    }
    text.appendLine()
  }
}

/// What became of the access tests.
struct TestsText {
  let isFull: Bool

  private static let shownMax = 20

  func append(_ tests: [TestOutcome], to text: inout StyledText) {
    guard !tests.isEmpty else { return }
    text.append("Tests", .strong)
    text.appendLine("  \(TestEnding.counts(of: tests))")
    let spoken = tests.filter { isFull || $0.verdict != .pass }
    let shown = isFull ? spoken.count : min(spoken.count, Self.shownMax)
    for test in spoken.prefix(shown) { append(test, to: &text) }
    if shown < spoken.count {
      text.appendLine("  and \(spoken.count - shown) more (--full lists them)", .faint)
    }
    text.appendLine()
  }

  private func append(_ test: TestOutcome, to text: inout StyledText) {
    TestEnding(test).appendWord(to: &text)
    var filler = LineFiller(indent: 9, column: 9)
    let isSilent = test.message.isEmpty
    filler.append(
      .words(test.name.string).ended(with: isSilent ? "" : ":") + .words(test.message.string),
      to: &text)
    text.endLine()
  }
}

/// The second persons that a plan needs.
struct ApprovalsText {
  let isProduction: Bool
  /// Who wrote the plan and can therefore not be one of them.
  let author: Actor?

  func append(_ approvals: [RequiredApproval], to text: inout StyledText) {
    for approval in approvals {
      text.append("  ")
      text.append("NEEDS APPROVAL", .warning)
      text.append("  ")
      var filler = LineFiller(indent: 9, column: 18)
      let others = author.map { "; not \($0), who wrote it" } ?? ""
      // Where an apply does not wait, the plan must not say that it would.
      let place = isProduction ? "" : " (apply waits for it in prod only)"
      filler.append(.words("\(approval.what): \(approval.by)\(others)\(place)"), to: &text)
      text.endLine()
    }
  }
}
