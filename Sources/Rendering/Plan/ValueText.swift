package import AccessModel
import Diagnostics

/// Values of fields in words.
package enum ValueText {
  /// Such as `hk-office, dc-hk-1`; an absent value is `(none)`.
  package static func words(_ value: Value, _ type: FieldType) -> String {
    switch value {
    case .absent: "(none)"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .text(let text): text.string
    case .list(let elements):
      elements.map { words($0, type.elementType) }.joined(separator: ", ")
    case .object(let slots): object(slots, type.objectFields)
    }
  }

  private static func object(_ slots: [Value], _ fields: [Field]) -> String {
    let parts = zip(slots, fields).compactMap { slot, field in
      slot.isAbsent ? nil : "\(field.name): \(words(slot, field.type))"
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }
}
