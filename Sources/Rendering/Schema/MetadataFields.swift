import AccessModel

/// What `metadata` of a document holds, in the words of the descriptions of kinds.
///
/// `labels` is not a field like others, for its keys are the user's own; it is described here by
/// its parts.
enum MetadataFields {
  static let labelsDocumentation =
    "Names and texts of your own, to select by with labels.NAME. At least one, or no labels."
  static let labelName = TextForm.identifier(bytesMax: 63)
  static let labelText = TextForm.line(scalarsMax: 128)

  private static let name = Field(
    "name", .text(.name), .required, "The name, unique among the kind in its institution.")

  private static func reason(_ presence: Field.Presence) -> Field {
    Field(
      "reason", .text(.line(scalarsMax: 500)), presence,
      "Why it is so: who asked for it. It stands in plans and in the audit trail.")
  }

  private static let renamedFrom = Field(
    "renamedFrom", .text(.name), .optional,
    "The name it had before, so that keys and history stay with it.")

  /// The institution a resource belongs to; nil for kinds that belong to none.
  ///
  /// WHY optional where every resource has one: `spec.institution` of mandate.yaml may say it.
  static func institution(of kind: KindDescription) -> Field? {
    switch kind.scope {
    case .global: nil
    case .institution:
      Field(
        "institution", .reference(.institution), .optional,
        "The institution it belongs to; default: `spec.institution` of mandate.yaml.")
    case .either:
      Field(
        "institution", .reference(.institution), .optional,
        "The institution it belongs to, if to any; default: `spec.institution` of mandate.yaml.")
    }
  }

  /// What an item may hold besides the fields of its kind.
  static func ofItem(_ kind: KindDescription) -> [Field] {
    let presence: Field.Presence = kind.requiresReason ? .required : .optional
    let own = Set(kind.fields.map(\.name))
    return [reason(presence), renamedFrom].filter { !own.contains($0.name) }
  }

  /// Of a document with `spec`, without `labels`.
  static func ofDocument(_ kind: KindDescription) -> [Field] {
    let presence: Field.Presence = kind.requiresReason ? .required : .optional
    return [name] + (institution(of: kind).map { [$0] } ?? []) + [reason(presence), renamedFrom]
  }

  /// Of a document with `items`, without `labels`.
  static func ofItemsDocument(_ kind: KindDescription) -> [Field] {
    institution(of: kind).map { [$0] } ?? []
  }
}
