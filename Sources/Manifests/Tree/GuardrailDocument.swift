package import AccessModel
package import Diagnostics
import YAMLSyntax

/// Guardrails by themselves, as the least that a store asks of an owner is written and kept.
package enum GuardrailDocument {
  /// The lines that a setting of the store keeps: a field and its canonical JSON, one element of a
  /// list a line; nil after saying what is wrong with the file.
  package static func lines(
    of file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> [Text]? {
    guard let value = read(file, into: &diagnostics) else { return nil }
    var lines: [Text] = []
    for (field, slot) in zip(ProjectFields.guardrails.fields, value.slots) where !slot.isAbsent {
      let parts = if case .list(let elements) = slot { elements } else { [slot] }
      for part in parts {
        var line = Array("\(field.name) ".utf8)
        CanonicalJSON.append(part, of: field.type.elementType, to: &line)
        lines.append(Text(line))
      }
    }
    return lines
  }

  /// The settings that kept lines stand for; what they do not name has no limit.
  ///
  /// Nil for lines that `lines` does not write.
  package static func settings(_ lines: [Text]) -> GuardrailSettings? {
    var parts: [String: [Text]] = [:]
    for line in lines {
      guard let space = line.bytes.firstIndex(of: UInt8(ascii: " ")) else { return nil }
      let length = space - line.bytes.startIndex
      parts[line.slice(0..<length).string, default: []]
        .append(line.slice(length + 1..<line.count))
    }
    let members = ProjectFields.guardrails.fields.compactMap { field -> String? in
      guard let values = parts.removeValue(forKey: field.name) else { return nil }
      let joined = values.map(\.string).joined(separator: ",")
      return if case .list = field.type { "\"\(field.name)\":[\(joined)]" } else {
        "\"\(field.name)\":\(joined)"
      }
    }
    guard parts.isEmpty else { return nil }
    let json = "{" + members.joined(separator: ",") + "}"
    var diagnostics: [Diagnostic] = []
    return read(SourceFile(path: "<setting>", bytes: Array(json.utf8)), into: &diagnostics)
      .map { ProjectReader.guardrails($0, whereSilent: .none) }
  }

  private static func read(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> Value? {
    guard let tree = parseSyntax(file, into: &diagnostics) else { return nil }
    guard let document = tree.documents.first, tree.documents.count == 1,
      tree.kind(document) == .mapping
    else {
      diagnostics.append(
        .error(
          .projectMalformed, "guardrails are one object, as `guardrails` of mandate.yaml", at: nil,
          help: "write such as {\"maxRemovals\": {\"count\": 5}}"))
      return nil
    }
    var fields = FieldDecoder(tree: tree, dayReading: DayReading())
    let slots = fields.slots(
      of: document, fields: ProjectFields.guardrails.fields, of: "`guardrails`")
    diagnostics.append(contentsOf: fields.diagnostics)
    return fields.diagnostics.hasErrors ? nil : slots.map(Value.object)
  }
}
