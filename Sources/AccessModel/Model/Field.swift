package import Diagnostics

/// One field of a kind or of an object inside it: the single source for reading, checking, printing.
package struct Field: Sendable {
  package let name: String
  package let nameText: Text
  package let type: FieldType
  package let presence: Presence
  /// What it means, in whole sentences.
  package let documentation: String

  package enum Presence: Sendable {
    case required
    case optional
    /// Optional; writing the default is the same as not writing the field.
    case defaulted(Value)
  }

  package init(
    _ name: String, _ type: FieldType, _ presence: Presence = .optional, _ documentation: String
  ) {
    self.name = name
    nameText = Text(name)
    self.type = type
    self.presence = presence
    self.documentation = documentation
  }

  package var isRequired: Bool { if case .required = presence { true } else { false } }

  package var defaultValue: Value {
    if case .defaulted(let value) = presence { value } else { .absent }
  }
}

/// What may stand in a field.
package indirect enum FieldType: Sendable {
  case boolean
  case integer(ClosedRange<Int64>)
  /// Text of a given form, canonical after reading.
  case text(TextForm)
  /// One of a few words.
  case choice([String])
  /// The name of a resource of this kind, in the same institution or global.
  case reference(Kind)
  /// As `reference`, or `*` for every one.
  case referenceOrAll(Kind)
  /// The name of a resource that may be missing.
  case looseReference(Kind)
  /// An endpoint selector: id, `prefix.*`, `*` or `set:NAME`.
  case selector
  /// A nested object.
  case object(ObjectShape)
  /// A set of values.
  case list(ListShape)
}

/// The fields of a nested object.
package struct ObjectShape: Sendable {
  package let fields: [Field]

  package init(_ fields: [Field]) { self.fields = fields }

  /// The place of the field called `name`; naming one that is not there is our bug.
  package func slot(_ name: String) -> Slot { fields.slot(name) }
}

/// The elements of a list.
package struct ListShape: Sendable {
  package let element: FieldType
  /// For lists of objects: the field that may not repeat.
  package let key: Slot?
  package let count: ClosedRange<Int>

  package init(of element: FieldType, key: Slot? = nil, count: ClosedRange<Int> = 1...100_000) {
    self.element = element
    self.key = key
    self.count = count
  }
}

extension FieldType {
  /// A set of `element` with at least one member.
  package static func list(of element: FieldType) -> FieldType { .list(ListShape(of: element)) }

  /// A list of objects in which the field `key` may not repeat.
  package static func list(of shape: ObjectShape, keyed key: String) -> FieldType {
    .list(ListShape(of: .object(shape), key: shape.slot(key)))
  }
}

extension [Field] {
  /// The place of the field called `name`; naming one that is not there is our bug.
  package func slot(_ name: String) -> Slot {
    guard let index = firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no field \(name) in this description; this is a bug in mandate")
    }
    return Slot(index: index)
  }
}
