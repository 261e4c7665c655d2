package import AccessModel
import Diagnostics

/// What a plan makes the rules of key policies say of resources that it does not touch.
///
/// Checks speak about an owner's own resources; a stricter policy, another tier or a larger set
/// breaks those of everybody. Only what is new counts: what broke a rule before stands as it stood.
package struct PolicyTightening {
  /// A resource before and after; nil where it is not there.
  package struct Step: Sendable {
    package let before: Resource?
    package let after: Resource?

    package init(before: Resource?, after: Resource?) {
      self.before = before
      self.after = after
    }
  }

  private let steps: [Step]
  private let after: DesiredState
  private let touched: Set<Address>

  /// Nil when nothing in `steps` can make a rule speak about anything but itself.
  package init?(_ steps: [Step], after: @autoclosure () -> DesiredState) {
    guard Self.isFarReaching(steps) else { return nil }
    self.steps = steps
    self.after = after()
    touched = Set(steps.compactMap { $0.after?.address })
  }

  /// Whether any of `steps` can make a rule speak about other resources.
  package static func isFarReaching(_ steps: [Step]) -> Bool {
    steps.contains(where: isFarReaching)
  }

  /// One finding a rule and severity, with every resource that breaks it, by institution.
  package func findings() -> [Finding] {
    let known = Self.breaches(of: before, in: after)
    var groups: [Group: [Address]] = [:]
    for (key, severity) in Self.breaches(of: after.resources, in: after) {
      guard !touched.contains(key.holder), severity > known[key] ?? .allow else { continue }
      groups[Group(rule: key.rule, severity: severity), default: []].append(key.holder)
    }
    return groups.sorted { $0.key < $1.key }.map { group, holders in
      finding(group, Set(holders).sorted())
    }
  }

  // MARK: Comparing

  /// One rule and one thing that breaks it, as far as an exception could tell things apart.
  private struct Key: Hashable {
    let rule: String
    let holder: Address
    let part: Text?
    let principal: Text?
  }

  private struct Group: Hashable, Comparable {
    let rule: String
    let severity: ResolvedPolicy.Severity

    static func < (left: Group, right: Group) -> Bool {
      (right.severity, Text(left.rule)) < (left.severity, Text(right.rule))
    }
  }

  /// Whether a step can make a rule speak about other resources.
  private static func isFarReaching(_ step: Step) -> Bool {
    guard let resource = step.after ?? step.before else { return false }
    switch resource.kind {
    case .keyPolicy, .tier, .permissionSet, .endpointCatalogue: return true
    case .institution:
      return step.before?[InstitutionFields.tier] != step.after?[InstitutionFields.tier]
    case .ipWhitelist: return step.before?.isInstitutionWide ?? false
    default: return false
    }
  }

  private var before: [Resource] {
    let new = Set(steps.compactMap { $0.after?.address })
    return after.resources.filter { !new.contains($0.address) } + steps.compactMap(\.before)
  }

  private static func breaches(
    of resources: [Resource], in state: DesiredState
  ) -> [Key: ResolvedPolicy.Severity] {
    // As if one owner had everything, for checks speak about own resources.
    let whole = DesiredState(
      deployment: state.deployment, now: state.now, own: resources, others: [])
    var found: [Key: ResolvedPolicy.Severity] = [:]
    for breach in Checks.breaches(in: whole) {
      let principals: [Text?] = breach.principals.isEmpty ? [nil] : breach.principals
      for rule in breach.rules {
        for principal in principals {
          let key = Key(
            rule: rule.field, holder: breach.holder, part: breach.part, principal: principal)
          found[key] = max(found[key] ?? .allow, rule.severity)
        }
      }
    }
    return found
  }

  // MARK: Words

  private func finding(_ group: Group, _ holders: [Address]) -> Finding {
    let byInstitution = Dictionary(grouping: holders) { $0.institutionName }
    let resources = holders.count == 1 ? "1 resource" : "\(holders.count) resources"
    let institutions = byInstitution.keys.filter { !$0.isEmpty }.count
    let of =
      institutions == 0
      ? "" : institutions == 1 ? " of 1 institution" : " of \(institutions) institutions"
    let isRefused = group.severity == .refuse
    let lines = byInstitution.sorted { $0.key < $1.key }.map { institution, addresses in
      let name = institution.isEmpty ? "retail clients" : institution.string
      return "\(name) (\(addresses.count)): " + addresses.map(\.text).joined(separator: ", ")
    }
    return Finding(
      isRefused ? .error : .warning, .policyBroken,
      "`\(group.rule)` would \(isRefused ? "refuse" : "warn about") \(resources)\(of) that this "
        + "plan does not touch",
      at: site(of: group.rule) ?? Site(after.place(of: holders[0]) ?? 0), breach: nil,
      help: lines + (isRefused ? [Self.fix(group.rule)] : []))
  }

  private static func fix(_ rule: String) -> String {
    let isLiftable = ExceptionRule.names.contains(rule)
    return isLiftable
      ? "mend each of them first, or add an exception with an end for its principals"
      : "mend each of them first"
  }

  /// The change that says most about why: a policy that writes the rule, any policy, a tier.
  private func site(of rule: String) -> Site? {
    let kinds: [Kind] = [
      .keyPolicy, .tier, .institution, .permissionSet, .endpointCatalogue, .ipWhitelist,
    ]
    for kind in kinds {
      let changed = steps.filter { ($0.after ?? $0.before)?.kind == kind }
        .compactMap { step in step.after.flatMap { after.place(of: $0.address) } }
      let best = changed.first { kind == .keyPolicy && writes(rule, after.resources[$0]) }
      if let place = best ?? changed.first {
        return Site(place, kind == .keyPolicy ? rule : Self.field(of: kind))
      }
    }
    return nil
  }

  private func writes(_ rule: String, _ policy: Resource) -> Bool {
    let names = rule.split(separator: ".").map(String.init)
    var fields = policy.kind.description.fields
    var values = policy.spec
    for name in names {
      guard let index = fields.firstIndex(where: { $0.name == name }),
        values.indices.contains(index), !values[index].isAbsent
      else { return false }
      fields = fields[index].type.objectFields
      values = values[index].slots
    }
    return true
  }

  private static func field(of kind: Kind) -> String {
    switch kind {
    case .tier: "keyPolicy"
    case .institution: "tier"
    default: ""
    }
  }
}

extension Address {
  /// The institution that an address is of or is; empty where there is none.
  fileprivate var institutionName: Text { kind == .institution ? name : institution }
}
