import Diagnostics
import YAMLSyntax

/// Who reads what in a document with aliases: for every anchored node, the resources and paths that
/// lead to it.
struct SharedNodes {
  /// One way to a node that others may lead to as well.
  struct Use {
    /// Index among the slots of the document; nil for what all of its items share.
    let slot: Int?
    /// Names of fields; an element of a list adds nothing.
    let path: [Text]
    /// The alias that was followed last; nil on the way through the anchor itself.
    let alias: NodeID?
  }

  private let tree: SyntaxTree
  private(set) var uses: [NodeID: [Use]] = [:]
  private var aliased: Set<NodeID> = []

  /// Looks through one document; one without aliases has no uses.
  init(of document: NodeID, slots: [DocumentSlots.Slot], in tree: SyntaxTree) {
    self.tree = tree
    findAliases(below: document)
    guard !aliased.isEmpty else { return }
    for (index, slot) in slots.enumerated() {
      visit(slot.start, Use(slot: index, path: [], alias: slot.alias))
    }
    guard let items = DocumentSlots.items(of: document, in: tree) else { return }
    visit(document, Use(slot: nil, path: [], alias: nil), past: items)
  }

  /// Every alias below a node, with the node it stands for.
  private(set) var aliases: [(alias: NodeID, anchored: NodeID)] = []

  private mutating func findAliases(below node: NodeID) {
    for child in tree.writtenChildren(node) {
      if let anchored = tree.anchored(by: child) {
        aliased.insert(anchored)
        aliases.append((child, anchored))
      } else if tree.kind(child) != .scalar {
        findAliases(below: child)
      }
    }
  }

  private mutating func visit(_ node: NodeID, _ use: Use, past skipped: NodeID? = nil) {
    guard node != skipped else { return }
    if aliased.contains(node) { uses[node, default: []].append(use) }
    var name: Text?
    let isMapping = tree.kind(node) == .mapping
    for (index, child) in tree.writtenChildren(node).enumerated() {
      let anchored = tree.anchored(by: child)
      let target = anchored ?? child
      if isMapping, index % 2 == 0 {
        name = tree.text(target)
        if anchored != nil {
          uses[target, default: []].append(Use(slot: nil, path: [], alias: child))
        }
        continue
      }
      let path = use.path + (isMapping ? name.map { [$0] } ?? [] : [])
      visit(
        target, Use(slot: use.slot, path: path, alias: anchored == nil ? use.alias : child),
        past: skipped)
    }
  }

  /// Whether everybody who reads a node wants the same of it, so that it can be edited where it is.
  func isCommon(_ node: NodeID, _ isWilling: (Use) -> Bool) -> Bool {
    guard let uses = uses[node] else { return true }
    return uses.contains { $0.alias == nil } && uses.allSatisfy(isWilling)
  }

  /// The aliases outside of `range` that repeat something inside it.
  func aliases(outside range: Range<Int>) -> [NodeID] {
    aliases.filter { pair in
      let place = tree.range(pair.alias).lowerBound
      return !range.contains(place) && range.contains(tree.range(pair.anchored).lowerBound)
    }.map(\.alias)
  }
}
