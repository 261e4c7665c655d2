import AccessModel
import Diagnostics
import Testing

/// What a test writes into a field: the shape of YAML, in Swift literals.
indirect enum Draft: Sendable {
  case text(String)
  case boolean(Bool)
  case integer(Int64)
  case list([Draft])
  case object([String: Draft])

  /// The canonical value of a field of this type; nil for a shape that the field does not take.
  func value(_ type: FieldType) -> AccessModel.Value? {
    switch (self, type) {
    case (.list(let drafts), .list(let shape)):
      let values = drafts.compactMap { $0.value(shape.element) }
      return values.count == drafts.count ? .list(Self.sorted(values)) : nil
    case (.object(let members), .object(let shape)): return Self.object(members, shape.fields)
    case (.boolean(let flag), .boolean): return .boolean(flag)
    case (.integer(let number), .integer): return .integer(number)
    case (.text(let text), .text), (.text(let text), .choice), (.text(let text), .reference),
      (.text(let text), .referenceOrAll), (.text(let text), .looseReference),
      (.text(let text), .selector):
      return .text(Text(text))
    default: return nil
    }
  }

  /// The slots that `members` fill; nil when a name or a shape is wrong.
  static func slots(_ members: [String: Draft], _ fields: [Field]) -> [AccessModel.Value]? {
    guard members.keys.allSatisfy({ key in fields.contains { $0.name == key } }) else { return nil }
    var slots: [AccessModel.Value] = []
    for field in fields {
      guard let draft = members[field.name] else {
        slots.append(.absent)
        continue
      }
      guard let value = draft.value(field.type) else { return nil }
      slots.append(value == field.defaultValue ? .absent : value)
    }
    return slots
  }

  private static func object(_ members: [String: Draft], _ fields: [Field]) -> AccessModel.Value? {
    slots(members, fields).map { .object($0) }
  }

  private static func sorted(_ values: [AccessModel.Value]) -> [AccessModel.Value] {
    values.allSatisfy { $0.text != nil }
      ? values.sorted { ($0.text ?? .empty) < ($1.text ?? .empty) } : values
  }
}

extension Draft: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(arrayLiteral elements: Draft...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, Draft)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
  }
}
