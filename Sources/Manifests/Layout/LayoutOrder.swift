import Diagnostics
import YAMLSyntax

/// What decides the place of an entry among its neighbours.
enum LayoutKey: Comparable {
  /// A known key, by its place in the description.
  case rank(Int)
  case number(Int64)
  case text(Text)
  /// After all others, in the order of the file.
  case last
}

/// Sorts entries, but never an alias in front of what it stands for.
struct LayoutOrder {
  private let tree: SyntaxTree
  /// Where aliases stand and where that which they stand for, in the order of the file.
  private var aliases: [(place: Int, anchored: Int)] = []

  init(_ tree: SyntaxTree) { self.tree = tree }

  mutating func note(alias place: Int, of anchored: Int) { aliases.append((place, anchored)) }

  // MARK: - Keys

  /// The place of an entry of a mapping.
  func key(of key: NodeID, _ rule: LayoutRule) -> LayoutKey {
    let text = tree.text(tree.anchored(by: key) ?? key)
    switch rule {
    case .fields(let fields):
      return fields.firstIndex { $0.name == text }.map { .rank($0) } ?? .last
    case .names: return .text(text)
    case .asWritten, .list: return .last
    }
  }

  /// The place of an element of a list.
  func key(ofElement element: NodeID, _ rule: LayoutRule) -> LayoutKey {
    guard case .list(_, let sortKey?) = rule else { return .last }
    let node = tree.anchored(by: element) ?? element
    switch sortKey {
    case .text: return tree.kind(node) == .scalar ? .text(tree.text(node)) : .last
    case .number:
      let text = tree.text(node)
      return Int64(text.string).map { .number($0) } ?? .text(text)
    case .field(let name):
      guard tree.kind(node) == .mapping,
        let value = tree.entries(node).first(where: { tree.text($0.key) == name })?.value
      else { return .last }
      return .text(tree.text(value))
    }
  }

  // MARK: - Sorting

  /// Sorts the entries between one heading and the next.
  func sort(_ block: inout LayoutBlock, _ keys: [LayoutKey], end: Int) {
    let starts = block.entries.map(\.start)
    let sections = starts.indices.filter { $0 > 0 && !block.entries[$0].heading.isEmpty }
    guard let order = sorted(keys, starts: starts, end: end, sections: sections) else { return }
    let written = block.entries
    let isSpacedEvenly = written.dropFirst().allSatisfy(\.hasBlankBefore)
    block.entries = order.map { written[$0] }
    for (index, source) in order.enumerated() where !written[source].heading.isEmpty {
      // The blank line was that of the heading, which stays.
      block.entries[index].hasBlankBefore = false
    }
    for index in written.indices {
      if isSpacedEvenly { block.entries[index].hasBlankBefore = index > 0 }
      block.entries[index].heading = written[index].heading
      if !written[index].heading.isEmpty { block.entries[index].hasBlankBefore = true }
    }
  }

  /// Sorts the entries; the line breaks stay where they are.
  ///
  /// With comments only where every entry has its own line, so that each comment goes with its own.
  func sort(_ flow: inout LayoutFlow, _ keys: [LayoutKey], end: Int) {
    let written = flow.entries
    let hasComments = written.contains { !$0.comments.isEmpty || $0.trailing != nil }
    guard !hasComments || written.allSatisfy({ $0.linesBefore > 0 }),
      let order = sorted(keys, starts: written.map(\.start), end: end, sections: [])
    else { return }
    flow.entries = order.map { written[$0] }
    for index in written.indices { flow.entries[index].linesBefore = written[index].linesBefore }
  }

  /// The new order, or nil where the old one stays.
  private func sorted(
    _ keys: [LayoutKey], starts: [Int], end: Int, sections: [Int]
  ) -> [Int]? {
    guard zip(keys, keys.dropFirst()).contains(where: { $1 < $0 }) else { return nil }
    let bounds = [0] + sections + [keys.count]
    let order = zip(bounds, bounds.dropFirst()).flatMap { first, next in
      (first..<next).sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
    return keepsAnchorsFirst(order, starts: starts, end: end) ? order : nil
  }

  private func keepsAnchorsFirst(_ order: [Int], starts: [Int], end: Int) -> Bool {
    guard !aliases.isEmpty, let first = starts.first else { return true }
    var places = order
    for (place, index) in order.enumerated() { places[index] = place }
    for alias in aliases.reversed() where alias.place < end {
      guard alias.place >= first else { break }
      guard alias.anchored >= first else { continue }
      let later = Self.entry(at: alias.place, starts)
      let earlier = Self.entry(at: alias.anchored, starts)
      if places[earlier] > places[later] { return false }
    }
    return true
  }

  /// The index of the entry in which an offset lies.
  private static func entry(at offset: Int, _ starts: [Int]) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

extension LayoutRule {
  /// The rule for an element of a list.
  var ofElement: LayoutRule { if case .list(let rule, _) = self { rule } else { .asWritten } }
}
