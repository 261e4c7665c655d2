package import Diagnostics

/// The key policies that hold in a register, each laid once.
package struct PolicyBook {
  /// What holds where no tier says more: the built-in policy with `default` over it.
  package let base: ResolvedPolicy
  private let find: (Address) -> Resource?
  private let now: Instant
  private let defaultPolicy: Resource?
  private var byTier: [Text: ResolvedPolicy] = [:]
  private var byInstitution: [Text: ResolvedPolicy] = [:]
  private var lifted: [Address: LiftedRules] = [:]

  /// The rules that the live exceptions of one key policy lift, as they name them.
  private struct LiftedRules {
    var byPrincipal: [Text: [Text]] = [:]
    var institutions: Set<Text> = []
  }

  /// `find` gives the resource at an address, if there is one.
  package init(
    for environment: Deployment.Environment, at now: Instant,
    find: @escaping (Address) -> Resource?
  ) {
    self.find = find
    self.now = now
    let builtIn = ResolvedPolicy.builtIn(for: environment)
    defaultPolicy = find(Address(.keyPolicy, name: "default"))
    base = defaultPolicy.map { PolicyLayer.lay($0, over: builtIn, .replacing).policy } ?? builtIn
  }

  package mutating func policy(of institution: Text) -> ResolvedPolicy {
    if let policy = byInstitution[institution] { return policy }
    let policy = policy(ofTier: tierName(of: institution))
    byInstitution[institution] = policy
    return policy
  }

  /// The policy for one principal of the institution, exceptions heeded.
  package mutating func policy(of institution: Text, for principal: Text) -> ResolvedPolicy {
    let tierPolicy = keyPolicy(ofTier: tierName(of: institution))
    let liftedByTier = liftedRules(of: tierPolicy).byPrincipal[principal] ?? []
    let liftedByDefault = liftedRules(of: defaultPolicy).byPrincipal[principal] ?? []
    if liftedByTier.isEmpty, liftedByDefault.isEmpty { return policy(of: institution) }
    guard let tierPolicy else { return base.lifting(liftedByDefault) }
    let policy = PolicyLayer.lay(
      tierPolicy, over: base.lifting(liftedByDefault), .tightening, lifted: liftedByTier)
    return policy.policy
  }

  /// Whether any principal of the institution is excepted from anything.
  package mutating func hasExceptions(in institution: Text) -> Bool {
    if liftedRules(of: defaultPolicy).institutions.contains(institution) { return true }
    let tierPolicy = keyPolicy(ofTier: tierName(of: institution))
    return liftedRules(of: tierPolicy).institutions.contains(institution)
  }

  private mutating func policy(ofTier tier: Text?) -> ResolvedPolicy {
    guard let tier, let layer = keyPolicy(ofTier: tier) else { return base }
    if let policy = byTier[tier] { return policy }
    let policy = PolicyLayer.lay(layer, over: base, .tightening).policy
    byTier[tier] = policy
    return policy
  }

  private func tierName(of institution: Text) -> Text? {
    find(Address(.institution, name: institution))?[InstitutionFields.tier].text
  }

  private func keyPolicy(ofTier tier: Text?) -> Resource? {
    guard let tier = tier.flatMap({ find(Address(.tier, name: $0)) }),
      let name = tier[TierFields.keyPolicy].text
    else { return nil }
    return find(Address(.keyPolicy, name: name))
  }

  private mutating func liftedRules(of policy: Resource?) -> LiftedRules {
    guard let policy, !policy[KeyPolicyFields.exceptions].isAbsent else { return LiftedRules() }
    if let known = lifted[policy.address] { return known }
    var rules = LiftedRules()
    for exception in policy.policyExceptions where exception.isLive(at: now) {
      rules.byPrincipal[exception.principal, default: []].append(exception.rule)
      guard let principal = try? PrincipalAddress(parsing: exception.principal) else { continue }
      rules.institutions.insert(principal.institution)
    }
    lifted[policy.address] = rules
    return rules
  }
}
