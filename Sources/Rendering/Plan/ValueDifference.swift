import AccessModel
import Diagnostics

/// How two values of one field differ, for those of which the whole would hide what is new.
enum ValueDifference {
  /// A line for each part that differs; nil where the values are better shown whole.
  static func lines(_ before: Value, _ after: Value, _ type: FieldType) -> [String]? {
    switch type {
    case .list(let shape):
      if case .object = shape.element { return elements(before, after, shape) }
      return isLong(before, after) ? [listDifference(before, after, shape)] : nil
    case .object where !before.isAbsent && !after.isAbsent:
      return fields(before, after, type)
    default: return nil
    }
  }

  /// Whether what comes and goes says more than both lists whole.
  private static func isLong(_ before: Value, _ after: Value) -> Bool {
    let (old, new) = (before.elements.count, after.elements.count)
    return old > 0 && new > 0 && old + new > elementsMax
  }

  private static let elementsMax = 8

  private static func listDifference(
    _ before: Value, _ after: Value, _ shape: ListShape
  ) -> String {
    let (old, new) = (Set(before.elements), Set(after.elements))
    let gone = before.elements.filter { !new.contains($0) }.map { whole("-", $0, shape) }
    let come = after.elements.filter { !old.contains($0) }.map { whole("+", $0, shape) }
    return (gone + come).joined(separator: "; ")
  }

  /// Objects that come and go, and those with the same key by what differs in them.
  private static func elements(_ before: Value, _ after: Value, _ shape: ListShape) -> [String] {
    let (old, new) = (Set(before.elements), Set(after.elements))
    var gone = before.elements.filter { !new.contains($0) }
    var lines: [String] = []
    for element in after.elements where !old.contains(element) {
      if let key = shape.key, let place = gone.firstIndex(where: { $0[key] == element[key] }) {
        let changes = fields(gone.remove(at: place), element, shape.element)
        let name = ValueText.words(element[key], shape.element.objectFields[key.index].type)
        lines.append("~ \(name)  " + changes.joined(separator: "; "))
      } else {
        lines.append(whole("+", element, shape))
      }
    }
    return gone.map { whole("-", $0, shape) } + lines
  }

  private static func whole(_ mark: String, _ element: Value, _ shape: ListShape) -> String {
    "\(mark) \(ValueText.words(element, shape.element))"
  }

  /// The fields of two objects that differ.
  private static func fields(_ before: Value, _ after: Value, _ type: FieldType) -> [String] {
    type.objectFields.enumerated().compactMap { index, field in
      let (old, new) = (before[Slot(index: index)], after[Slot(index: index)])
      guard old != new else { return nil }
      let words = [old, new].map { ValueText.words($0, field.type) }
      return "\(field.name): \(words[0]) -> \(words[1])"
    }
  }
}
