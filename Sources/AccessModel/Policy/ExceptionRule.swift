/// A rule of a key policy that an exception can lift for one principal.
///
/// WHY some fields are missing: `usersPerInstitution` and `retailAccountTypes` speak about an
/// institution or an account, and nothing about a principal could lift them.
package struct ExceptionRule: Sendable {
  /// The path of its field from `spec`.
  package let field: String
  let lift: @Sendable (inout ResolvedPolicy) -> Void

  /// Every rule by itself.
  package static let all: [ExceptionRule] =
    EndpointTable.RiskClass.allCases.map { riskClass in
      ExceptionRule("unrestricted.\(riskClass.name)") { $0[withoutNetworks: riskClass] = .allow }
    }
    + AddressClass.allCases.map { addressClass in
      ExceptionRule("ip.classes.\(addressClass.rawValue)") { $0[addressClass] = .allow }
    } + [
      ExceptionRule("ip.maxEntries") { $0.entriesMax = .max },
      ExceptionRule("ip.minPrefix.v4") { $0.prefixLengthMinV4 = 0 },
      ExceptionRule("ip.minPrefix.v6") { $0.prefixLengthMinV6 = 0 },
      ExceptionRule("unstatedNetworks") { $0.unstatedNetworks = .allow },
      ExceptionRule("dedicatedApiUser") { $0.dedicatedAPIUser = .allow },
      ExceptionRule("rotation.overlap") { $0.overlap = ResolvedPolicy.overlapMax },
      ExceptionRule("rotation.maxAge") { $0.ageMax = nil },
      ExceptionRule("keysPerUser") { $0.keysPerUserMax = .max },
      ExceptionRule("dualControl") { $0.dualControl = [] },
      ExceptionRule("wildcards") {
        $0.wildcardClasses = Set(EndpointTable.RiskClass.allCases)
      },
      ExceptionRule("segregation") { $0.segregation = [] },
    ]

  /// What an exception may name: a rule, or the field that holds several.
  package static let names: [String] = {
    let holders = all.flatMap { rule -> [String] in
      let parts = rule.field.split(separator: ".")
      return (1...parts.count).map { parts.prefix($0).joined(separator: ".") }
    }
    return Set(holders).sorted()
  }()

  private init(_ field: String, _ lift: @escaping @Sendable (inout ResolvedPolicy) -> Void) {
    self.field = field
    self.lift = lift
  }

  /// Whether `name` names the rule of `field` or what holds it.
  package static func name(_ name: String, covers field: String) -> Bool {
    field == name || field.hasPrefix(name + ".")
  }
}
