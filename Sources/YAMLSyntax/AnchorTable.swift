import Diagnostics

/// The anchors of the current document, with the work that each of their aliases stands for.
struct AnchorTable {
  struct Anchor {
    let node: Int
    /// Collections inside each other, the anchored node included.
    var height = 0
    var nodes = 0
    var bytes = 0
    /// Whether the anchored collection is still being read.
    var isOpen = true
  }

  private var anchors: [Text: Anchor] = [:]

  subscript(name: Text) -> Anchor? { anchors[name] }

  /// Defines `name`; false when it is taken.
  mutating func define(_ name: Text, node: Int) -> Bool {
    guard anchors[name] == nil else { return false }
    anchors[name] = Anchor(node: node)
    return true
  }

  /// Records what the anchored node turned out to weigh.
  mutating func close(_ name: Text, node: Int, height: Int, nodes: Int, bytes: Int) {
    guard let anchor = anchors[name], anchor.node == node else { return }
    anchors[name] = Anchor(node: node, height: height, nodes: nodes, bytes: bytes, isOpen: false)
  }

  mutating func forgetAll() {
    // WHY a new table: clearing one in place costs its capacity, once for every small document.
    if !anchors.isEmpty { anchors = [:] }
  }
}
