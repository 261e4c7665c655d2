package import AccessModel
package import Diagnostics

/// One change of one resource, said in terms of its fields; what it does to text and to the model
/// follows from it, each by its own way, and is compared afterwards.
package enum FieldEdit: Hashable, Sendable {
  /// A scalar takes a value, whatever it was before; `["spec", "licence", "validUntil"]`.
  case set([Text], Value)
  /// A list has an element, which it may have already.
  case add([Text], Value)
  /// A list does not have an element.
  case drop([Text], Value)
  /// A scalar of an element of a list takes a value.
  case change([Text], element: Value, field: Text, Value)
  /// The resource is not declared any more.
  case remove

  /// The field that is edited, from the document; empty for the whole resource.
  package var path: [Text] {
    switch self {
    case .set(let path, _), .add(let path, _), .drop(let path, _), .change(let path, _, _, _): path
    case .remove: []
    }
  }
}

/// What has become of a resource in the model: the prediction that edited text is held against.
enum FieldEditModel {
  /// The resource after an edit; nil when it is gone.
  static func edited(_ resource: Resource, by edit: FieldEdit) -> Resource? {
    switch edit {
    case .remove: return nil
    case .set(let path, let value) where path[0].is("metadata"):
      return metadata(of: resource, path, value)
    case .set, .add, .drop, .change:
      let fields = resource.kind.description.fields
      let spec = slots(resource.spec, of: fields, edit.path.dropFirst(), edit)
      return Resource(
        address: resource.address, labels: resource.labels, reason: resource.reason, spec: spec)
    }
  }

  private static func metadata(of resource: Resource, _ path: [Text], _ value: Value) -> Resource {
    var labels = resource.labels
    var reason = resource.reason
    if path.count == 3, let text = value.text {
      labels.removeAll { $0.key == path[2] }
      labels.append(Resource.Label(key: path[2], value: text))
      labels.sort { $0.key < $1.key }
    } else {
      reason = value.text
    }
    return Resource(
      address: resource.address, labels: labels, reason: reason, spec: resource.spec)
  }

  private static func slots(
    _ slots: [Value], of fields: [Field], _ path: ArraySlice<Text>, _ edit: FieldEdit
  ) -> [Value] {
    guard let name = path.first, let index = fields.firstIndex(where: { $0.nameText == name })
    else { preconditionFailure("an edit names no field; this is a bug in mandate") }
    let type = fields[index].type
    var result = slots
    let value: Value
    if path.count > 1 {
      let inner = type.objectFields
      let old =
        slots[index].isAbsent
        ? [Value](repeating: .absent, count: inner.count) : slots[index].slots
      value = .object(Self.slots(old, of: inner, path.dropFirst(), edit))
    } else {
      value = leaf(slots[index], as: type, edit)
    }
    result[index] = fields[index].isUsual(value) ? .absent : value
    return result
  }

  private static func leaf(_ old: Value, as type: FieldType, _ edit: FieldEdit) -> Value {
    switch edit {
    case .set(_, let value): return value
    case .add(_, let element):
      return old.elements.contains(element) ? old : sorted(old.elements + [element], as: type)
    case .drop(_, let element): return .list(old.elements.filter { $0 != element })
    case .change(_, let element, let field, let value):
      let fields = type.elementType.objectFields
      guard let index = fields.firstIndex(where: { $0.nameText == field }) else { return old }
      let elements = old.elements.map { one -> Value in
        guard one == element, case .object(var slots) = one else { return one }
        slots[index] = value
        return .object(slots)
      }
      return sorted(elements, as: type)
    case .remove: return old
    }
  }

  private static func sorted(_ elements: [Value], as type: FieldType) -> Value {
    guard case .list(let shape) = type else { return .list(elements) }
    return .list(elements.sorted { CanonicalOrder.precedes($0, $1, in: shape) })
  }
}

extension Field {
  /// Whether a value says no more than leaving the field out.
  fileprivate func isUsual(_ value: Value) -> Bool {
    guard case .defaulted(let usual) = presence else { return false }
    return value == usual
  }
}
