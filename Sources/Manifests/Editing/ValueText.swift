package import AccessModel
package import Diagnostics
import YAMLSyntax

/// Reads values that stand by themselves, such as in a command line, by the rules of manifests.
package enum ValueText {
  /// The canonical value that `text` spells for a scalar field.
  package static func value(
    _ text: Text, as type: FieldType, called name: String, dayReading: DayReading
  ) throws(FormatProblem) -> Value {
    let isPlain =
      switch type {
      case .boolean, .integer: true
      case .text, .choice, .reference, .referenceOrAll, .looseReference, .selector, .object, .list:
        false
      }
    let bytes = isPlain ? Array(text.bytes) : QuotedYAML.bytes(of: text)
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "<value>", bytes: bytes)
    guard let tree = parseSyntax(file, into: &diagnostics), let node = tree.documents.first,
      tree.kind(node) == .scalar
    else {
      throw FormatProblem(.wrongType, "`\(text)` is not a value of `\(name)`", help: [])
    }
    let decoder = ScalarDecoder(tree: tree, dayReading: dayReading)
    return try decoder.read(node, as: type, called: name).value
  }

  /// The field at a path of `spec` or `metadata`; nil where a kind has none.
  package static func type(at path: [Text], of kind: Kind) -> FieldType? {
    guard let first = path.first, path.count > 1 else { return nil }
    if first.is("metadata") {
      if path.count == 3, path[1].is("labels") { return Metadata.labelValueType }
      return path.count == 2 && path[1].is("reason") ? Metadata.reasonType : nil
    }
    guard first.is("spec") else { return nil }
    var fields = kind.description.fields
    var found: FieldType?
    for name in path.dropFirst() {
      guard let field = fields.first(where: { $0.nameText == name }) else { return nil }
      found = field.type
      if case .list = field.type { fields = [] } else { fields = field.type.objectFields }
    }
    return found
  }
}
