package import AccessModel
import Diagnostics
package import Plans

/// What changes do to effective access: model, section 4, "Access impact".
package enum Effects {
  /// Everything that follows from `changes`, judged at `now`.
  ///
  /// `rules` are those of the project, of which the ones that look at access are asked. Who is
  /// touched though nobody has access yet is found out only when it is wanted.
  /// `planned` are all resources that will exist, and the records as they stand; of the stored register at least
  /// the global scope and every scope that the changes touch.
  ///
  /// - Complexity: linear in the resources and principals of the institutions that the changes can
  ///   reach, which are all of them only when a catalogue, set or tier changes.
  package static func of(
    _ changes: [Change], planned: [Resource], deployment: Deployment, at now: Instant,
    rules: [GuardrailSettings.Rule] = [], wantsTouched: Bool = false
  ) -> PlanEffects {
    var effects = PlanEffects()
    effects.overrides = standingOverrides(planned)
    let keys = PlannedKeys(changes, planned: planned, at: now)
    effects.endedKeys = keys.ended
    let both = BeforeAndAfter(changes, planned: keys.others, isNeeded: wantsTouched)
    guard both.isNeeded, let reach = ChangeReach(changes, planned: planned) else {
      return effects
    }
    let after = AccessRegister(
      RecordConsequences.followed(in: keys.others, after: changes, at: now)
        + (reach.retail ? keys.retailAfter : []),
      deployment: deployment, limitedTo: reach.institutions)
    var before = AccessRegister(
      both.before + (reach.retail ? keys.retailBefore : []), deployment: deployment,
      limitedTo: reach.institutions)
    before.share(after, except: both.touched)
    var finder = ImpactFinder(
      changes, before: AccessView(before, at: now), after: AccessView(after, at: now),
      keys: keys.live(within: reach), queries: rules.map(\.condition))
    finder.find(into: &effects)
    return effects
  }

  /// The scopes that the effects of `changes` are read from, of those that are `known`.
  package static func scopes(
    of changes: [Change], planned: [Resource], known: some Sequence<Scope>
  ) -> Set<Scope> {
    guard let reach = ChangeReach(changes, planned: planned) else { return [] }
    return Set(
      known.filter { scope in
        guard case .institution(let name) = scope else { return false }
        return reach.institutions?.contains(name) ?? true
      })
  }

  /// The suspensions and revocations among `resources`, by address.
  package static func standingOverrides(_ resources: [Resource]) -> [StandingOverride] {
    resources.compactMap { resource in
      typealias Fields = OverrideFields
      guard resource.kind == .override, let subject = resource.address.subject,
        let state = resource[Fields.state].text, let incident = resource[Fields.incident].text,
        let since = resource[Fields.at].instant
      else { return nil }
      return StandingOverride(address: subject, state: state, incident: incident, since: since)
    }.sorted { $0.address < $1.address }
  }
}

/// The resources before the changes, from those after.
private struct BeforeAndAfter {
  /// Only the institutions that are touched, and what belongs to none.
  let before: [Resource]
  /// The institutions in which anything changes; all others are after as they were before.
  let touched: Set<Text>
  /// Whether there is anything to compare: without an approved application nobody has access.
  let isNeeded: Bool

  init(_ changes: [Change], planned: [Resource], isNeeded: Bool) {
    self.isNeeded =
      isNeeded || planned.contains { Self.approves($0) }
      || changes.contains { Self.approves($0.before?.resource) }
    guard self.isNeeded else {
      (before, touched) = ([], [])
      return
    }
    let sides = changes.flatMap { [$0.before?.resource, $0.after?.resource].compactMap { $0 } }
    let touched = Set(sides.map { Self.institution(of: $0.address) })
    self.touched = touched
    let made = Set(changes.lazy.compactMap { $0.after?.resource.address })
    let kept = planned.filter { resource in
      let institution = Self.institution(of: resource.address)
      return (institution.isEmpty || touched.contains(institution))
        && !made.contains(resource.address)
    }
    before = kept + changes.compactMap { $0.before?.resource }
  }

  /// Empty for what belongs to no institution.
  private static func institution(of address: Address) -> Text {
    address.kind == .institution ? address.name : address.institution
  }

  private static func approves(_ resource: Resource?) -> Bool {
    guard let resource, resource.kind == .review else { return false }
    return ApplicationStanding(resource).isApproved
  }
}
