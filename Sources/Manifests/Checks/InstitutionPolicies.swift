import AccessModel
import Diagnostics

/// The key policies that hold in a state, each laid once.
struct InstitutionPolicies {
  /// What holds where no tier says more: the built-in policy with `default` over it.
  let base: ResolvedPolicy
  private let state: DesiredState
  private let defaultPolicy: Resource?
  private var byTier: [Text: ResolvedPolicy] = [:]
  private var byInstitution: [Text: ResolvedPolicy] = [:]

  init(_ state: DesiredState) {
    self.state = state
    let builtIn = ResolvedPolicy.builtIn(for: state.deployment.environment)
    defaultPolicy = state.resource(at: Address(.keyPolicy, name: "default"))
    base = defaultPolicy.map { PolicyLayer.lay($0, over: builtIn, .replacing).policy } ?? builtIn
  }

  mutating func policy(of institution: Text) -> ResolvedPolicy {
    if let policy = byInstitution[institution] { return policy }
    let policy = policy(ofTier: tierName(of: institution))
    byInstitution[institution] = policy
    return policy
  }

  /// The policy for one principal of the institution, exceptions heeded.
  mutating func policy(of institution: Text, for principal: Text) -> ResolvedPolicy {
    let tierPolicy = keyPolicy(ofTier: tierName(of: institution))
    let liftedByTier = lifted(by: tierPolicy, for: principal)
    let liftedByDefault = lifted(by: defaultPolicy, for: principal)
    if liftedByTier.isEmpty, liftedByDefault.isEmpty { return policy(of: institution) }
    guard let tierPolicy else { return base.lifting(liftedByDefault) }
    let policy = PolicyLayer.lay(
      tierPolicy, over: base.lifting(liftedByDefault), .tightening, lifted: liftedByTier)
    return policy.policy
  }

  /// How a rule of a policy is reported; nil when it allows.
  ///
  /// WHY never an error in an institution's own tree: the policies are the broker's and not there,
  /// and the one in the store may be looser than the built-in one.
  func severity(_ severity: ResolvedPolicy.Severity) -> Diagnostic.Severity? {
    switch severity {
    case .allow: nil
    case .warn: .warning
    case .refuse: state.isInstitutionTree ? .warning : .error
    }
  }

  private mutating func policy(ofTier tier: Text?) -> ResolvedPolicy {
    guard let tier, let layer = keyPolicy(ofTier: tier) else { return base }
    if let policy = byTier[tier] { return policy }
    let policy = PolicyLayer.lay(layer, over: base, .tightening).policy
    byTier[tier] = policy
    return policy
  }

  private func tierName(of institution: Text) -> Text? {
    state.resource(at: Address(.institution, name: institution))?[InstitutionFields.tier].text
  }

  private func keyPolicy(ofTier tier: Text?) -> Resource? {
    guard let tier = tier.flatMap({ state.resource(at: Address(.tier, name: $0)) }),
      let name = tier[TierFields.keyPolicy].text
    else { return nil }
    return state.resource(at: Address(.keyPolicy, name: name))
  }

  private func lifted(by policy: Resource?, for principal: Text) -> [Text] {
    guard let policy, !policy[KeyPolicyFields.exceptions].isAbsent else { return [] }
    return PolicyLayer.lifted(by: policy, for: principal, at: state.now)
  }
}
