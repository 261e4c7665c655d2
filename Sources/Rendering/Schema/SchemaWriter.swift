package import AccessModel

/// JSON Schema, draft 2020-12, of manifests and of the project file, from the descriptions of kinds.
///
/// A schema accepts everything that `validate` accepts. What needs more than one field or more than
/// one document is left to `validate`. Source: json-schema.org/draft/2020-12.
package enum SchemaWriter {
  /// What schemas are called by; nothing is fetched from there.
  private static let base = "https://mandate.example/schemas/v1/"

  /// The schema of one document of this kind.
  package static func schema(for kind: KindDescription) -> [UInt8] {
    var fields = FieldSchema()
    let document = KindSchema(kind).members(&fields)
    return file(
      kind.name, title: kind.name, document, definitions: fields.definitionMembers)
  }

  /// The schema of any document of a manifest file: the kind decides which fields it has.
  package static func manifestSchema() -> [UInt8] {
    var fields = FieldSchema()
    var kinds: [JSONTree.Member] = []
    var cases: [JSONTree] = []
    for kind in KindDescription.declared {
      kinds.append(.init(kind.name, .object(KindSchema(kind).members(&fields))))
      let isKind = JSONTree.object([
        .init("properties", .object([.init("kind", constant(kind.name))])),
        .init("required", .array([.string("kind")])),
      ])
      let target = JSONTree.object([.init("$ref", .string("#/$defs/\(kind.name)"))])
      cases.append(.object([.init("if", isKind), .init("then", target)]))
    }
    let names = KindDescription.declared.map { JSONTree.string($0.name) }
    let members: [JSONTree.Member] = [
      .init("description", .string("A document of a manifest file.")),
      .init("type", .string("object")),
      .init(
        "properties",
        .object([
          .init("apiVersion", constant("mandate/v1")),
          .init("kind", .object([.init("enum", .array(names))])),
        ])),
      .init("required", .array([.string("apiVersion"), .string("kind")])),
      .init("allOf", .array(cases)),
    ]
    return file(
      "manifest", title: "mandate manifest", members,
      definitions: kinds + fields.definitionMembers)
  }

  /// The schema of `mandate.yaml`, whose `spec` has these fields.
  package static func projectSchema(fields: [Field], documentation: String) -> [UInt8] {
    var schema = FieldSchema()
    let name = Field(
      "name", .text(.name), .required, "The owner: what the tree declares is owned by this name.")
    let properties: [JSONTree.Member] = [
      .init("apiVersion", constant("mandate/v1")), .init("kind", constant("Project")),
      .init("metadata", .object(schema.object([name]))),
      .init("spec", .object(schema.object(fields))),
    ]
    let members: [JSONTree.Member] = [
      .init("description", .string(documentation)),
      .init("type", .string("object")),
      .init("properties", .object(properties)),
      .init("required", .array(properties.map { .string($0.key) })),
      .init("additionalProperties", .boolean(false)),
    ]
    return file(
      "Project", title: "mandate.yaml", members, definitions: schema.definitionMembers)
  }

  static func constant(_ text: String) -> JSONTree { .object([.init("const", .string(text))]) }

  private static func file(
    _ name: String, title: String, _ members: [JSONTree.Member], definitions: [JSONTree.Member]
  ) -> [UInt8] {
    var all: [JSONTree.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("$id", .string("\(base)\(name).json")),
      .init("title", .string(title)),
    ]
    all += members
    all.append(.init("$defs", .object(definitions)))
    return JSONTree.object(all).prettyBytes
  }
}
