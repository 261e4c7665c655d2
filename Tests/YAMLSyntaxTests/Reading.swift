import Diagnostics
import YAMLSyntax

/// What the reader made of one text.
struct Reading {
  let tree: SyntaxTree?
  let diagnostics: [Diagnostic]

  init(_ text: String, limits: SyntaxLimits = .manifest) {
    self.init(bytes: Array(text.utf8), limits: limits)
  }

  init(bytes: [UInt8], limits: SyntaxLimits = .manifest) {
    var found: [Diagnostic] = []
    tree = parseSyntax(SourceFile(path: "test.yaml", bytes: bytes), limits: limits, into: &found)
    diagnostics = found
  }

  /// Codes with their positions, such as `yaml-tag 1:4`.
  var problems: [String] {
    diagnostics.map { diagnostic in
      guard let start = diagnostic.range?.start else { return diagnostic.code.name }
      return "\(diagnostic.code.name) \(start.line):\(start.column)"
    }
  }

  /// The documents in a short notation, or nil when the reader refused them.
  var value: String? {
    tree.map { tree in tree.documents.map { Self.describe($0, in: tree) }.joined(separator: " / ") }
  }

  private static func describe(_ node: NodeID, in tree: SyntaxTree) -> String {
    switch tree.kind(node) {
    case .scalar: return "‹\(tree.text(node))›"
    case .sequence:
      return "[\(tree.children(node).map { describe($0, in: tree) }.joined(separator: ", "))]"
    case .mapping:
      let entries = tree.entries(node).map {
        "\(describe($0.key, in: tree)): \(describe($0.value, in: tree))"
      }
      return "{\(entries.joined(separator: ", "))}"
    }
  }
}
