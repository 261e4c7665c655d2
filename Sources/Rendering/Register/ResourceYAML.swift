package import AccessModel
package import Diagnostics

/// Resources as manifests that people would write: block style, quotes only where they are needed.
///
/// Reading what is written gives the same resource again.
package enum ResourceYAML {
  /// One document, `---` first; it may say what name the resource has in the store.
  package static func bytes(of resource: Resource, renamedFrom: Text? = nil) -> [UInt8] {
    var writer = Writer()
    writer.line(0, "---")
    writer.line(0, "apiVersion: mandate/v1")
    writer.line(0, "kind: \(resource.kind.name)")
    writer.line(0, "metadata:")
    writer.line(1, "name: \(scalar(resource.address.name))")
    if !resource.address.institution.isEmpty {
      writer.line(1, "institution: \(scalar(resource.address.institution))")
    }
    if !resource.labels.isEmpty {
      writer.line(1, "labels:")
      for label in resource.labels {
        writer.line(2, "\(scalar(label.key)): \(quoted(label.value))")
      }
    }
    if let reason = resource.reason { writer.line(1, "reason: \(scalar(reason))") }
    if let renamedFrom { writer.line(1, "renamedFrom: \(scalar(renamedFrom))") }
    writer.line(0, "spec:")
    writer.fields(resource.spec, resource.kind.description.fields, level: 1)
    return writer.bytes
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func line(_ level: Int, _ text: String) {
      for _ in 0..<level { bytes.append(contentsOf: "  ".utf8) }
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }

    mutating func fields(_ slots: [Value], _ fields: [Field], level: Int) {
      for (slot, field) in zip(slots, fields) where !slot.isAbsent {
        value(slot, field.type, after: field.name + ":", level: level)
      }
    }

    private mutating func value(_ value: Value, _ type: FieldType, after head: String, level: Int) {
      switch value {
      case .object(let slots):
        line(level, head)
        fields(slots, type.objectFields, level: level + 1)
      case .list(let elements) where elements.contains(where: isObject):
        line(level, head)
        for element in elements { line(level + 1, "- \(flow(element, type.elementType))") }
      case .list, .text, .boolean, .integer, .absent:
        line(level, "\(head) \(flow(value, type))")
      }
    }

    private func isObject(_ value: Value) -> Bool {
      if case .object = value { true } else { false }
    }
  }

  /// A value on one line.
  private static func flow(_ value: Value, _ type: FieldType) -> String {
    switch value {
    case .absent: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .text(let text): return scalar(text)
    case .list(let elements):
      return "[" + elements.map { flow($0, type.elementType) }.joined(separator: ", ") + "]"
    case .object(let slots):
      let parts = zip(slots, type.objectFields).compactMap { slot, field in
        slot.isAbsent ? nil : "\(field.name): \(flow(slot, field.type))"
      }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  /// Plain where every YAML reader takes it for the same text, else between double quotes.
  private static func scalar(_ text: Text) -> String {
    isPlain(text) ? text.string : quoted(text)
  }

  private static func quoted(_ text: Text) -> String {
    String(decoding: QuotedYAML.bytes(of: text), as: UTF8.self)
  }

  /// Words that some YAML reader takes for something else.
  private static let words: Set<String> = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n",
  ]

  private static func isPlain(_ text: Text) -> Bool {
    guard let first = text.bytes.first, isLetter(first), !text.hasSuffix(":") else { return false }
    guard text.bytes.allSatisfy({ isLetter($0) || isDigit($0) || "-_./:@*".utf8.contains($0) })
    else { return false }
    return !words.contains(text.string.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
