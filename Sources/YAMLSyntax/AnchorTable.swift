import Diagnostics

/// The work that stands in a file, every alias counted as a copy of what it repeats.
struct ExpandedSize {
  var nodes = 0
  var bytes = 0
}

/// The anchors of the current document, with the work that each of their aliases stands for.
struct AnchorTable {
  struct Anchor {
    let node: Int
    /// What the file stood for when the anchored node began, then what the node stands for.
    fileprivate(set) var size: ExpandedSize
    /// Collections inside each other, the anchored node included.
    fileprivate(set) var height = 0
    /// Whether the anchored node is still being read.
    fileprivate(set) var isOpen = true
  }

  private var anchors: [Text: Anchor] = [:]

  subscript(name: Text) -> Anchor? { anchors[name] }

  /// Defines `name` for the node that begins when the file stands for `size`; false when taken.
  mutating func define(_ name: Text, node: Int, _ size: ExpandedSize) -> Bool {
    guard anchors[name] == nil else { return false }
    anchors[name] = Anchor(node: node, size: size)
    return true
  }

  /// Records the weight of the anchored node, which ends when the file stands for `size`.
  mutating func close(_ name: Text, node: Int, height: Int, _ size: ExpandedSize) {
    guard var anchor = anchors[name], anchor.node == node else { return }
    anchor.size.nodes = size.nodes - anchor.size.nodes
    anchor.size.bytes = size.bytes - anchor.size.bytes
    anchor.height = height
    anchor.isOpen = false
    anchors[name] = anchor
  }

  mutating func forgetAll() {
    // WHY a new table: clearing one in place costs its capacity, once for every small document.
    if !anchors.isEmpty { anchors = [:] }
  }
}
