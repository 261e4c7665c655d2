import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// S-11: a deletion and a creation that look like one thing under a new name.
  ///
  /// As two changes they would end a recorded life, approvals and keys included; said as a rename
  /// they keep it.
  static let likelyRename = Guardrail { basis in
    var deleted: [Fingerprint: Address] = [:]
    for change in basis.deletions {
      guard let resource = change.before?.resource else { continue }
      for print in Fingerprint.all(of: resource) where deleted[print] == nil {
        deleted[print] = resource.address
      }
    }
    // What nothing was deleted for is no rename; fingerprints of a whole tree cost as much as it.
    let outcomes = (deleted.isEmpty ? [] : basis.creations).compactMap {
      change -> GuardrailOutcome? in
      guard let resource = change.after?.resource else { return nil }
      let old = Fingerprint.all(of: resource).lazy.compactMap { deleted[$0] }.first
      return old.map { outcome(of: resource.address, likelyOnce: $0) }
    }
    guard outcomes.isEmpty else { return outcomes }
    return [
      GuardrailOutcome(
        name: "likely-rename", verdict: .pass, limit: nil, actual: 0,
        message: "no deletion looks like a rename", lift: nil)
    ]
  }

  private static func outcome(of new: Address, likelyOnce old: Address) -> GuardrailOutcome {
    GuardrailOutcome(
      name: "likely-rename", verdict: .refuse, limit: 0, actual: 1,
      message:
        "\(new) looks like \(old) under a new name: add `renamedFrom: \(old.name)` to keep its life",
      lift: "--lift likely-rename=\(new)", addresses: [new])
  }
}

/// What two resources of one kind and institution share when they are one thing.
private enum Fingerprint: Hashable {
  case spec(Kind, Text, [Value])
  case lei(Text)
  case email(Kind, Text, Text)

  static func all(of resource: Resource) -> [Fingerprint] {
    let (kind, institution) = (resource.kind, resource.address.institution)
    var prints: [Fingerprint] = [.spec(kind, institution, meaning(of: resource))]
    switch kind {
    case .institution:
      if let lei = resource[InstitutionFields.lei].text { prints.append(.lei(lei)) }
    case .portalUser:
      append(resource[PortalUserFields.email], kind, institution, to: &prints)
    case .staffMember:
      append(resource[StaffMemberFields.email], kind, institution, to: &prints)
    case .retailClient:
      append(resource[RetailClientFields.email], kind, institution, to: &prints)
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .account, .ipWhitelist,
      .tradingApplication, .desk, .traderAuthorization, .brokerApplication, .endpointGrant,
      .accessTest, .review, .override, .notification, .setting, .key, .acceptance, .keyUse,
      .attestation:
      break
    }
    return prints
  }

  private static func append(
    _ value: Value, _ kind: Kind, _ institution: Text, to prints: inout [Fingerprint]
  ) {
    guard let text = value.text, let email = try? Email(parsing: text) else { return }
    prints.append(.email(kind, institution, email.folded))
  }

  /// The spec with the user that an authorization has by its own name: two traders on one desk are
  /// two people, not one renamed.
  private static func meaning(of resource: Resource) -> [Value] {
    guard resource.kind == .traderAuthorization,
      resource[TraderAuthorizationFields.user].isAbsent
    else { return resource.spec }
    var spec = resource.spec
    spec[TraderAuthorizationFields.user.index] = .text(resource.address.name)
    return spec
  }
}
