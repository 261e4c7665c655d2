import AccessModel
import Diagnostics
import Manifests
import YAMLSyntax

/// One value of a plan file.
struct PlanNode {
  let tree: SyntaxTree
  let node: NodeID

  subscript(name: String) -> PlanNode? {
    guard tree.kind(node) == .mapping else { return nil }
    return tree.entries(node).first { tree.text($0.key) == Text(name) }
      .map { PlanNode(tree: tree, node: $0.value) }
  }

  /// The values of a mapping with exactly these members in this order; nil for anything else.
  func record(_ names: [StaticString]) -> [PlanNode]? {
    guard tree.kind(node) == .mapping, tree.count(node) == names.count else { return nil }
    var values: [PlanNode] = []
    values.reserveCapacity(names.count)
    for (entry, name) in zip(tree.entries(node), names) {
      guard tree.text(entry.key).is(name) else { return nil }
      values.append(PlanNode(tree: tree, node: entry.value))
    }
    return values
  }

  /// What `read` makes of every element; nil when this is no list or any element is not as it should be.
  func list<Element>(_ read: (PlanNode) -> Element?) -> [Element]? {
    guard tree.kind(node) == .sequence else { return nil }
    var found: [Element] = []
    found.reserveCapacity(tree.count(node))
    for child in tree.children(node) {
      guard let element = read(PlanNode(tree: tree, node: child)) else { return nil }
      found.append(element)
    }
    return found
  }

  var elements: [PlanNode] {
    guard tree.kind(node) == .sequence else { return [] }
    return tree.children(node).map { PlanNode(tree: tree, node: $0) }
  }

  var members: [(Text, PlanNode)] {
    guard tree.kind(node) == .mapping else { return [] }
    return tree.entries(node).map { (tree.text($0.key), PlanNode(tree: tree, node: $0.value)) }
  }

  var isNull: Bool {
    tree.kind(node) == .scalar && tree.style(node) == .plain && PlainScalar.isNull(tree.text(node))
  }

  var text: Text? {
    tree.kind(node) == .scalar && tree.style(node) == .doubleQuoted ? tree.text(node) : nil
  }

  var string: String? { text?.string }

  var integer: Int? {
    tree.kind(node) == .scalar && tree.style(node) == .plain
      ? PlainScalar.integer(tree.text(node)) : nil
  }

  var instant: Instant? { text.flatMap { try? Instant(parsing: $0) } }

  var principal: PrincipalAddress? { text.flatMap { try? PrincipalAddress(parsing: $0) } }

  /// The JSON that the value is written in.
  var json: Text { Text(tree.file.bytes, tree.range(node)) }
}
