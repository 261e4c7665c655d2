import Diagnostics
import YAMLSyntax

/// The places of one document where resources are written, in the order of its declarations.
struct DocumentSlots {
  /// One resource.
  struct Slot {
    let document: Int
    /// Nil for a document with `spec`.
    let item: Int?
    /// What the path of a field starts from: the document, or the item's value.
    let start: NodeID
    /// The alias by which an item's value is written, if it is.
    let alias: NodeID?

    /// A path as it is written here: in an item, the fields of spec and metadata stand alike.
    func written(_ path: [Text]) -> [Text] {
      guard item != nil, path.count < 3 || !path[0].is("metadata") else { return path }
      return Array(path.dropFirst())
    }
  }

  static func all(in tree: SyntaxTree) -> [Slot] {
    tree.documents.indices.flatMap { slots(ofDocument: $0, in: tree) }
  }

  static func slots(ofDocument index: Int, in tree: SyntaxTree) -> [Slot] {
    let document = tree.documents[index]
    guard let items = items(of: document, in: tree) else {
      return [Slot(document: index, item: nil, start: document, alias: nil)]
    }
    let children = Array(tree.writtenChildren(items))
    return stride(from: 0, to: children.count, by: 2).map { place in
      let value = children[place + 1]
      let anchored = tree.anchored(by: value)
      return Slot(
        document: index, item: place / 2, start: anchored ?? value,
        alias: anchored == nil ? nil : value)
    }
  }

  /// The mapping below `items`, or nil for a document with `spec`.
  static func items(of document: NodeID, in tree: SyntaxTree) -> NodeID? {
    guard tree.kind(document) == .mapping else { return nil }
    return tree.entries(document).first { tree.text($0.key).is("items") }?.value
  }
}
