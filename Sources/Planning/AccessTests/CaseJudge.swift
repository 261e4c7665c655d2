import AccessModel
import Diagnostics
import Plans

/// Holds one case against one view.
struct CaseJudge {
  private let scope: CaseScope
  private var test: AccessTestCase { scope.test }
  private var view: AccessView { scope.view }

  init(_ scope: CaseScope) { self.scope = scope }

  /// What became of the case; a message for everything that is not a plain pass.
  func answer() -> (verdict: TestOutcome.Verdict, message: String) {
    let principals = scope.principals
    if test.expectsAllow { return allowed(principals) }
    guard !principals.isEmpty else {
      let isAsExpected = test.reason == nil || test.reason == .notAuthorized
      return (isAsExpected ? .pass : .fail, nobody)
    }
    return denied(principals)
  }

  /// What to say of a case that names no principal there is.
  private var nobody: String {
    switch test.subject {
    case .principal(let principal): "matches nobody: there is no principal \(principal)"
    case .user(let user, let institution):
      "matches nobody: \(user) of \(institution) holds no access of any sort"
    case .everyone: "matches nobody: there is no such principal"
    }
  }

  // MARK: Deny

  private func denied(
    _ principals: [PrincipalAddress]
  ) -> (verdict: TestOutcome.Verdict, message: String) {
    let witnesses = principals.lazy.compactMap(scope.witness)
    if let witness = witnesses.first {
      let others = witnesses.count - 1
      return (
        .fail,
        "\(witness.principal) can call \(witness.words): \(AccessReason.allowed.rawValue)"
          + Self.others(others, "can")
      )
    }
    guard let reason = test.reason else { return (.pass, "") }
    for principal in principals {
      let found = scope.refusal(of: principal)
      guard found.reason != reason else { continue }
      return (.fail, refusalWords(principal, found) + ", not \(reason.rawValue)")
    }
    return (.pass, "")
  }

  // MARK: Allow

  /// Every principal that a `where` names must have a match, and one of those of a user.
  private func allowed(
    _ principals: [PrincipalAddress]
  ) -> (verdict: TestOutcome.Verdict, message: String) {
    guard !principals.isEmpty else { return (.fail, nobody) }
    var waiting: [(principal: PrincipalAddress, application: Address)] = []
    var refused: [PrincipalAddress] = []
    for principal in principals where scope.calls(of: principal).isEmpty {
      if let application = awaited(by: principal) {
        waiting.append((principal, application))
      } else {
        refused.append(principal)
      }
    }
    if isSatisfiedByOne, waiting.count + refused.count < principals.count { return (.pass, "") }
    if let first = refused.first, !isSatisfiedByOne || waiting.isEmpty {
      let words = refusalWords(first, scope.refusal(of: first))
      return (.fail, words + Self.others(refused.count - 1, "cannot"))
    }
    guard let first = waiting.first else { return (.pass, "") }
    return (
      .waiting,
      "\(first.principal) waits for a decision on \(first.application)"
        + Self.others(waiting.count - 1, "wait too")
    )
  }

  private var isSatisfiedByOne: Bool {
    if case .user = test.subject { true } else { false }
  }

  /// The application whose pending decision keeps a principal from what the case is about.
  private func awaited(by principal: PrincipalAddress) -> Address? {
    guard let facts = view.facts(of: principal), let application = facts.sources.application,
      let institution = view.register.institutions[principal.institution]
    else { return nil }
    let address = application.address
    let state = institution.standings[address]?.state
    if facts.obstacle == .applicationNotApproved {
      return state?.is("rejected") == true ? nil : address
    }
    let amendment = institution.reviews[address]?[ReviewFields.amendment].text
    guard facts.obstacle == nil, amendment?.is("rejected") != true else { return nil }
    return asksForMore(facts, address, principal) ? address : nil
  }

  /// Whether an approval given now would let through an endpoint that the case is about.
  private func asksForMore(
    _ facts: AccessFacts, _ application: Address, _ principal: PrincipalAddress
  ) -> Bool {
    var rows = scope.rows(about: principal).intersection(facts.granted)
    rows.subtract(facts.approved)
    if let ceiling = facts.ceiling { rows.formIntersection(ceiling) }
    guard !rows.isEmpty else { return false }
    let pins = Set(view.pins(of: application))
    return rows.contains { pins.contains(view.register.table.rows[$0].id) }
  }

  // MARK: Words

  private func refusalWords(
    _ principal: PrincipalAddress, _ found: (reason: AccessReason, call: CaseCall?)
  ) -> String {
    if found.reason.isAllowed {
      return "\(principal) can call \(found.call?.words ?? "it"), but not as `where` says"
    }
    let call = found.call?.words ?? test.endpoint?.string ?? "any endpoint that is meant"
    return "\(principal) cannot call \(call): \(found.reason.rawValue)"
  }

  private static func others(_ count: Int, _ verb: String) -> String {
    switch count {
    case ...0: ""
    case 1: "; 1 more principal \(verb)"
    default: "; \(count) more principals \(verb)"
    }
  }
}
