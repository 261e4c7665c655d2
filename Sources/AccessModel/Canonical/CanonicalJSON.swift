import Diagnostics

/// The canonical form of resources, over which digests are taken and which the store keeps.
///
/// It is JSON with keys in the order of the description, sets sorted and defaults left out.
package enum CanonicalJSON {
  /// Appends `resource` as one line of JSON without spaces.
  package static func append(_ resource: Resource, to output: inout [UInt8]) {
    let description = resource.kind.description
    output.append(contentsOf: #"{"apiVersion":"mandate/v1","kind":""#.utf8)
    output.append(contentsOf: description.nameText.bytes)
    output.append(contentsOf: #"","metadata":{"name":"#.utf8)
    JSONText.append(resource.address.name, to: &output)
    if !resource.address.institution.isEmpty {
      output.append(contentsOf: #","institution":"#.utf8)
      JSONText.append(resource.address.institution, to: &output)
    }
    appendLabels(resource.labels, to: &output)
    if let reason = resource.reason {
      output.append(contentsOf: #","reason":"#.utf8)
      JSONText.append(reason, to: &output)
    }
    output.append(contentsOf: #"},"spec":"#.utf8)
    append(slots: resource.spec, of: description.fields, to: &output)
    output.append(UInt8(ascii: "}"))
  }

  /// The canonical bytes of one resource.
  package static func bytes(of resource: Resource) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(512)
    append(resource, to: &output)
    return output
  }

  /// Appends one field's value as JSON; an absent one is `null`.
  package static func append(_ value: Value, of type: FieldType, to output: inout [UInt8]) {
    switch value {
    case .absent: output.append(contentsOf: "null".utf8)
    case .boolean(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): JSONText.append(number, to: &output)
    case .text(let text): JSONText.append(text, to: &output)
    case .list(let values): append(list: values, of: type, to: &output)
    case .object(let slots): append(slots: slots, of: type.objectFields, to: &output)
    }
  }

  private static func append(list: [Value], of type: FieldType, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for (index, element) in list.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(element, of: type.elementType, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private static func append(slots: [Value], of fields: [Field], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for index in slots.indices where !slots[index].isAbsent {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      output.append(UInt8(ascii: "\""))
      output.append(contentsOf: fields[index].nameText.bytes)
      output.append(contentsOf: #"":"#.utf8)
      append(slots[index], of: fields[index].type, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  /// Appends `,"labels":{…}`, or nothing when there are none.
  private static func appendLabels(_ labels: [Resource.Label], to output: inout [UInt8]) {
    guard !labels.isEmpty else { return }
    output.append(contentsOf: #","labels":"#.utf8)
    appendObject(of: labels, to: &output)
  }

  /// Appends labels as a JSON object.
  package static func appendObject(of labels: [Resource.Label], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for (index, label) in labels.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      JSONText.append(label.key, to: &output)
      output.append(UInt8(ascii: ":"))
      JSONText.append(label.value, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }
}

extension FieldType {
  /// The fields of an object type; none for every other type.
  package var objectFields: [Field] {
    if case .object(let shape) = self { shape.fields } else { [] }
  }

  /// The type of a list's elements; the type itself when it is no list.
  package var elementType: FieldType {
    if case .list(let shape) = self { shape.element } else { self }
  }
}
