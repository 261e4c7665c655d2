import AccessModel
import Diagnostics

extension Check {
  /// Every reference names a resource of the right kind (I-02), in the same institution or global.
  static let referencesResolve = Check("I-02") { state, findings in
    var judge = ReferenceJudge(state)
    for index in 0..<state.ownCount { judge.judge(index) }
    findings.append(contentsOf: judge.findings)
  }
}

/// Looks up the references of one resource after the other.
private struct ReferenceJudge {
  private let state: DesiredState
  private(set) var findings: [Finding] = []
  private var knownInstitution: Text = .empty
  /// Targets that were spoken about and need no second word.
  private var noted: Set<Address> = []
  private var suggestions: Suggestions

  init(_ state: DesiredState) {
    self.state = state
    suggestions = Suggestions(state)
  }

  mutating func judge(_ index: Int) {
    let resource = state.resources[index]
    requireInstitution(of: resource, index)
    for (field, kind) in Self.references[Int(resource.kind.rawValue)] {
      field.forEachText(in: resource) { name in
        let target = resource.target(kind, named: name)
        if !state.contains(target), !isWildcard(name, field) {
          missing(target, Site(index, field.path, name))
        }
      }
    }
    if resource.kind == .traderAuthorization { requireUser(of: resource, index) }
  }

  private func isWildcard(_ name: Text, _ field: LeafField) -> Bool {
    guard case .referenceOrAll = field.type else { return false }
    return name.is("*")
  }

  /// The institution itself, once however many resources it has.
  private mutating func requireInstitution(of resource: Resource, _ index: Int) {
    let institution = resource.address.institution
    guard !institution.isEmpty, institution != knownInstitution else { return }
    knownInstitution = institution
    let address = Address(.institution, name: institution)
    guard !state.contains(address), !state.lost.mayHold(address), noted.insert(address).inserted
    else { return }
    report(address, Site(index, "metadata.institution", institution))
  }

  /// Without `user`, an authorization is for the user of the same name.
  private mutating func requireUser(of resource: Resource, _ index: Int) {
    guard resource[TraderAuthorizationFields.user].isAbsent else { return }
    let user = resource.target(.portalUser, named: resource.address.name)
    if !state.contains(user), !state.lost.mayHold(user) { report(user, Site(index)) }
  }

  private mutating func missing(_ target: Address, _ site: Site) {
    guard !state.lost.mayHold(target) else { return }
    if isUnseen(target), !noted.insert(target).inserted { return }
    report(target, site)
  }

  /// Whether it is of a kind that an institution's own tree cannot see.
  private func isUnseen(_ target: Address) -> Bool {
    state.isInstitutionTree && target.kind.description.ownership == .staff
  }

  private mutating func report(_ target: Address, _ site: Site) {
    if isUnseen(target) {
      findings.append(
        Finding(
          .note, .unchecked, "\(target) belongs to the broker and is not in this tree", at: site,
          help: "it is looked up when a plan is made against the store"))
      return
    }
    let message = "there is no \(target)"
    if let near = suggestions.nearest(to: target) {
      findings.append(
        Finding(
          .error, .unresolvedReference, message, at: site, help: "did you mean `\(near)`?"))
    } else {
      findings.append(
        Finding(
          .error, .unresolvedReference, message, at: site,
          help: "correct the name, or declare \(target)"))
    }
  }

  /// The fields of each kind that name resources, with the kind they name.
  private static let references: [[(field: LeafField, kind: Kind)]] = Kind.allCases.map { kind in
    LeafField.all(of: kind) { $0.referencedKind != nil }
      .compactMap { field in field.type.referencedKind.map { (field, $0) } }
  }
}

extension FieldType {
  /// The kind that a value must name, or nil.
  fileprivate var referencedKind: Kind? {
    switch self {
    case .reference(let kind), .referenceOrAll(let kind): kind
    case .boolean, .integer, .text, .choice, .looseReference, .selector, .object, .list: nil
    }
  }
}
