package import AccessModel
package import Diagnostics
package import Plans

/// Goes through the past of one institution, or of the retail clients, and tells every gain.
///
/// Each revision that changed something is looked at once. Between two of them time alone may give
/// rights, and every rule is constant between its bounds, so that it is enough to look at those.
package struct AccessReplay {
  private let focus: ReplayFocus
  private let deployment: Deployment
  private let institution: Text
  private var resources: [Address: Resource] = [:]
  private var register: AccessRegister
  private var revision: Int64 = 0
  /// Where time has come to.
  private var now: Instant
  /// The bounds ahead at which a principal's access may change by itself, ascending.
  private var bounds: [PrincipalAddress: [Instant]] = [:]
  /// By principal, the last revision that changed what its access reads.
  private var sources: [PrincipalAddress: Int64] = [:]
  private let tell: (AccessGain) -> Void

  /// Tells every gain after `start` and up to `end`, in the order of time.
  ///
  /// `institution` is empty for retail clients.
  ///
  /// - Complexity: a revision costs what the focus reads of the register, and the principals that it
  ///   can concern.
  package static func run(
    _ history: RecordedHistory, of institution: Text, in deployment: Deployment,
    from start: Instant, through end: Instant, focus: ReplayFocus,
    _ tell: (AccessGain) -> Void
  ) {
    withoutActuallyEscaping(tell) { tell in
      var replay = AccessReplay(institution, deployment, start, focus, tell)
      var steps = history.steps[...]
      while let step = steps.first, step.at <= start {
        replay.take(step)
        steps.removeFirst()
      }
      replay.begin()
      for step in steps where step.at <= end {
        replay.passTime(to: step.at)
        replay.carryOut(step)
      }
      replay.passTime(to: end)
    }
  }

  private init(
    _ institution: Text, _ deployment: Deployment, _ start: Instant, _ focus: ReplayFocus,
    _ tell: @escaping (AccessGain) -> Void
  ) {
    self.focus = focus
    self.deployment = deployment
    self.institution = institution
    register = AccessRegister([], deployment: deployment)
    now = start
    self.tell = tell
  }

  private mutating func take(_ step: RecordedHistory.Step) {
    for change in step.changes {
      if let before = change.before?.resource { resources[before.address] = nil }
    }
    for change in step.changes {
      if let after = change.after?.resource { resources[after.address] = after }
    }
    revision = step.revision
  }

  private mutating func begin() {
    register = makeRegister()
    let view = AccessView(register, at: now)
    var finder = LaterFinder(view)
    for principal in principals(of: register) { schedule(principal, view, &finder) }
  }

  private func makeRegister() -> AccessRegister {
    AccessRegister(resources.values, deployment: deployment, limitedTo: [institution])
  }

  private func principals(of register: AccessRegister) -> [PrincipalAddress] {
    institution.isEmpty
      ? register.retail.principals : register.institutions[institution]?.principals ?? []
  }

  private mutating func schedule(
    _ principal: PrincipalAddress, _ view: AccessView, _ finder: inout LaterFinder
  ) {
    let ahead = view.facts(of: principal).map(finder.bounds) ?? []
    bounds[principal] = ahead.isEmpty ? nil : ahead
  }

  // MARK: Time alone

  /// Looks at every bound up to an instant, it included.
  private mutating func passTime(to end: Instant) {
    var due: [(at: Instant, principal: PrincipalAddress)] = []
    for (principal, ahead) in bounds {
      due += ahead.prefix { $0 <= end }.map { ($0, principal) }
      bounds[principal] = Array(ahead.drop { $0 <= end })
    }
    due.sort { ($0.at, $0.principal) < ($1.at, $1.principal) }
    var last: (at: Instant, before: AccessView, after: AccessView)?
    for (at, principal) in due {
      let views =
        if let last, last.at == at { last } else {
          (at: at, before: view(before: at), after: AccessView(register, at: at))
        }
      last = views
      passBound(of: principal, views.before, views.after)
    }
    now = end
  }

  /// The register a second before an instant, the least that there is.
  private func view(before instant: Instant) -> AccessView {
    AccessView(
      register, at: Instant(secondsSince1970: max(0, instant.secondsSince1970 - 1)) ?? instant)
  }

  private func passBound(
    of principal: PrincipalAddress, _ before: AccessView, _ after: AccessView
  ) {
    guard let facts = after.facts(of: principal),
      focus.follows(principal, of: facts.user, after: revision)
    else { return }
    var differences = AccessDifferences(before: before, after: after)
    let old = before.access(of: principal)
    let gained = differences.between(old, after.access(of: principal)).gained
    guard !gained.isEmpty else { return }
    tell(
      AccessGain(
        at: after.now, revision: nil, source: sources[principal], principal: principal,
        user: facts.user, gained: gained, isEverything: old == nil, because: [],
        approval: approval(of: facts)))
  }

  // MARK: Revisions

  private mutating func carryOut(_ step: RecordedHistory.Step) {
    let before = AccessView(register, at: step.at), earlier = revision
    take(step)
    register = makeRegister()
    let after = AccessView(register, at: step.at)
    let comparison = Comparison(step, before: before, after: after, earlier: earlier)
    var differences = AccessDifferences(before: before, after: after)
    var finder = LaterFinder(after)
    let reach = ReplayReach(step.changes)
    for principal in principals(of: register) where reach.concerns(principal, in: register) {
      schedule(principal, after, &finder)
      if let gain = gain(of: principal, comparison, &differences) { tell(gain) }
    }
    let known = Set(principals(of: register))
    bounds = bounds.filter { known.contains($0.key) }
  }

  /// A revision with the access on both sides of it.
  private struct Comparison {
    let step: RecordedHistory.Step
    let before: AccessView
    let after: AccessView
    /// The revision before it.
    let earlier: Int64
    let renames: PrincipalRenames
    let index: ChangeIndex

    init(
      _ step: RecordedHistory.Step, before: AccessView, after: AccessView, earlier: Int64
    ) {
      self.step = step
      self.before = before
      self.after = after
      self.earlier = earlier
      renames = PrincipalRenames(step.changes)
      index = ChangeIndex(step.changes, before: before, after: after)
    }
  }

  private mutating func gain(
    of principal: PrincipalAddress, _ comparison: Comparison,
    _ differences: inout AccessDifferences
  ) -> AccessGain? {
    let former = comparison.renames.former(of: principal)
    let was = comparison.before.facts(of: former)
    guard let becomes = comparison.after.facts(of: principal) else { return nil }
    let because = comparison.index.read(by: [was, becomes])
    if !because.isEmpty { sources[principal] = revision }
    guard focus.follows(principal, of: becomes.user, after: revision) else { return nil }
    // What passes to another person is all gained by that person.
    let isSame =
      was.map {
        comparison.renames.isSamePerson($0.user, becomes.user, of: institution)
          && focus.follows(former, of: $0.user, after: comparison.earlier)
      } ?? false
    let old = isSame ? comparison.before.access(of: former) : nil
    let gained = differences.between(old, comparison.after.access(of: principal)).gained
    guard !gained.isEmpty else { return nil }
    return AccessGain(
      at: comparison.step.at, revision: revision, source: revision, principal: principal,
      user: becomes.user, gained: gained, isEverything: old == nil, because: because,
      approval: approval(of: becomes))
  }

  /// Who approved the application behind a principal last, as recorded until now.
  private func approval(of facts: AccessFacts) -> AccessGain.Approval? {
    guard let application = facts.sources.application ?? facts.sources.client,
      let review = resources[Address(.review, of: application.address)]
    else { return nil }
    let approvals = review[ReviewFields.steps].elements.filter {
      $0[ReviewFields.stepName].text?.is("approve") ?? false
    }
    guard let last = approvals.last, let by = last[ReviewFields.by].text,
      let at = last[ReviewFields.at].instant
    else { return nil }
    return AccessGain.Approval(application: application.address, by: by, at: at)
  }
}
