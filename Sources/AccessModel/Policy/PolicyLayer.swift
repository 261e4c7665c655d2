package import Diagnostics

/// Lays the fields that one `KeyPolicy` writes over the policy below it.
package struct PolicyLayer {
  /// What the layer may do to the policy below.
  package enum Mode: Sendable {
    /// The policy `default`: field by field, in either direction.
    case replacing
    /// The policy of a tier: the stricter of the two holds.
    case tightening
  }

  /// A field of a tier's policy that asks for less than the policy below it.
  package struct Loosening: Hashable, Sendable {
    /// The path from `spec`.
    package let field: String
    package let asked: String
    package let held: String
  }

  private var policy: ResolvedPolicy
  private let mode: Mode
  /// Rules that the layer's exceptions lift, as paths.
  private let lifted: [Text]
  private var loosenings: [Loosening] = []

  private init(_ policy: ResolvedPolicy, mode: Mode, lifted: [Text]) {
    self.policy = policy
    self.mode = mode
    self.lifted = lifted
  }

  /// `base` with `layer`, a resource of kind `KeyPolicy`, over it, and where it tried to loosen.
  ///
  /// `lifted` are the rules of the layer that do not hold, as its exceptions name them.
  package static func lay(
    _ layer: Resource, over base: ResolvedPolicy, _ mode: Mode, lifted: [Text] = []
  ) -> (policy: ResolvedPolicy, loosenings: [Loosening]) {
    var reader = PolicyLayer(base, mode: mode, lifted: lifted)
    reader.takeSeverities(layer)
    reader.takeAddresses(layer[KeyPolicyFields.ipSlot])
    reader.takeNumbers(layer)
    reader.takeSets(layer)
    return (reader.policy, reader.loosenings)
  }

  /// The rules that the exceptions of `layer` lift for a principal at `now`.
  package static func lifted(
    by layer: Resource, for principal: Text, at now: Instant
  ) -> [Text] {
    layer.policyExceptions.filter { $0.principal == principal && $0.isLive(at: now) }.map(\.rule)
  }

  // MARK: Fields

  private mutating func takeSeverities(_ layer: Resource) {
    typealias Fields = KeyPolicyFields
    take("unstatedNetworks", \.unstatedNetworks, severity(layer[Fields.unstatedNetworks]))
    take("dedicatedApiUser", \.dedicatedAPIUser, severity(layer[Fields.dedicatedApiUser]))
    let classes = zip(EndpointTable.RiskClass.allCases, layer[Fields.unrestrictedSlot].slots)
    for (riskClass, value) in classes {
      take(
        "unrestricted.\(riskClass.name)", \.[withoutNetworks: riskClass],
        severity(value))
    }
  }

  private mutating func takeAddresses(_ addresses: Value) {
    typealias Fields = KeyPolicyFields
    let prefix = addresses[Fields.minPrefixSlot]
    take("ip.maxEntries", \.entriesMax, integer(addresses[Fields.maxEntries]), tightest: min)
    take("ip.minPrefix.v4", \.prefixLengthMinV4, integer(prefix[Fields.v4]), tightest: max)
    take("ip.minPrefix.v6", \.prefixLengthMinV6, integer(prefix[Fields.v6]), tightest: max)
    for (addressClass, value) in zip(AddressClass.allCases, addresses[Fields.classes].slots) {
      take(
        "ip.classes.\(addressClass.rawValue)", \.[addressClass],
        severity(value))
    }
  }

  private mutating func takeNumbers(_ layer: Resource) {
    typealias Fields = KeyPolicyFields
    let rotation = layer[Fields.rotationSlot]
    let overlap = duration(rotation[Fields.overlap]).map { min($0, ResolvedPolicy.overlapMax) }
    take("rotation.overlap", \.overlap, overlap, tightest: min) { $0.description }
    take("rotation.maxAge", \.ageMax, duration(rotation[Fields.maxAge]).map { .some($0) }) {
      [$0, $1].compactMap { $0 }.min()
    } words: {
      $0.map(\.description) ?? "no age"
    }
    take("keysPerUser", \.keysPerUserMax, integer(layer[Fields.keysPerUser]), tightest: min)
    take(
      "usersPerInstitution", \.usersPerInstitutionMax, integer(layer[Fields.usersPerInstitution]),
      tightest: min)
  }

  private mutating func takeSets(_ layer: Resource) {
    typealias Fields = KeyPolicyFields
    take("dualControl", \.dualControl, set(layer[Fields.dualControl]) { $0.text }) {
      $0.union($1)
    } words: {
      Self.list($0.map(\.string))
    }
    let classes = set(layer[Fields.wildcards]) { $0.text.flatMap(EndpointTable.RiskClass.init) }
    take("wildcards", \.wildcardClasses, classes) {
      $0.intersection($1)
    } words: {
      Self.list($0.map(\.name))
    }
    let pairs = set(layer[Fields.segregation]) { pair in
      pair.texts.count == 2 ? ResolvedPolicy.SetPair(pair.texts[0], pair.texts[1]) : nil
    }
    take("segregation", \.segregation, pairs) {
      $0.union($1)
    } words: {
      Self.list($0.map { "[\($0.first), \($0.second)]" })
    }
    take("retailAccountTypes", \.retailAccountTypes, set(layer[Fields.retailAccountTypes], \.text))
    {
      $0.intersection($1)
    } words: {
      Self.list($0.map(\.string))
    }
  }

  // MARK: One field

  /// Takes what the layer writes in one field; `tightest` is the stricter of two values.
  private mutating func take<Rule: Equatable>(
    _ field: String, _ path: WritableKeyPath<ResolvedPolicy, Rule>, _ asked: Rule?,
    tightest: (Rule, Rule) -> Rule, words: (Rule) -> String
  ) {
    guard let asked else { return }
    let held = policy[keyPath: path]
    switch mode {
    case .replacing: policy[keyPath: path] = asked
    case .tightening:
      let strict = tightest(asked, held)
      if strict != asked {
        loosenings.append(Loosening(field: field, asked: words(asked), held: words(held)))
      }
      if !isLifted(field) { policy[keyPath: path] = strict }
    }
  }

  private mutating func take(
    _ field: String, _ path: WritableKeyPath<ResolvedPolicy, ResolvedPolicy.Severity>,
    _ asked: ResolvedPolicy.Severity?
  ) {
    take(field, path, asked, tightest: { max($0, $1) }, words: \.name)
  }

  private mutating func take(
    _ field: String, _ path: WritableKeyPath<ResolvedPolicy, Int>, _ asked: Int?,
    tightest: (Int, Int) -> Int
  ) {
    take(field, path, asked, tightest: tightest) { "\($0)" }
  }

  private func isLifted(_ field: String) -> Bool {
    lifted.contains { ExceptionRule.name($0.string, covers: field) }
  }

  // MARK: Values

  private func severity(_ value: Value) -> ResolvedPolicy.Severity? {
    value.text.flatMap(ResolvedPolicy.Severity.init)
  }

  private func integer(_ value: Value) -> Int? { value.integer.map(Int.init) }

  private func duration(_ value: Value) -> DurationText? {
    value.text.flatMap { try? DurationText(parsing: $0) }
  }

  /// The elements of a list, or nil where it is not written.
  private func set<Element: Hashable>(
    _ value: Value, _ read: (Value) -> Element?
  ) -> Set<Element>? {
    value.isAbsent ? nil : Set(value.elements.compactMap(read))
  }

  private static func list(_ words: [String]) -> String {
    words.isEmpty ? "none" : words.sorted { Text($0) < Text($1) }.joined(separator: ", ")
  }
}
