import AccessModel
import Diagnostics

extension Check {
  /// A selector that adds nothing below the ceiling of the tier is worth a word (I-11).
  static let endpointsLieInTier = Check("I-11 tier") { state, findings in
    var endpoints = DeclaredEndpoints(state)
    state.forEachOwnEndpointUse { use in
      guard let institution = state.institution(of: use.resource),
        let name = institution[InstitutionFields.tier].text,
        let tier = state.resource(at: Address(.tier, name: name))
      else { return }
      let ceiling = endpoints.ceiling(of: tier)
      let requested = use.application.map { endpoints.requested(by: $0) }
      for selector in use.selectors.texts {
        guard case .inForce(var rows) = endpoints.standing(of: selector) else { continue }
        if let requested { rows.formIntersection(requested) }
        // What the application does not ask for is reported as that.
        guard !rows.isEmpty, !rows.overlaps(ceiling) else { continue }
        findings.append(
          Finding(
            .warning, .endpointOutsideTier,
            "`\(selector)` \(use.verb) nothing here: "
              + "\(EndpointWords.subject(selector, rows)) above tier \(name)",
            at: use.site(selector),
            help: "add it to \(tier.address) endpoints, or remove it here"))
      }
    }
  }
}
