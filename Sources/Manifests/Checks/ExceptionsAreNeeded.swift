import AccessModel
import Diagnostics

extension Check {
  /// An exception names a rule and a principal that exist, holds, and changes something.
  static let exceptionsAreNeeded = Check("exceptions are needed") { state, findings in
    guard let judge = ExceptionJudge(state) else { return }
    for (index, policy) in state.own(.keyPolicy) {
      for exception in policy.policyExceptions {
        if let finding = judge.finding(exception, in: index) { findings.append(finding) }
      }
    }
  }
}

/// Compares what the rules say with the exceptions and without them.
private struct ExceptionJudge {
  private let state: DesiredState
  /// What the rules would say of each principal if there were no exceptions, and what they say.
  private let asked: [Text: [Rule: ResolvedPolicy.Severity]]
  private let said: [Text: [Rule: ResolvedPolicy.Severity]]

  private typealias Rule = String

  /// How long before its end an exception is spoken of: thirty days.
  private static let notice: Int64 = 30 * 86_400

  /// Rules that speak about keys and plans too; whether those need them is not seen in manifests.
  private static let unseen = ["dualControl", "ip", "keysPerUser", "rotation"]

  /// Nil where no own policy has exceptions, which is nearly always.
  init?(_ state: DesiredState) {
    guard state.own(.keyPolicy).contains(where: { !$0.resource.policyExceptions.isEmpty }) else {
      return nil
    }
    self.state = state
    let bare = state.resources.map { $0.kind == .keyPolicy ? $0.withoutExceptions : $0 }
    asked = Self.severities(bare, state)
    said = Self.severities(state.resources, state)
  }

  private static func severities(
    _ resources: [Resource], _ state: DesiredState
  ) -> [Text: [Rule: ResolvedPolicy.Severity]] {
    var severities: [Text: [Rule: ResolvedPolicy.Severity]] = [:]
    for breach in Checks.breaches(
      in: DesiredState(
        deployment: state.deployment, now: state.now, own: resources, others: []))
    {
      for principal in breach.principals {
        for rule in breach.rules {
          let known = severities[principal]?[rule.field] ?? .allow
          severities[principal, default: [:]][rule.field] = max(known, rule.severity)
        }
      }
    }
    return severities
  }

  func finding(_ exception: PolicyException, in index: Int) -> Finding? {
    unknownRule(exception, index) ?? ended(exception, index) ?? unknownPrincipal(exception, index)
      ?? idle(exception, index) ?? ending(exception, index)
  }

  private func unknownRule(_ exception: PolicyException, _ index: Int) -> Finding? {
    let rule = exception.rule.string
    guard !ExceptionRule.names.contains(rule) else { return nil }
    let field = KindDescription.keyPolicy.fields.first { $0.name == rule }
    let near = nearestName(to: rule, among: ExceptionRule.names)
    return Finding(
      .error, .exceptionRule,
      field == nil
        ? "`\(rule)` is no rule of a key policy"
        : "`\(rule)` is not about principals, and no exception lifts it",
      at: Site(index, "exceptions.rule", exception.rule), breach: nil,
      help: [
        near.map { "did you mean `\($0)`?" }
          ?? "rules are \(ExceptionRule.names.filter { !$0.contains(".") }.joined(separator: ", "))"
          + ", and what lies below, such as unrestricted.trade"
      ])
  }

  private func ended(_ exception: PolicyException, _ index: Int) -> Finding? {
    guard let end = exception.validUntil, end <= state.now else { return nil }
    return Finding(
      .warning, .exceptionEnded,
      "this exception ended on \(end.shortText): `\(exception.rule)` holds again for "
        + exception.principal.string,
      at: Site(index, "exceptions.validUntil", exception.validUntilText),
      help: "remove it, or set a later end")
  }

  /// Says nothing of an institution none of whose principals can be seen: it may have a tree of its
  /// own.
  private func unknownPrincipal(_ exception: PolicyException, _ index: Int) -> Finding? {
    guard let principal = try? PrincipalAddress(parsing: exception.principal), !exists(principal)
    else { return nil }
    let institution = Address(.institution, name: principal.institution)
    let others = state.all(principal.resource.kind).map(\.resource.address)
      .filter { $0.institution == principal.institution }
    guard !others.isEmpty || !state.contains(institution) else { return nil }
    let names = others.map(\.text)
    let near = nearestName(to: principal.resource.text, among: names)
    return Finding(
      .warning, .exceptionPrincipal, "there is no \(exception.principal)",
      at: Site(index, "exceptions.principal", exception.principal), breach: nil,
      help: [near.map { "did you mean \($0)?" } ?? "remove the exception, or correct the address"])
  }

  private func exists(_ principal: PrincipalAddress) -> Bool {
    guard let resource = state.resource(at: principal.resource) else { return false }
    guard case .apiUser(_, _, let user) = principal.form else { return true }
    return resource[BrokerApplicationFields.apiUsers].texts.contains(user)
  }

  private func idle(_ exception: PolicyException, _ index: Int) -> Finding? {
    let rule = exception.rule.string
    guard let principal = try? PrincipalAddress(parsing: exception.principal), exists(principal)
    else { return nil }
    if case .retailKey = principal.form { return nil }
    let wanted = (asked[exception.principal] ?? [:])
      .filter { ExceptionRule.name(rule, covers: $0.key) }
    let isLifted = wanted.contains { field, severity in
      (said[exception.principal]?[field] ?? .allow) < severity
    }
    let isUnseen = Self.unseen.contains { ExceptionRule.name($0, covers: rule) }
    guard !isLifted, !(wanted.isEmpty && isUnseen) else { return nil }
    return Finding(
      .warning, .exceptionIdle,
      wanted.isEmpty
        ? "\(exception.principal) breaks no rule `\(rule)`, so nothing needs this exception"
        : "this exception lifts nothing: another key policy asks \(exception.principal) for "
          + "`\(rule)` too",
      at: Site(index, "exceptions.principal", exception.principal), breach: nil,
      help: [
        wanted.isEmpty
          ? "remove it" : "write it in the policy that asks, the default one or that of the tier"
      ])
  }

  private func ending(_ exception: PolicyException, _ index: Int) -> Finding? {
    guard let end = exception.validUntil else { return nil }
    let left = end.secondsSince1970 - state.now.secondsSince1970
    guard left <= Self.notice else { return nil }
    let days = left / 86_400
    let when = days == 0 ? "within a day" : days == 1 ? "in a day" : "in \(days) days"
    return Finding(
      .warning, .exceptionEnds,
      "this exception ends on \(end.shortText), \(when); then `\(exception.rule)` holds for "
        + "\(exception.principal) again",
      at: Site(index, "exceptions.validUntil", exception.validUntilText),
      help: "mend what needs it until then")
  }
}
