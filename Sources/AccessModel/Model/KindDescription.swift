package import Diagnostics

/// Everything the program knows about a kind: its fields, its owner, its words for people.
package struct KindDescription: Sendable {
  package let kind: Kind
  package let name: String
  package let nameText: Text
  /// Who may own resources of it.
  package let ownership: Ownership
  package let scope: Scope
  package let fields: [Field]
  /// Whether `metadata.reason` must be written.
  package let requiresReason: Bool
  /// What it is, in whole sentences.
  package let documentation: String

  package enum Ownership: String, Sendable {
    /// The broker's staff (model, section 2.1).
    case staff
    /// The institution's admins, or staff for it (model, section 2.2).
    case institution
    /// Either side.
    case either
    /// Nobody: commands record it (model, section 2.3).
    case recorded
  }

  package enum Scope: Sendable {
    case global
    case institution
    case either
  }

  package init(
    _ kind: Kind, name: String, ownership: Ownership, scope: Scope, requiresReason: Bool = false,
    _ documentation: String, fields: [Field]
  ) {
    self.kind = kind
    self.name = name
    nameText = Text(name)
    self.ownership = ownership
    self.scope = scope
    self.requiresReason = requiresReason
    self.documentation = documentation
    self.fields = fields
  }

  /// The place of the field called `name` in `Resource.spec`.
  package func slot(_ name: String) -> Slot { fields.slot(name) }

  /// All descriptions, in the order of `Kind`.
  package static let all: [KindDescription] = {
    let descriptions: [KindDescription] = [
      .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .portalUser, .tradingApplication, .desk,
      .traderAuthorization, .brokerApplication, .endpointGrant, .retailClient, .accessTest,
      .review, .override, .notification, .setting, .key, .acceptance, .keyUse, .attestation,
    ]
    precondition(
      descriptions.map(\.kind) == Kind.allCases,
      "descriptions stand in another order than kinds; this is a bug in mandate")
    return descriptions
  }()

  /// The descriptions of what manifests declare, in the order of `Kind`.
  package static let declared = Kind.declared.map(\.description)
}
