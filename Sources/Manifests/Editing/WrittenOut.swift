import Diagnostics
import YAMLSyntax

/// What an alias stands for, written out in its place.
enum WrittenOut {
  static func splice(for alias: NodeID, in tree: SyntaxTree, _ lines: TextLines) -> Splice {
    guard let anchored = tree.anchored(by: alias) else {
      preconditionFailure("a node that is no alias is written out; this is a bug in mandate")
    }
    return Splice(tree.range(alias), bytes(of: anchored, in: tree))
  }

  /// In one line, so that it fits wherever an alias fits.
  private static func bytes(of node: NodeID, in tree: SyntaxTree) -> [UInt8] {
    switch tree.kind(node) {
    case .scalar: return scalar(node, in: tree)
    case .sequence:
      let elements = tree.children(node).map { bytes(of: $0, in: tree) }
      return [UInt8(ascii: "[")] + elements.joined(separator: Array(", ".utf8))
        + [UInt8(ascii: "]")]
    case .mapping:
      let entries = tree.entries(node).map {
        bytes(of: $0.key, in: tree) + Array(": ".utf8) + bytes(of: $0.value, in: tree)
      }
      return [UInt8(ascii: "{")] + entries.joined(separator: Array(", ".utf8))
        + [UInt8(ascii: "}")]
    }
  }

  /// As it is written where it can be, so that a number stays one.
  private static func scalar(_ node: NodeID, in tree: SyntaxTree) -> [UInt8] {
    let text = tree.text(node)
    let written = tree.file.bytes[tree.range(node)]
    let isOnOneLine = !written.contains(0x0A) && !written.contains(0x0D)
    switch tree.style(node) {
    case .plain:
      let asText = ScalarText.bytes(text, inFlow: true)
      let isPlain = PlainScalar.isStringInBoth(text)
      return isPlain ? asText : Array(text.bytes)
    case .singleQuoted, .doubleQuoted:
      return isOnOneLine
        ? Array(written) : ScalarText.bytes(text, like: .doubleQuoted, inFlow: true)
    case .literal, .folded: return ScalarText.bytes(text, like: .doubleQuoted, inFlow: true)
    }
  }
}
