import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans

/// The work of finding whom one change concerns, with everything at hand that `plan` would have.
struct ImpactWork {
  private let estate: ImpactEstate
  private let plan: Plan
  private let planned: [Resource]

  /// Stops the run unless the plan of the real pipeline has the impact that was counted by hand.
  init(_ estate: ImpactEstate, in folder: Folder) {
    self.estate = estate
    let store = StageWork.store(folder, EstateFiles.store)
    plan = StageWork.plan(folder, EstateFiles.changedProject, store)
    let records = RegisteredStore.snapshot(store).rows.filter { $0.address.kind.isRecorded }
    let declared = StageWork.load(StageWork.tree(folder, EstateFiles.changedProject))
    planned = declared.map(\.resource) + RegisteredStore.resources(records.map(\.canonical))
    require(plan.effects)
    require(effects)
  }

  /// How many principals are concerned.
  func run() -> Int { effects.access.count }

  private var effects: PlanEffects {
    Effects.of(
      plan.changes, planned: planned, deployment: plan.deployment, at: StageWork.now)
  }

  private func require(_ effects: PlanEffects) {
    let expected = estate.expected
    let accounts = expected.accounts.map { Text($0) }
    let isRight = effects.access.allSatisfy { impact in
      impact.gained.endpointCount == expected.gained && impact.lost.endpointCount == expected.lost
        && (impact.gained.groups + impact.lost.groups).allSatisfy { $0.accounts == accounts }
        && impact.gained.networks.isEmpty && impact.lost.networks.isEmpty
        && impact.because.map(\.text) == [expected.because] && !impact.isEverything
    }
    guard isRight, Set(effects.access.map(\.principal)).count == expected.principals,
      effects.access.count == expected.principals, effects.unchanged == expected.unchanged
    else {
      BenchmarkFailure.stop(
        "the impact of `\(estate.title)` is wrong: \(effects.access.count) principals, "
          + "\(effects.unchanged ?? -1) unchanged, first: \(effects.access.first.map(words) ?? "none")"
      )
    }
  }

  private func words(_ impact: AccessImpact) -> String {
    "\(impact.principal) gains \(impact.gained.endpointCount), loses \(impact.lost.endpointCount), "
      + "on \(impact.gained.groups.map { $0.accounts?.map(\.string) ?? [] }), "
      + "because \(impact.because.map { "\($0)" })"
  }
}
