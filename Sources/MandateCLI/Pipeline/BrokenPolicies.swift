import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans

extension PolicyTightening {
  /// What a plan's changes do to everything else; nil where they can do nothing.
  init?(of changes: [Change], after: @autoclosure () -> DesiredState) {
    self.init(Self.steps(changes), after: after())
  }

  /// The scopes that a plan must have read to know what its changes do to everything else.
  static func scopes(readFor changes: [Change], among resources: [Resource]) -> Set<Scope> {
    var scopes: Set<Scope> = []
    for step in steps(changes) where isFarReaching([step]) {
      guard let resource = step.after ?? step.before else { continue }
      switch resource.kind {
      case .institution: scopes.insert(.institution(resource.address.name))
      case .ipWhitelist: scopes.insert(resource.address.scope)
      default:
        return Set(
          resources.lazy.filter { $0.kind == .institution }
            .map { .institution($0.address.name) })
      }
    }
    return scopes
  }

  private static func steps(_ changes: [Change]) -> [Step] {
    changes.map { Step(before: $0.before?.resource, after: $0.after?.resource) }
  }
}

extension LoadedTree {
  /// What `changes` make key policies say of resources that they do not touch.
  func broken(
    by changes: [Change], beside others: [Resource], at now: Instant
  ) -> [Diagnostic] {
    let tightening = PolicyTightening(
      of: changes,
      after: DesiredState(
        deployment: project.deployment, now: now, own: declarations.map(\.resource),
        others: others))
    guard let findings = tightening?.findings(), !findings.isEmpty else { return [] }
    var locator = SiteLocator(files: tree.files, declarations: declarations)
    return locator.diagnostics(for: findings)
  }
}

extension RegisterSplit {
  /// The same where only a part of a tree is planned, which stands in no file as a whole.
  func broken(
    by changes: [Change], in deployment: Deployment, at now: Instant
  ) throws(CommandFailure) -> [Diagnostic] {
    let state = DesiredState(
      deployment: deployment, now: now, own: try overlaid(with: changes), others: others)
    let findings = PolicyTightening(of: changes, after: state)?.findings() ?? []
    return findings.errors(about: state.resources)
  }
}

extension [Diagnostic] {
  /// Whether the input is well formed, and what is wrong with it is refused by a rule: by a key
  /// policy, or because another owner holds it.
  var errorsAreRefusals: Bool { errorsAre(among: DiagnosticCode.policyRules.union([.notOwner])) }

  /// Whether a rule of a key policy refuses, and nothing else is wrong.
  var errorsAreOfPolicies: Bool { errorsAre(among: DiagnosticCode.policyRules) }

  private func errorsAre(among codes: Set<DiagnosticCode>) -> Bool {
    hasErrors && allSatisfy { $0.severity != .error || codes.contains($0.code) }
  }
}
