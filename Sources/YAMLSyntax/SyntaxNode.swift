/// One slot of a syntax tree: 20 bytes, no references.
struct SyntaxNode {
  enum Form: UInt8 {
    case plain, singleQuoted, doubleQuoted, literal, folded
    case sequence, mapping
    case alias

    var isScalar: Bool { rawValue <= Form.folded.rawValue }

    var isCollection: Bool { self == .sequence || self == .mapping }
  }

  /// Where the node stands in the file.
  var start: UInt32
  var end: UInt32
  /// Offset of the text of a scalar.
  ///
  /// Collection: number of child nodes. Alias: index of its node.
  var value: UInt32
  /// Length of the text of a scalar.
  ///
  /// Collection: index after its last descendant. Alias: unused.
  var extent: UInt32
  let form: Form
  /// Whether the text stands in the tree's own buffer instead of the file.
  var isDecoded = false

  /// The index of the next node that is no descendant of this one, which stands at `index`.
  func indexAfter(_ index: Int) -> Int { form.isCollection ? Int(extent) : index + 1 }
}
