package import Diagnostics

/// The closed list of what a store keeps, in the order in which things are built up.
///
/// A kind refers only to kinds before it or to itself, so this order is a valid order of creation.
/// What manifests declare comes first; what commands record follows.
package enum Kind: UInt8, CaseIterable, Hashable, Sendable {
  case endpointCatalogue, permissionSet, keyPolicy, tier, agreement, staffMember, institution
  case account, ipWhitelist, portalUser, tradingApplication, desk, traderAuthorization
  case brokerApplication, endpointGrant, retailClient, accessTest
  case review, override, notification, setting
  case key, acceptance, keyUse, attestation

  /// The kinds that manifests may declare.
  package static let declared = allCases.filter { !$0.isRecorded }

  /// Whether only commands write it, never a manifest (model, section 2.3).
  package var isRecorded: Bool { rawValue >= Kind.review.rawValue }

  /// The name written in `kind:`.
  package var name: String { description.name }

  /// The kind with this name, or nil.
  package static func named(_ name: Text) -> Kind? {
    allCases.first { $0.description.nameText == name }
  }

  /// Position among the kinds sorted by name, for ordering addresses as text.
  package var alphabeticalRank: UInt8 { Self.alphabeticalRanks[Int(rawValue)] }

  private static let alphabeticalRanks: [UInt8] = {
    let sorted = allCases.sorted { Text($0.name) < Text($1.name) }
    return allCases.map { kind in UInt8(sorted.firstIndex(of: kind) ?? 0) }
  }()

  /// The one description from which decoding, schema, diff and documentation follow.
  package var description: KindDescription { KindDescription.all[Int(rawValue)] }

  /// Whether resources of this kind carry `metadata.institution`.
  package var scope: KindDescription.Scope { description.scope }

  /// Whether every resource of this kind belongs to an institution.
  package var isInstitutionScoped: Bool { description.scope == .institution }
}

extension Kind {
  /// The part of the store in which resources of a kind are kept, apart from what plans read.
  enum Shelf {
    /// With what belongs to the same institution, or to none: what plans read.
    case register
    /// The mails owed and sent.
    case notices
    /// Keys and what their owners did.
    case keys
  }

  var shelf: Shelf {
    switch self {
    case .notification: .notices
    case .key, .acceptance, .keyUse, .attestation: .keys
    default: .register
    }
  }
}
