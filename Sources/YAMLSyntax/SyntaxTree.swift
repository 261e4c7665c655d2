package import Diagnostics

/// The documents of one YAML file as a flat tree of byte ranges.
///
/// Nodes stand in one array in the order of the file, each collection with the index after its
/// last descendant, so that walking allocates nothing. Aliases are resolved on the way: children
/// and entries yield the anchored node.
package struct SyntaxTree: Sendable {
  package let file: SourceFile
  /// The root node of every document, in order; an empty file has none.
  package let documents: [NodeID]
  let nodes: [SyntaxNode]
  /// Scalar values that differ from what is written: escapes, folded lines, block scalars.
  let decoded: [UInt8]

  package func kind(_ node: NodeID) -> NodeKind {
    switch nodes[node.index].form {
    case .mapping: .mapping
    case .sequence: .sequence
    case .plain, .singleQuoted, .doubleQuoted, .literal, .folded, .alias: .scalar
    }
  }

  /// How a scalar is written; asked for scalars only.
  package func style(_ node: NodeID) -> ScalarStyle {
    switch nodes[node.index].form {
    case .plain: .plain
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal: .literal
    case .folded: .folded
    case .mapping, .sequence, .alias:
      preconditionFailure("style of a node that is no scalar; this is a bug in mandate")
    }
  }

  /// The value of a scalar; empty for collections.
  ///
  /// A slice of the file's own buffer where the value stands there verbatim.
  package func text(_ node: NodeID) -> Text {
    let found = nodes[node.index]
    guard found.form.isScalar else { return .empty }
    let range = Int(found.value)..<Int(found.value) + Int(found.extent)
    return found.isDecoded ? Text(decoded, range) : Text(file.bytes, range)
  }

  /// Byte offsets in the file, from the first to after the last byte, quotes and brackets included.
  package func range(_ node: NodeID) -> Range<Int> {
    Int(nodes[node.index].start)..<Int(nodes[node.index].end)
  }

  package func sourceRange(_ node: NodeID) -> SourceRange { SourceRange(file, range(node)) }

  /// Number of items of a sequence or entries of a mapping; 0 for a scalar.
  package func count(_ node: NodeID) -> Int {
    let found = nodes[node.index]
    switch found.form {
    case .sequence: return Int(found.value)
    case .mapping: return Int(found.value) / 2
    case .plain, .singleQuoted, .doubleQuoted, .literal, .folded, .alias: return 0
    }
  }

  /// The items of a sequence, or the keys and values of a mapping one after the other.
  package func children(_ node: NodeID) -> Children { Children(of: node, in: nodes) }

  /// The entries of a mapping in the order they are written.
  package func entries(_ mapping: NodeID) -> Entries { Entries(children: children(mapping)) }
}

// MARK: - As it is written

extension SyntaxTree {
  /// The items of a sequence, or keys and values of a mapping, with each alias as itself.
  ///
  /// For those who edit the text; everybody else reads what aliases stand for, by `children`.
  package func writtenChildren(_ node: NodeID) -> WrittenChildren {
    WrittenChildren(children: Children(of: node, in: nodes))
  }

  /// The anchored node that an alias, found by `writtenChildren`, stands for; nil for other nodes.
  package func anchored(by node: NodeID) -> NodeID? {
    nodes[node.index].form == .alias ? NodeID(Int(nodes[node.index].value)) : nil
  }

  /// The child nodes of one collection as they are written.
  package struct WrittenChildren: Sequence, IteratorProtocol, Sendable {
    private var children: Children

    init(children: Children) { self.children = children }

    package mutating func next() -> NodeID? { children.nextWritten() }
  }
}

/// What a node is; an alias is what it stands for.
package enum NodeKind: Sendable { case mapping, sequence, scalar }

/// How a scalar is written.
package enum ScalarStyle: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

/// The name of a node inside its tree.
package struct NodeID: Hashable, Sendable {
  let rawIndex: UInt32

  init(_ index: Int) { rawIndex = UInt32(index) }

  var index: Int { Int(rawIndex) }
}

extension SyntaxTree {
  /// The child nodes of one collection; walking them allocates nothing.
  package struct Children: Sequence, IteratorProtocol, Sendable {
    private let nodes: [SyntaxNode]
    private var cursor: Int
    private let end: Int

    init(of parent: NodeID, in nodes: [SyntaxNode]) {
      self.nodes = nodes
      cursor = parent.index + 1
      end = nodes[parent.index].indexAfter(parent.index)
    }

    package mutating func next() -> NodeID? {
      guard let written = nextWritten() else { return nil }
      let node = nodes[written.index]
      return node.form == .alias ? NodeID(Int(node.value)) : written
    }

    /// The next child, an alias as itself.
    mutating func nextWritten() -> NodeID? {
      guard cursor < end else { return nil }
      let index = cursor
      cursor = nodes[index].indexAfter(index)
      return NodeID(index)
    }
  }

  /// The keys of one mapping, each with its value; walking them allocates nothing.
  package struct Entries: Sequence, IteratorProtocol, Sendable {
    private var children: Children

    init(children: Children) { self.children = children }

    package mutating func next() -> (key: NodeID, value: NodeID)? {
      guard let key = children.next(), let value = children.next() else { return nil }
      return (key, value)
    }
  }
}
