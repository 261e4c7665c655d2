import AccessModel
import Diagnostics

extension Check {
  /// A prefix or `*` written in a grant gives only classes that the key policy lists.
  static let wildcardsGrantLittle = Check("wildcards grant little") { state, findings in
    var endpoints = DeclaredEndpoints(state)
    var policies = InstitutionPolicies(state)
    let rowsOfClass = EndpointTable.RiskClass.allCases.map { riskClass in
      (riskClass, endpoints.table.set { $0.riskClass == riskClass })
    }
    state.forEachOwnGrant { use in
      let wildcards = use.selectors.texts.filter { $0.hasSuffix("*") }
      guard !wildcards.isEmpty else { return }
      let address = use.resource.address
      let policy =
        address.kind == .traderAuthorization
        ? policies.policy(of: address.institution, for: Text(address.text))
        : policies.policy(of: address.institution)
      for selector in wildcards {
        guard case .inForce(let rows) = endpoints.standing(of: selector) else { continue }
        for (riskClass, all) in rowsOfClass where !policy.wildcardClasses.contains(riskClass) {
          let granted = rows.intersection(all)
          guard !granted.isEmpty else { continue }
          findings.append(
            Finding(
              .error, .wildcardGrants,
              "`\(selector)` grants class \(riskClass.name) by a wildcard: "
                + EndpointWords.list(granted, in: endpoints.table), at: use.site(selector),
              help: "name these endpoints or a set; the key policy lets a wildcard grant "
                + Self.list(policy.wildcardClasses)))
        }
      }
    }
  }

  private static func list(_ classes: Set<EndpointTable.RiskClass>) -> String {
    let names = EndpointTable.RiskClass.allCases.filter(classes.contains).map(\.name)
    return names.isEmpty ? "nothing" : names.joined(separator: ", ")
  }
}
