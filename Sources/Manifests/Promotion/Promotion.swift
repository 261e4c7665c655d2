package import AccessModel
package import Diagnostics

/// What of an institution's manifests may be drafted for another environment (domain, S-10).
///
/// Nothing crosses but text that a person reviews. What identifies, dates, proves or reaches something
/// in one environment stays behind; where a value must stand, or where leaving one out would give more
/// than there was, the draft has a gap that no check lets through.
package enum Promotion {
  /// The word of a gap; it is a value in no field.
  package static let gap: Text = "REQUIRED"

  /// The drafts of the resources of `institution` among `resources`, in their order.
  ///
  /// What staff declare for everybody is not drafted: each environment has a catalogue of its own.
  package static func drafts(
    of institution: Text, among resources: some Sequence<Resource>
  ) -> [Resource] {
    let own = resources.filter { resource in
      !resource.kind.isRecorded
        && (resource.address.institution == institution
          || resource.address == Address(.institution, name: institution))
    }
    let numbers = own.lazy.filter { $0.kind == .account }.compactMap {
      $0[AccountFields.number].text
    }
    let drafting = Drafting(accountNumbers: Set(numbers))
    return own.map { drafting.draft(of: $0) }
  }

  /// How many gaps a draft has.
  package static func gaps(in draft: Resource) -> Int {
    draft.spec.reduce(draft.reason == gap ? 1 : 0) { $0 + gaps(in: $1) }
  }

  private static func gaps(in value: Value) -> Int {
    switch value {
    case .text(let text): text == gap ? 1 : 0
    case .list(let values), .object(let values): values.reduce(0) { $0 + gaps(in: $1) }
    case .absent, .boolean, .integer: 0
    }
  }
}

private struct Drafting {
  /// The numbers of accounts that stay behind, wherever they are written.
  let accountNumbers: Set<Text>

  func draft(of resource: Resource) -> Resource {
    let description = resource.kind.description
    var spec = zip(resource.spec, description.fields).map { draft(of: $0, $1.type) }
    for slot in Self.dropped(of: resource.kind) { spec[slot.index] = .absent }
    if resource.kind == .account { spec[AccountFields.number.index] = .text(Promotion.gap) }
    if resource.kind == .institution { spec[InstitutionFields.licenceSlot.index] = licence }
    return Resource(
      address: resource.address, labels: resource.labels,
      reason: description.requiresReason ? Promotion.gap : nil, spec: spec)
  }

  /// What is left out altogether: ids of one environment, and keys.
  private static func dropped(of kind: Kind) -> [Slot] {
    switch kind {
    case .account: [AccountFields.bcan]
    case .portalUser: [PortalUserFields.signingKeys]
    default: []
    }
  }

  /// The answer that only the institution can give for the environment.
  private var licence: Value {
    var slots = [Value](repeating: .absent, count: InstitutionFields.licence.fields.count)
    slots[InstitutionFields.held.index] = .text(Promotion.gap)
    return .object(slots)
  }

  private func draft(of value: Value, _ type: FieldType) -> Value {
    switch value {
    case .absent, .boolean, .integer: value
    case .list(let values): .list(values.map { draft(of: $0, type.elementType) })
    case .object(let slots):
      .object(zip(slots, type.objectFields).map { draft(of: $0, $1.type) })
    case .text(let text): staysBehind(text, type) ? .text(Promotion.gap) : value
    }
  }

  private func staysBehind(_ text: Text, _ type: FieldType) -> Bool {
    guard case .text(let form) = type else { return false }
    switch form {
    case .instant: return true
    case .email: return TestMail.isOne(text)
    case .addressBlock, .address: return Self.isDocumentation(text)
    case .identifier: return accountNumbers.contains(text)
    case .query: return Self.words(of: text).contains { namesWhatStays($0) }
    default: return false
    }
  }

  private func namesWhatStays(_ word: Text) -> Bool {
    accountNumbers.contains(word) || Self.isDocumentation(word)
      || (try? Instant(parsing: word)) != nil
  }

  /// The words of a query: what stands between its signs.
  private static func words(of query: Text) -> [Text] {
    query.string.split(whereSeparator: { " \t=!<>~(),'\"".contains($0) }).map { Text(String($0)) }
  }

  private static func isDocumentation(_ text: Text) -> Bool {
    guard let block = try? CIDR(parsing: text) else { return false }
    return AddressClass.overlaps(with: block).contains { $0.addressClass == .documentation }
  }
}

/// Mail addresses that belong to no person: in reserved domains, or named after a trial.
private enum TestMail {
  /// Source: RFC 2606 and RFC 6761.
  private static let reservedEndings = [
    "example", "test", "invalid", "localhost", "example.com", "example.net", "example.org",
  ]
  private static let words: Set<String> = ["test", "sandbox", "uat"]

  static func isOne(_ text: Text) -> Bool {
    guard let folded = try? Email(parsing: text).folded.string else { return false }
    let parts = folded.split(separator: "@", maxSplits: 1)
    guard parts.count == 2 else { return false }
    let domain = parts[1]
    if reservedEndings.contains(where: { domain == $0 || domain.hasSuffix("." + $0) }) {
      return true
    }
    return (parts[0] + "." + domain).split(whereSeparator: { ".+-_".contains($0) })
      .contains { words.contains(String($0)) }
  }
}
