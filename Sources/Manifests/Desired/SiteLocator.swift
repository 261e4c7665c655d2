import AccessModel
package import Diagnostics
import YAMLSyntax

/// Finds the text that a finding is about.
///
/// WHY files are parsed again: trees of a hundred thousand documents would fill the memory for the
/// few places that are ever asked for, and parsing is deterministic.
package struct SiteLocator {
  private let files: [SourceFile]
  private let declarations: [Declaration]
  private var parsed: [Int: SyntaxTree] = [:]

  package init(files: [SourceFile], declarations: [Declaration]) {
    self.files = files
    self.declarations = declarations
  }

  /// The findings about declarations as diagnostics; those about others have no place.
  package mutating func diagnostics(for findings: [Finding]) -> [Diagnostic] {
    findings.map { finding in
      Diagnostic(
        finding.severity, finding.code, finding.message, at: range(of: finding.site),
        help: placeOfEarlier(finding) + finding.help)
    }
  }

  /// The range of a site, or nil when it is not in these manifests.
  package mutating func range(of site: Site) -> SourceRange? {
    guard site.resource < declarations.count else { return nil }
    let declaration = declarations[site.resource]
    let file = files[declaration.file]
    let name = SourceRange(
      file, Int(declaration.nameRange.lowerBound)..<Int(declaration.nameRange.upperBound))
    guard !site.field.isEmpty, let tree = tree(of: declaration.file) else { return name }
    let wanted = Int(declaration.specRange.lowerBound)..<Int(declaration.specRange.upperBound)
    guard let document = tree.document(around: wanted) else { return name }
    let path = FieldPath(site.field, of: declaration.resource.kind)
    let spec = tree.node(spanning: wanted, in: document)
    let start = path.isMetadata ? document : spec
    if let spot = start.flatMap({ spot(path, site.text, from: $0, in: tree) }) { return spot }
    // In a document of items, what else is metadata stands in the item itself.
    guard path.isMetadata, let spec else { return name }
    return spot(path.inItem, site.text, from: spec, in: tree) ?? name
  }

  private func placeOfEarlier(_ finding: Finding) -> [String] {
    guard let earlier = finding.earlier, earlier < declarations.count else { return [] }
    let declaration = declarations[earlier]
    return ["the first one is at \(files[declaration.file].path):\(declaration.line)"]
  }

  private func spot(
    _ path: FieldPath, _ text: Text?, from start: NodeID, in tree: SyntaxTree
  ) -> SourceRange? {
    var nodes = [start]
    for name in path.names {
      nodes = nodes.flatMap { tree.values(of: name, in: $0) }
    }
    guard let first = nodes.first else { return nil }
    guard let text else { return tree.sourceRange(first) }
    let verbatim = nodes.lazy.compactMap { tree.scalar(in: $0) { $0 == text } }.first
    if let verbatim { return tree.sourceRange(verbatim) }
    let respelt = nodes.lazy.compactMap { tree.scalar(in: $0) { path.canonical($0) == text } }.first
    return tree.sourceRange(respelt ?? first)
  }

  private mutating func tree(of file: Int) -> SyntaxTree? {
    if let tree = parsed[file] { return tree }
    var ignored: [Diagnostic] = []
    let tree = parseSyntax(files[file], into: &ignored)
    parsed[file] = tree
    return tree
  }
}

/// The fields that lead to a site, and the form of the text there.
private struct FieldPath {
  let names: [Text]
  /// Whether the path starts at the document and not at the spec.
  let isMetadata: Bool
  private let form: TextForm?

  private init(names: [Text], isMetadata: Bool, form: TextForm?) {
    self.names = names
    self.isMetadata = isMetadata
    self.form = form
  }

  /// The path of a field of metadata where it is written in an item.
  var inItem: FieldPath {
    FieldPath(names: Array(names.dropFirst()), isMetadata: false, form: form)
  }

  init(_ field: String, of kind: Kind) {
    names = field.split(separator: ".").map { Text($0) }
    isMetadata = names.first?.is("metadata") ?? false
    form = Self.form(of: names, in: kind.description.fields)
  }

  /// The text as the register keeps it, which is what findings name; nil when it has no such form.
  func canonical(_ written: Text) -> Text? {
    (try? form?.read(written, dayReading: DayReading()))?.text
  }

  private static func form(of names: [Text], in fields: [Field]) -> TextForm? {
    var fields = fields
    var type: FieldType?
    for name in names {
      guard let field = fields.first(where: { $0.nameText == name }) else { return nil }
      let element = field.type.elementType
      type = element
      fields = element.objectFields
    }
    guard case .text(let form) = type else { return nil }
    return form
  }
}

extension SyntaxTree {
  /// The document that holds the bytes `wanted`, or nil.
  ///
  /// - Complexity: O(log n) in the number of documents.
  fileprivate func document(around wanted: Range<Int>) -> NodeID? {
    var low = 0
    var high = documents.count
    while low < high {
      let middle = low + (high - low) / 2
      if range(documents[middle]).upperBound < wanted.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < documents.count, range(documents[low]).lowerBound <= wanted.lowerBound else {
      return nil
    }
    return documents[low]
  }

  /// The node that spans exactly `wanted`, or nil.
  fileprivate func node(spanning wanted: Range<Int>, in node: NodeID) -> NodeID? {
    let own = range(node)
    if own == wanted { return node }
    guard kind(node) != .scalar else { return nil }
    for child in children(node) {
      let range = range(child)
      guard range.lowerBound <= wanted.lowerBound, range.upperBound >= wanted.upperBound else {
        continue
      }
      if let found = self.node(spanning: wanted, in: child) { return found }
    }
    return nil
  }

  /// The values of a key in a mapping, or in each mapping of a list.
  fileprivate func values(of key: Text, in node: NodeID) -> [NodeID] {
    switch kind(node) {
    case .scalar: []
    case .sequence: children(node).flatMap { values(of: key, in: $0) }
    case .mapping: entries(node).filter { text($0.key) == key }.map(\.value)
    }
  }

  /// The first scalar at or below a node whose text is wanted, or nil.
  fileprivate func scalar(in node: NodeID, where isWanted: (Text) -> Bool) -> NodeID? {
    if kind(node) == .scalar { return isWanted(text(node)) ? node : nil }
    for child in children(node) {
      if let found = scalar(in: child, where: isWanted) { return found }
    }
    return nil
  }
}
