package import AccessModel
import Diagnostics

/// One field that differs between two versions of a resource.
package struct FieldChange: Sendable {
  /// Such as `spec.email` or `metadata.reason`.
  package let path: String
  package let type: FieldType
  package let before: Value
  package let after: Value

  /// The differing fields of a change, in the order of the canonical form.
  package static func all(of change: Change) -> [FieldChange] {
    var fields = metadataChanges(change)
    let kind = change.address.kind
    for (index, field) in kind.description.fields.enumerated() {
      let slot = Slot(index: index)
      append(
        "spec.\(field.name)", field.type, change.before?.resource[slot] ?? .absent,
        change.after?.resource[slot] ?? .absent, to: &fields)
    }
    return fields
  }

  private static func metadataChanges(_ change: Change) -> [FieldChange] {
    var fields: [FieldChange] = []
    let (before, after) = (change.before?.resource, change.after?.resource)
    let line = FieldType.text(.line(scalarsMax: 1024))
    if change.action == .rename {
      append(
        "metadata.name", line, text(before?.address.name), text(after?.address.name), to: &fields)
    }
    appendLabels(before?.labels ?? [], after?.labels ?? [], to: &fields)
    append("metadata.reason", line, text(before?.reason), text(after?.reason), to: &fields)
    return fields
  }

  private static func appendLabels(
    _ before: [Resource.Label], _ after: [Resource.Label], to fields: inout [FieldChange]
  ) {
    let keys = Set(before.map(\.key)).union(after.map(\.key)).sorted()
    for key in keys {
      append(
        "metadata.labels.\(key)", .text(.line(scalarsMax: 256)),
        text(before.first { $0.key == key }?.value), text(after.first { $0.key == key }?.value),
        to: &fields)
    }
  }

  private static func text(_ text: Text?) -> Value { text.map(Value.text) ?? .absent }

  private static func append(
    _ path: String, _ type: FieldType, _ before: Value, _ after: Value,
    to fields: inout [FieldChange]
  ) {
    guard before != after else { return }
    fields.append(FieldChange(path: path, type: type, before: before, after: after))
  }
}
