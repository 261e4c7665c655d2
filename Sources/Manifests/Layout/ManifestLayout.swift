import AccessModel
import Diagnostics
package import YAMLSyntax

/// The canonical layout of manifests: where lines, blanks and entries stand, and never what they say.
///
/// Documents, items and sets are sorted and keys stand in the order of their description. Comments
/// go with what they belong to; quotes, anchors and styles stay as they are.
package enum ManifestLayout {
  /// What became of a file.
  package enum Outcome: Sendable {
    /// It is laid out already, or is no manifest.
    case unchanged
    case changed([UInt8])
    /// It is left alone: what stands at this offset is not laid out.
    case obstacle(offset: Int)
    /// What was written does not say the same, which is a bug in mandate.
    case meaningChanged
  }

  /// The layout of a file that was read without an error.
  package static func outcome(of tree: SyntaxTree) -> Outcome {
    guard isManifest(tree) else { return .unchanged }
    let written: [UInt8]
    do throws(LayoutObstacle) {
      written = try formatted(tree)
    } catch {
      return .obstacle(offset: error.offset)
    }
    guard written != tree.file.bytes else { return .unchanged }
    return LayoutEquivalence.holds(between: tree, and: written)
      ? .changed(written) : .meaningChanged
  }

  /// Whether any document says that it is for mandate; other YAML is nobody's business here.
  private static func isManifest(_ tree: SyntaxTree) -> Bool {
    tree.documents.contains { document in
      guard tree.kind(document) == .mapping else { return false }
      return tree.entries(document).contains {
        tree.text($0.key).is("apiVersion") && tree.text($0.value).is("mandate/v1")
      }
    }
  }

  private static func formatted(_ tree: SyntaxTree) throws(LayoutObstacle) -> [UInt8] {
    var builder = LayoutBuilder(tree)
    var file = try builder.readFile()
    let firstHasMarker = file.documents.first?.hasMarker ?? false
    // What stands at the top is about the file and stays there.
    let head = file.documents.first?.before ?? []
    if !file.documents.isEmpty { file.documents[0].before = [] }
    let order = DocumentOrder(tree).sorted()
    if let order { file.documents = order.map { file.documents[$0] } }
    var writer = LayoutWriter(tree.file.bytes)
    writer.write(
      file, isMoved: order.map { $0[0] != 0 } ?? false, firstHasMarker: firstHasMarker, head: head)
    return writer.output
  }
}

/// The order of documents: by kind, institution and name.
private struct DocumentOrder {
  private let tree: SyntaxTree

  init(_ tree: SyntaxTree) { self.tree = tree }

  /// Nil where the order stays: it is right, or something is no manifest.
  func sorted() -> [Int]? {
    var keys: [Key] = []
    for document in tree.documents {
      guard let key = key(of: document) else { return nil }
      keys.append(key)
    }
    guard zip(keys, keys.dropFirst()).contains(where: { $1 < $0 }) else { return nil }
    return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  private struct Key: Comparable {
    let kind: Int
    let institution: Text
    let name: Text

    static func < (left: Key, right: Key) -> Bool {
      (left.kind, left.institution, left.name) < (right.kind, right.institution, right.name)
    }
  }

  private func key(of document: NodeID) -> Key? {
    guard tree.kind(document) == .mapping else { return nil }
    let kind = value("kind", of: document).map(tree.text) ?? .empty
    let metadata = value("metadata", of: document)
    // Documents with many items go by the least of their names.
    let name = metadata.flatMap { value("name", of: $0) }.map(tree.text)
    let first = value("items", of: document).flatMap { items in
      tree.kind(items) == .mapping ? tree.entries(items).map { tree.text($0.key) }.min() : nil
    }
    return Key(
      kind: kind.is("Project") ? -1 : Kind.named(kind).map { Int($0.rawValue) } ?? Int.max,
      institution: metadata.flatMap { value("institution", of: $0) }.map(tree.text) ?? .empty,
      name: name ?? first ?? .empty)
  }

  private func value(_ key: String, of mapping: NodeID) -> NodeID? {
    guard tree.kind(mapping) == .mapping else { return nil }
    return tree.entries(mapping).first { tree.text($0.key) == Text(key) }?.value
  }
}
