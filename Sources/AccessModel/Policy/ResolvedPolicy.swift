package import Diagnostics

/// The rules for keys and address lists that hold for one institution, with nothing left open.
///
/// Built in layers: what the program knows for the environment, over it the policy `default` field
/// by field, over that the policy of the institution's tier, which may only tighten.
package struct ResolvedPolicy: Hashable, Sendable {
  /// What becomes of something that a rule speaks about.
  package enum Severity: UInt8, Comparable, CaseIterable, Sendable {
    case allow, warn, refuse

    package init?(_ text: Text) {
      guard let found = Self.allCases.first(where: { Text($0.name) == text }) else { return nil }
      self = found
    }

    /// The word in manifests.
    package var name: String {
      switch self {
      case .allow: "allow"
      case .warn: "warn"
      case .refuse: "refuse"
      }
    }

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// By class.
  private var unrestricted: [EndpointTable.RiskClass: Severity]
  /// When no list is named at any level.
  package var unstatedNetworks: Severity
  /// Most entries of one address list.
  package var entriesMax: Int
  /// Shortest prefix of an IPv4 entry.
  package var prefixLengthMinV4: Int
  /// Shortest prefix of an IPv6 entry.
  package var prefixLengthMinV6: Int
  private var addressClasses: [AddressClass: Severity]
  /// How long an old secret lives after a reset, at most ten days.
  package var overlap: DurationText
  /// Age from which a key is warned about; nil sets none.
  package var ageMax: DurationText?
  package var keysPerUserMax: Int
  package var usersPerInstitutionMax: Int
  /// Widenings that need a second person: classes, `unrestricted`, `licence`.
  package var dualControl: Set<Text>
  /// Persons as API users of a broker application.
  package var dedicatedAPIUser: Severity
  /// Classes that a prefix or `*` written in an authorization, desk or grant may grant.
  package var wildcardClasses: Set<EndpointTable.RiskClass>
  package var segregation: Set<SetPair>
  /// Types of retail accounts that keys may reach.
  package var retailAccountTypes: Set<Text>
  /// What becomes of what is merely unwise: refused in prod, a warning elsewhere.
  package var unwise: Severity

  /// Two permission sets that are kept apart; INVARIANT: `first` is not after `second`.
  package struct SetPair: Hashable, Comparable, Sendable {
    package let first: Text
    package let second: Text

    package init(_ one: Text, _ other: Text) {
      first = min(one, other)
      second = max(one, other)
    }

    package static func < (left: SetPair, right: SetPair) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// The longest overlap of a reset there is: 864 000 s.
  package static let overlapMax = duration(days: 10)

  /// What holds where no policy says anything.
  ///
  /// uat is as sandbox.
  package static func builtIn(for environment: Deployment.Environment) -> ResolvedPolicy {
    environment.isProduction ? production : rehearsal
  }

  private static let production = ResolvedPolicy(
    unrestricted: [.read: .allow, .trade: .warn, .funds: .refuse, .admin: .refuse],
    unstatedNetworks: .warn, entriesMax: 30, prefixLengthMinV4: 24, prefixLengthMinV6: 56,
    addressClasses: classes(documentation: .refuse), overlap: overlapMax,
    ageMax: duration(days: 365), keysPerUserMax: 5, usersPerInstitutionMax: 250,
    dualControl: ["funds", "admin", "unrestricted", "licence"], dedicatedAPIUser: .refuse,
    wildcardClasses: [.read], segregation: builtInSegregation,
    retailAccountTypes: builtInAccountTypes, unwise: .refuse)

  private static let rehearsal = ResolvedPolicy(
    unrestricted: [.read: .allow, .trade: .allow, .funds: .warn, .admin: .warn],
    unstatedNetworks: .allow, entriesMax: 100, prefixLengthMinV4: 16, prefixLengthMinV6: 48,
    addressClasses: classes(documentation: .allow), overlap: overlapMax, ageMax: nil,
    keysPerUserMax: 10, usersPerInstitutionMax: 250, dualControl: [], dedicatedAPIUser: .warn,
    wildcardClasses: Set(EndpointTable.RiskClass.allCases), segregation: builtInSegregation,
    retailAccountTypes: builtInAccountTypes, unwise: .warn)

  private static let builtInSegregation: Set<SetPair> = [
    SetPair("broker-onboarding", "broker-treasury")
  ]
  private static let builtInAccountTypes: Set<Text> = [
    "CASH", "MARGIN", "general-invest", "stocks-isa",
  ]

  /// Private addresses go as those of documentation; the others never reach a broker.
  private static func classes(documentation: Severity) -> [AddressClass: Severity] {
    var classes: [AddressClass: Severity] = [:]
    for addressClass in AddressClass.allCases { classes[addressClass] = .refuse }
    classes[.documentation] = documentation
    classes[.private] = documentation
    return classes
  }

  private static func duration(days: Int64) -> DurationText {
    guard let duration = DurationText(seconds: days * 86_400) else {
      preconditionFailure("a length out of range; this is a bug in mandate")
    }
    return duration
  }

  /// What a principal without any address restriction may hold of a class.
  package subscript(withoutNetworks riskClass: EndpointTable.RiskClass) -> Severity {
    get { unrestricted[riskClass] ?? .refuse }
    set { unrestricted[riskClass] = newValue }
  }

  /// What becomes of blocks that meet addresses of this class.
  package subscript(addressClass: AddressClass) -> Severity {
    get { addressClasses[addressClass] ?? .refuse }
    set { addressClasses[addressClass] = newValue }
  }

  /// Shortest prefix of an entry of this family.
  package func prefixLengthMin(of family: AddressFamily) -> Int {
    family == .v4 ? prefixLengthMinV4 : prefixLengthMinV6
  }

  /// This policy without the rules that an exception of the policy `default` names.
  ///
  /// A rule is the path of a field or of what holds it: `unrestricted.trade`, `ip`.
  package func lifting(_ rules: [Text]) -> ResolvedPolicy {
    var policy = self
    for name in rules {
      for rule in ExceptionRule.all where ExceptionRule.name(name.string, covers: rule.field) {
        rule.lift(&policy)
      }
    }
    return policy
  }
}
