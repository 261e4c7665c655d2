import AccessModel
import Diagnostics

/// Values of fields in words.
enum ValueText {
  /// Such as `hk-office, dc-hk-1`; an absent value is `(none)`.
  static func words(_ value: Value, _ type: FieldType) -> String {
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

  /// The elements that come and go, for lists that are long.
  static func listDifference(_ before: Value, _ after: Value, _ shape: ListShape) -> String {
    let (old, new) = (Set(before.elements), Set(after.elements))
    let gone = before.elements.filter { !new.contains($0) }.map { "- \(words($0, shape.element))" }
    let come = after.elements.filter { !old.contains($0) }.map { "+ \(words($0, shape.element))" }
    return (gone + come).joined(separator: "; ")
  }
}
