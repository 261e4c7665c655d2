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
        help: finding.help)
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
    guard let spec = tree.documents.lazy.compactMap({ tree.node(spanning: wanted, in: $0) }).first
    else { return name }
    return spot(site, in: spec, of: tree) ?? name
  }

  private func spot(_ site: Site, in spec: NodeID, of tree: SyntaxTree) -> SourceRange? {
    var nodes = [spec]
    for part in site.field.split(separator: ".") {
      nodes = nodes.flatMap { tree.values(of: Text(part), in: $0) }
    }
    guard let first = nodes.first else { return nil }
    guard let text = site.text else { return tree.sourceRange(first) }
    let scalar = nodes.lazy.compactMap { tree.scalar(text, in: $0) }.first
    return tree.sourceRange(scalar ?? first)
  }

  private mutating func tree(of file: Int) -> SyntaxTree? {
    if let tree = parsed[file] { return tree }
    var ignored: [Diagnostic] = []
    let tree = parseSyntax(files[file], into: &ignored)
    parsed[file] = tree
    return tree
  }
}

extension SyntaxTree {
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

  /// The scalar with this text at or below a node, or nil.
  fileprivate func scalar(_ wanted: Text, in node: NodeID) -> NodeID? {
    if kind(node) == .scalar { return text(node) == wanted ? node : nil }
    for child in children(node) {
      if let found = scalar(wanted, in: child) { return found }
    }
    return nil
  }
}
