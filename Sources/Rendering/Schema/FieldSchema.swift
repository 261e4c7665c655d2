import AccessModel
import Diagnostics

/// Turns fields into JSON Schema, gathering the named forms that they refer to.
struct FieldSchema {
  private var definitions: [String: JSONTree] = [:]

  /// The gathered definitions, sorted by name.
  var definitionMembers: [JSONTree.Member] {
    definitions.sorted { Text($0.key) < Text($1.key) }.map { JSONTree.Member($0.key, $0.value) }
  }

  /// Members of a schema for a mapping with these fields and no others.
  mutating func object(
    _ fields: [Field], also extra: [JSONTree.Member] = []
  ) -> [JSONTree.Member] {
    var members: [JSONTree.Member] = [.init("type", .string("object"))]
    members.append(.init("properties", .object(properties(fields) + extra)))
    let required = fields.filter(\.isRequired).map { JSONTree.string($0.name) }
    if !required.isEmpty { members.append(.init("required", .array(required))) }
    members.append(.init("additionalProperties", .boolean(false)))
    return members
  }

  /// One property a field, described and with its default.
  mutating func properties(_ fields: [Field]) -> [JSONTree.Member] {
    fields.map { field in
      var members = [JSONTree.Member("description", .string(field.documentation))]
      members += schema(of: field.type)
      if let value = JSONTree(field.defaultValue) { members.append(.init("default", value)) }
      return JSONTree.Member(field.name, .object(members))
    }
  }

  mutating func schema(of type: FieldType) -> [JSONTree.Member] {
    switch type {
    case .boolean: [.init("type", .string("boolean"))]
    case .integer(let range):
      [
        .init("type", .string("integer")), .init("minimum", .integer(range.lowerBound)),
        .init("maximum", .integer(range.upperBound)),
      ]
    case .text(let form): text(TextFormDescription.of(form))
    case .choice(let words): [.init("enum", .array(words.map { .string($0) }))]
    case .reference, .looseReference: text(.name)
    case .referenceOrAll: text(.nameOrAll)
    case .selector: text(.selector)
    case .object(let shape): object(shape.fields)
    case .list(let shape): list(shape)
    }
  }

  /// A reference to the definition of the form, or the form itself when it has no name.
  mutating func text(_ form: TextFormDescription) -> [JSONTree.Member] {
    guard let name = form.definition else { return Self.members(of: form) }
    let description = JSONTree.Member("description", .string(form.words))
    definitions[name] = .object([description] + Self.members(of: form))
    return [.init("$ref", .string("#/$defs/\(name)"))]
  }

  private static func members(of form: TextFormDescription) -> [JSONTree.Member] {
    if !form.choices.isEmpty { return [.init("enum", .array(form.choices.map { .string($0) }))] }
    var members: [JSONTree.Member] = [.init("type", .string("string"))]
    members.append(.init("minLength", .integer(1)))
    if let lengthMax = form.lengthMax {
      members.append(.init("maxLength", .integer(Int64(lengthMax))))
    }
    if let pattern = form.pattern, pattern != "." {
      members.append(.init("pattern", .string(pattern)))
    }
    members.append(.init("examples", .array([.string(form.example)])))
    return members
  }

  private mutating func list(_ shape: ListShape) -> [JSONTree.Member] {
    var members: [JSONTree.Member] = [
      .init("type", .string("array")), .init("items", .object(schema(of: shape.element))),
      .init("minItems", .integer(Int64(shape.count.lowerBound))),
      .init("maxItems", .integer(Int64(shape.count.upperBound))),
    ]
    // WHY not for other lists: there a repetition is only warned about.
    if shape.key != nil { members.append(.init("uniqueItems", .boolean(true))) }
    return members
  }
}

extension JSONTree {
  /// A default; nil when there is none.
  fileprivate init?(_ value: Value) {
    switch value {
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .text(let text): self = .string(text.string)
    case .list(let elements): self = .array(elements.compactMap(JSONTree.init))
    case .absent, .object: return nil
    }
  }
}
