/// The lines that differ between two texts, with a few equal lines around them.
package struct LineDiff: CustomStringConvertible {
  private enum Line {
    case same(Substring)
    case missing(Substring)
    case added(Substring)

    var isSame: Bool {
      if case .same = self { true } else { false }
    }
  }

  private let lines: [Line]

  /// - Complexity: O(n × d) with d the number of differences.
  package init(wanted: String, actual: String) {
    let old = TestSupport.lines(of: wanted)
    let new = TestSupport.lines(of: actual)
    let difference = new.difference(from: old) { $0.utf8.elementsEqual($1.utf8) }
    var removed: Set<Int> = [], inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var oldIndex = 0, newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      if removed.contains(oldIndex) {
        lines.append(.missing(old[oldIndex]))
        oldIndex += 1
      } else if inserted.contains(newIndex) {
        lines.append(.added(new[newIndex]))
        newIndex += 1
      } else {
        lines.append(.same(old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    self.lines = lines
  }

  package var isEmpty: Bool { lines.allSatisfy(\.isSame) }

  /// `-` lines were wanted and are missing, `+` lines were not wanted; `…` stands for equal lines.
  package var description: String {
    var shown: [String] = []
    var lastShown = -1
    for (index, line) in lines.enumerated() {
      let nearby = lines[max(0, index - 2)...min(lines.count - 1, index + 2)]
      guard nearby.contains(where: { !$0.isSame }) else { continue }
      if index > lastShown + 1 { shown.append("…") }
      lastShown = index
      switch line {
      case .same(let text): shown.append("  \(text)")
      case .missing(let text): shown.append("- \(text)")
      case .added(let text): shown.append("+ \(text)")
      }
    }
    if !shown.isEmpty, lastShown < lines.count - 1 { shown.append("…") }
    return shown.joined(separator: "\n")
  }
}
