/// Where the boxes and lines of the picture stand, in units of its view.
struct PictureLayout {
  struct Box {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    /// Where its first line begins.
    var firstPort = 0

    /// The height at which a line of a box on the left begins.
    func port(_ index: Int) -> Int { firstPort + index * PictureLayout.portGap }
  }

  struct Line {
    let start: (x: Int, y: Int)
    let end: (x: Int, y: Int)
    let isLoss: Bool
  }

  static let width = 860
  fileprivate static let portGap = 20
  private static let leftWidth = 340
  private static let rightWidth = 190
  private static let gap = 14
  /// Above the first line of a box: its title.
  private static let head = 44
  /// Lines that end in one box keep so much apart.
  private static let endGap = 9

  let height: Int
  private(set) var left: [Box] = []
  private(set) var right: [(target: PictureTarget, box: Box)] = []
  private(set) var lines: [Line] = []

  init(nodes: [PictureNode], targets: [PictureTarget]) {
    var y = 2
    for node in nodes {
      let height = Self.head + max(0, node.links.count - 1) * Self.portGap + 16
      left.append(
        Box(x: 2, y: y, width: Self.leftWidth, height: height, firstPort: y + Self.head))
      y += height + Self.gap
    }
    let incoming = targets.map { target in
      nodes.reduce(0) { $0 + $1.links.count { $0.target == target } }
    }
    let heights = incoming.map { max(52, $0 * Self.endGap + 16) }
    let needed = heights.reduce(0, +) + Self.gap * max(0, heights.count - 1)
    height = max(y - Self.gap, needed + 2) + 2
    let spare = max(0, height - 4 - needed) / max(1, targets.count + 1)
    y = 2 + spare
    for (target, height) in zip(targets, heights) {
      let x = Self.width - Self.rightWidth - 2
      right.append((target, Box(x: x, y: y, width: Self.rightWidth, height: height)))
      y += height + Self.gap + spare
    }
    lines = Self.lines(nodes, left, right)
  }

  private static func lines(
    _ nodes: [PictureNode], _ left: [Box], _ right: [(target: PictureTarget, box: Box)]
  ) -> [Line] {
    var lines: [Line] = []
    for (target, box) in right {
      let links = zip(nodes, left).flatMap { node, source in
        node.links.enumerated().filter { $0.element.target == target }
          .map { (link: $0.element, x: source.x + source.width, y: source.port($0.offset)) }
      }
      let first = box.y + box.height / 2 - (links.count - 1) * endGap / 2
      for (index, link) in links.enumerated() {
        lines.append(
          Line(
            start: (link.x, link.y), end: (box.x, first + index * endGap),
            isLoss: link.link.isLoss))
      }
    }
    return lines
  }
}
