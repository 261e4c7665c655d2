import AccessModel

/// The schema of a document of one kind, in its two forms: `spec`, or `items` by name.
struct KindSchema {
  private let kind: KindDescription

  init(_ kind: KindDescription) { self.kind = kind }

  func members(_ fields: inout FieldSchema) -> [JSONTree.Member] {
    let properties: [JSONTree.Member] = [
      .init("apiVersion", SchemaWriter.constant("mandate/v1")),
      .init("kind", SchemaWriter.constant(kind.name)),
      .init("metadata", .object([.init("type", .string("object"))])),
      .init("spec", .object(fields.object(kind.fields))),
      .init("items", .object(items(&fields))),
    ]
    return [
      .init("description", .string(kind.documentation)),
      .init("type", .string("object")),
      .init("properties", .object(properties)),
      .init("required", .array([.string("apiVersion"), .string("kind")])),
      .init("additionalProperties", .boolean(false)),
      .init("if", Self.requiring("items")),
      .init("then", .object(itemsForm(&fields))),
      .init("else", .object(specForm(&fields))),
    ]
  }

  private func items(_ fields: inout FieldSchema) -> [JSONTree.Member] {
    let item = fields.object(kind.fields + MetadataFields.ofItem(kind))
    return [
      .init("description", .string("Many resources of the kind: one name a resource.")),
      .init("type", .string("object")),
      .init("minProperties", .integer(1)),
      .init("propertyNames", .object(fields.text(.name))),
      .init("additionalProperties", .object(item)),
    ]
  }

  private func itemsForm(_ fields: inout FieldSchema) -> [JSONTree.Member] {
    let metadata = fields.object(MetadataFields.ofItemsDocument(kind), also: [labels(&fields)])
    return [
      .init("properties", .object([.init("metadata", .object(metadata))])),
      .init("not", Self.requiring("spec")),
    ]
  }

  private func specForm(_ fields: inout FieldSchema) -> [JSONTree.Member] {
    let metadata = fields.object(MetadataFields.ofDocument(kind), also: [labels(&fields)])
    return [
      .init("properties", .object([.init("metadata", .object(metadata))])),
      .init("required", .array([.string("metadata"), .string("spec")])),
    ]
  }

  private func labels(_ fields: inout FieldSchema) -> JSONTree.Member {
    let name = fields.text(TextFormDescription.of(MetadataFields.labelName))
    let text = fields.text(TextFormDescription.of(MetadataFields.labelText))
    return .init(
      "labels",
      .object([
        .init("description", .string(MetadataFields.labelsDocumentation)),
        .init("type", .string("object")),
        .init("minProperties", .integer(1)),
        .init("propertyNames", .object(name)),
        .init("additionalProperties", .object(text)),
      ]))
  }

  private static func requiring(_ name: String) -> JSONTree {
    .object([.init("required", .array([.string(name)]))])
  }
}
