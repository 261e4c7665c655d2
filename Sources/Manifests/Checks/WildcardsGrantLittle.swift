import AccessModel
import Diagnostics

extension Check {
  /// A prefix or `*` written in a grant gives only classes that the key policy lists.
  static let wildcardsGrantLittle = Check("wildcards grant little") { state, findings in
    var judge = WildcardJudge(state)
    state.forEachOwnGrant { judge.judge($0) }
    findings.append(contentsOf: judge.findings)
  }
}

/// Holds the wildcards of each grant against the classes that its policy lists.
private struct WildcardJudge {
  private let holders: Holders
  private var endpoints: DeclaredEndpoints
  private var policies: InstitutionPolicies
  private let rowsOfClass: [(riskClass: EndpointTable.RiskClass, rows: EndpointSet)]
  private(set) var findings: [Finding] = []

  init(_ state: DesiredState) {
    holders = Holders(state)
    let endpoints = DeclaredEndpoints(state)
    rowsOfClass = EndpointTable.RiskClass.allCases.map { riskClass in
      (riskClass, endpoints.table.set { $0.riskClass == riskClass })
    }
    self.endpoints = endpoints
    policies = InstitutionPolicies(state)
  }

  mutating func judge(_ use: EndpointUse) {
    for selector in use.selectors.texts where selector.hasSuffix("*") {
      guard case .inForce(let rows) = endpoints.standing(of: selector) else { continue }
      for (riskClass, all) in rowsOfClass where rows.overlaps(all) {
        judge(use, selector, riskClass, rows.intersection(all))
      }
    }
  }

  private mutating func judge(
    _ use: EndpointUse, _ selector: Text, _ riskClass: EndpointTable.RiskClass, _ rows: EndpointSet
  ) {
    let address = use.resource.address
    // Whatever is not listed is an error, also where what is merely unwise only warns.
    let verdict = policies.verdict(in: address.institution, on: holders.principals(of: use)) {
      $0.wildcardClasses.contains(riskClass) ? .allow : .refuse
    }
    guard let verdict else { return }
    let listed = Self.list(policies.policy(of: address.institution).wildcardClasses)
    findings.append(
      Finding(
        .error, .wildcardGrants,
        "`\(selector)` grants class \(riskClass.name) by a wildcard: "
          + EndpointWords.list(rows, in: endpoints.table), at: use.site(selector),
        breach: PolicyBreach(
          [("wildcards", verdict.asked)], by: address, part: Text("\(selector) \(riskClass.name)"),
          principals: verdict.principals),
        help: [
          "name these endpoints or a set; the key policy lets a wildcard grant \(listed)"
        ]))
  }

  private static func list(_ classes: Set<EndpointTable.RiskClass>) -> String {
    let names = EndpointTable.RiskClass.allCases.filter(classes.contains).map(\.name)
    return names.isEmpty ? "nothing" : names.joined(separator: ", ")
  }
}
