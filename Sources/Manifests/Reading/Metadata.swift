import AccessModel
import Diagnostics
import YAMLSyntax

/// The `metadata` of a document, with the defaults of the project filled in.
struct Metadata {
  /// Absent for a document with `items`.
  let name: Text?
  let nameNode: NodeID?
  /// Empty for a resource of no institution.
  let institution: Text
  let labels: [Resource.Label]
  let reason: Text?
  /// Whether a reason is written, be it right or wrong.
  let hasReason: Bool
  let renamedFrom: Text?

  static let nameType = FieldType.text(.name)
  /// The name of a record, which is made of other names.
  static let recordNameType = FieldType.text(.identifier(bytesMax: 160))
  static let reasonType = FieldType.text(.line(scalarsMax: 500))
  static let labelKeyType = FieldType.text(.identifier(bytesMax: 63))
  static let labelValueType = FieldType.text(.line(scalarsMax: 128))
}

/// Reads `metadata`: five fields, of which a document with `items` has two.
struct MetadataDecoder {
  let tree: SyntaxTree
  let kind: Kind
  let defaultInstitution: Text?

  private static let allFields = ["name", "institution", "labels", "reason", "renamedFrom"]

  /// Nil after saying what is wrong.
  func read(
    _ node: NodeID?, document: NodeID, hasItems: Bool, into fields: inout FieldDecoder
  ) -> Metadata? {
    if let node, tree.kind(node) != .mapping {
      fields.report(.error, ReadingProblem.notAMapping(tree, node, "`metadata`"), at: node)
      return nil
    }
    let found = collect(node, hasItems: hasItems, into: &fields)
    guard found.isValid else { return nil }
    guard
      let institution = institution(found.institution, node ?? document, into: &fields)
    else { return nil }
    if !hasItems, found.name == nil {
      let place = tree.range(node ?? document)
      let short = place.lowerBound..<min(place.upperBound, place.lowerBound + 1)
      fields.diagnostics.append(
        .error(
          .missingField, "a \(kind.name) has no `metadata.name`",
          at: SourceRange(tree.file, short), help: "add `metadata: {name: ...}`"))
      return nil
    }
    return Metadata(
      name: found.name?.text, nameNode: found.name?.node, institution: institution,
      labels: found.labels, reason: found.reason, hasReason: found.hasReason,
      renamedFrom: found.renamedFrom)
  }

  private struct Found {
    var name: (text: Text, node: NodeID)?
    var institution: (text: Text, node: NodeID)?
    var labels: [Resource.Label] = []
    var reason: Text?
    var hasReason = false
    var renamedFrom: Text?
    var isValid = true
  }

  private func collect(
    _ node: NodeID?, hasItems: Bool, into fields: inout FieldDecoder
  ) -> Found {
    var found = Found()
    guard let node else { return found }
    for (key, value) in tree.entries(node) {
      let word = tree.text(key)
      if word.is("institution") {
        found.institution = text(value, Metadata.nameType, "institution", into: &fields)
          .map { ($0, value) }
        found.isValid = found.isValid && found.institution != nil
      } else if word.is("labels") {
        found.labels = labels(value, into: &fields)
      } else if hasItems, word.is("name") || word.is("reason") || word.is("renamedFrom") {
        fields.report(.error, Self.belongsToItem(word), at: key)
      } else if word.is("name") {
        let type = kind.isRecorded ? Metadata.recordNameType : Metadata.nameType
        found.name = text(value, type, "name", into: &fields).map { ($0, value) }
        found.isValid = found.isValid && found.name != nil
      } else if word.is("reason") {
        found.reason = text(value, Metadata.reasonType, "reason", into: &fields)
        found.hasReason = true
      } else if word.is("renamedFrom") {
        found.renamedFrom = text(value, Metadata.nameType, "renamedFrom", into: &fields)
      } else {
        fields.unknownField(key, fields: Self.allFields, of: "`metadata`")
      }
    }
    return found
  }

  private static func belongsToItem(_ name: Text) -> FormatProblem {
    FormatProblem(
      .unknownField, "`metadata` of a document with `items` has no `\(name)`",
      help: [
        name.is("name")
          ? "the names are the keys below `items`" : "write `\(name)` in the item that it is about"
      ])
  }

  private func text(
    _ node: NodeID, _ type: FieldType, _ name: String, into fields: inout FieldDecoder
  ) -> Text? {
    fields.value(of: node, as: type, called: name)?.text
  }

  /// The institution that counts; nil after saying what is wrong.
  private func institution(
    _ written: (text: Text, node: NodeID)?, _ place: NodeID, into fields: inout FieldDecoder
  ) -> Text? {
    switch kind.scope {
    case .global:
      guard let written else { return .empty }
      fields.report(
        .error,
        FormatProblem(
          .institutionNotAllowed, "a \(kind.name) belongs to no institution",
          help: ["remove `institution`"]), at: written.node)
      return nil
    case .either:
      return written?.text ?? defaultInstitution ?? .empty
    case .institution:
      if let institution = written?.text ?? defaultInstitution { return institution }
      let range = tree.range(place)
      let short = range.lowerBound..<min(range.upperBound, range.lowerBound + 1)
      fields.diagnostics.append(
        .error(
          .institutionMissing, "a \(kind.name) belongs to an institution, and none is named",
          at: SourceRange(tree.file, short),
          help: "add `institution` to its metadata, or to `spec` of mandate.yaml for the whole tree"
        ))
      return nil
    }
  }

  private func labels(_ node: NodeID, into fields: inout FieldDecoder) -> [Resource.Label] {
    guard tree.kind(node) == .mapping, tree.count(node) > 0 else {
      fields.report(
        .error,
        FormatProblem(
          .wrongType, "`labels` is a mapping of at least one name to a text",
          help: ["write labels: {floor: \"7\"}"]), at: node)
      return []
    }
    var labels: [Resource.Label] = []
    for (key, value) in tree.entries(node) {
      let name = text(key, Metadata.labelKeyType, "label", into: &fields)
      let content = text(value, Metadata.labelValueType, "label", into: &fields)
      if let name, let content { labels.append(Resource.Label(key: name, value: content)) }
    }
    return labels.sorted { $0.key < $1.key }
  }
}
