import AccessModel
import Diagnostics

extension Check {
  /// The key policy of a tier only tightens what holds for all (I-30).
  static let tierPoliciesTighten = Check("I-30") { state, findings in
    let base = InstitutionPolicies(state).base
    var judged: Set<Int> = []
    for (_, tier) in state.all(.tier) {
      guard let name = tier[TierFields.keyPolicy].text,
        let index = state.place(of: Address(.keyPolicy, name: name)), judged.insert(index).inserted
      else { continue }
      let layer = PolicyLayer.lay(state.resources[index], over: base, .tightening)
      for loosening in layer.loosenings {
        report(loosening, in: index, of: tier, state, &findings)
      }
    }
  }

  private static func report(
    _ loosening: PolicyLayer.Loosening, in index: Int, of tier: Resource, _ state: DesiredState,
    _ findings: inout [Finding]
  ) {
    let policy = state.resources[index].address
    let defaultPlace = state.place(of: Address(.keyPolicy, name: "default"))
    let site: Site
    if state.isOwn(index) {
      site = Site(index, loosening.field)
    } else if let defaultPlace, state.isOwn(defaultPlace) {
      site = Site(defaultPlace, loosening.field)
    } else {
      return
    }
    findings.append(
      Finding(
        .error, .policyLoosens,
        "\(policy) allows `\(loosening.field)` \(loosening.asked), and the default policy "
          + loosening.held,
        at: site,
        help: "the policy of tier \(tier.address.name) may only tighten; loosen KeyPolicy/default, "
          + "or tighten this"))
  }
}
