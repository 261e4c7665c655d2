import AccessModel
import Diagnostics

/// A field of a kind that holds one or many texts of a type, at any depth.
struct LeafField: Sendable {
  /// Names from `spec` downward, joined by dots, as sites name them.
  let path: String
  let type: FieldType
  private let slots: [Slot]

  /// Calls `body` for each text that `resource` holds in this field.
  func forEachText(in resource: Resource, _ body: (Text) -> Void) {
    Self.visit(resource[slots[0]], slots.dropFirst(), body)
  }

  private static func visit(_ value: Value, _ path: ArraySlice<Slot>, _ body: (Text) -> Void) {
    switch value {
    case .text(let text): body(text)
    case .list(let elements):
      for element in elements { visit(element, path, body) }
    case .object:
      if let slot = path.first { visit(value[slot], path.dropFirst(), body) }
    case .absent, .boolean, .integer: break
    }
  }

  /// The fields of `kind` whose texts have a type that `isWanted`.
  static func all(of kind: Kind, where isWanted: (FieldType) -> Bool) -> [LeafField] {
    leaves(kind.description.fields, path: "", slots: []).filter { isWanted($0.type) }
  }

  private static func leaves(_ fields: [Field], path: String, slots: [Slot]) -> [LeafField] {
    fields.enumerated().flatMap { index, field -> [LeafField] in
      let inner = path.isEmpty ? field.name : path + "." + field.name
      return leaves(field.type, path: inner, slots: slots + [Slot(index: index)])
    }
  }

  private static func leaves(_ type: FieldType, path: String, slots: [Slot]) -> [LeafField] {
    switch type {
    case .list(let shape): leaves(shape.element, path: path, slots: slots)
    case .object(let shape): leaves(shape.fields, path: path, slots: slots)
    case .boolean, .integer, .text, .choice, .reference, .referenceOrAll, .looseReference,
      .selector:
      [LeafField(path: path, type: type, slots: slots)]
    }
  }
}
