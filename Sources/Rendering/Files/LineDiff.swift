/// What differs between two texts line by line, in the order of the text.
///
/// Lines that stand once in both are matched first, as people would; between them a longest common
/// sequence is looked for as long as that is cheap. Whatever is found, the old lines that are not
/// removed are the new lines that are not added.
package struct LineDiff: Sendable {
  package enum Step: Equatable, Sendable {
    case kept(old: Int, new: Int)
    case removed(old: Int)
    case added(new: Int)
  }

  package let old: [ArraySlice<UInt8>]
  package let new: [ArraySlice<UInt8>]
  package private(set) var steps: [Step] = []

  package init(_ before: [UInt8], _ after: [UInt8]) {
    old = Self.lines(before)
    new = Self.lines(after)
    compare(0..<old.count, 0..<new.count)
  }

  /// Number of lines that came and went.
  package var counts: (added: Int, removed: Int) {
    steps.reduce(into: (0, 0)) { counts, step in
      switch step {
      case .added: counts.0 += 1
      case .removed: counts.1 += 1
      case .kept: break
      }
    }
  }

  /// The lines of a text with their line feeds.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for place in bytes.indices where bytes[place] == 0x0A {
      lines.append(bytes[start...place])
      start = place + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  // MARK: Matching

  private mutating func compare(_ olds: Range<Int>, _ news: Range<Int>) {
    var (olds, news) = (olds, news)
    while let one = olds.first, let other = news.first, old[one] == new[other] {
      steps.append(.kept(old: one, new: other))
      (olds, news) = (olds.dropFirst(), news.dropFirst())
    }
    var tail: [Step] = []
    while let one = olds.last, let other = news.last, old[one] == new[other] {
      tail.append(.kept(old: one, new: other))
      (olds, news) = (olds.dropLast(), news.dropLast())
    }
    compareDiffering(olds, news)
    steps += tail.reversed()
  }

  private mutating func compareDiffering(_ olds: Range<Int>, _ news: Range<Int>) {
    guard !olds.isEmpty, !news.isEmpty else {
      steps += olds.map { .removed(old: $0) } + news.map { .added(new: $0) }
      return
    }
    let anchors = uniqueMatches(olds, news)
    guard anchors.isEmpty else {
      var (oldPlace, newPlace) = (olds.lowerBound, news.lowerBound)
      for anchor in anchors {
        compare(oldPlace..<anchor.old, newPlace..<anchor.new)
        steps.append(.kept(old: anchor.old, new: anchor.new))
        (oldPlace, newPlace) = (anchor.old + 1, anchor.new + 1)
      }
      return compare(oldPlace..<olds.upperBound, newPlace..<news.upperBound)
    }
    compareAll(olds, news)
  }

  /// Lines that stand once in each part, the longest run of them that is in order in both.
  private func uniqueMatches(
    _ olds: Range<Int>, _ news: Range<Int>
  ) -> [(old: Int, new: Int)] {
    var places: [ArraySlice<UInt8>: (old: Int?, new: Int?, count: Int)] = [:]
    for place in olds {
      let seen = places[old[place]]
      places[old[place]] = (place, nil, (seen?.count ?? 0) + 1)
    }
    for place in news {
      guard let seen = places[new[place]] else { continue }
      places[new[place]] = (seen.old, place, seen.new == nil ? seen.count : 2)
    }
    let pairs = places.values.compactMap { entry -> (old: Int, new: Int)? in
      guard entry.count == 1, let old = entry.old, let new = entry.new else { return nil }
      return (old, new)
    }
    return Self.longestRun(pairs.sorted { $0.old < $1.old })
  }

  /// The longest part in which the new places ascend too.
  private static func longestRun(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    var ends: [Int] = []
    var previous = [Int?](repeating: nil, count: pairs.count)
    for index in pairs.indices {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].new < pairs[index].new { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var run: [(old: Int, new: Int)] = []
    var place = ends.last
    while let index = place {
      run.append(pairs[index])
      place = previous[index]
    }
    return run.reversed()
  }

  private static let cellsMax = 1 << 20

  /// A longest common sequence of lines, or all out and all in where that would take too long.
  private mutating func compareAll(_ olds: Range<Int>, _ news: Range<Int>) {
    guard olds.count * news.count <= Self.cellsMax else {
      steps += olds.map { .removed(old: $0) } + news.map { .added(new: $0) }
      return
    }
    let width = news.count + 1
    var lengths = [Int32](repeating: 0, count: (olds.count + 1) * width)
    for row in olds.indices.reversed() {
      for column in news.indices.reversed() {
        let cell = (row - olds.lowerBound) * width + column - news.lowerBound
        lengths[cell] =
          old[row] == new[column]
          ? lengths[cell + width + 1] + 1 : max(lengths[cell + width], lengths[cell + 1])
      }
    }
    var (row, column) = (olds.lowerBound, news.lowerBound)
    while row < olds.upperBound || column < news.upperBound {
      let cell = (row - olds.lowerBound) * width + column - news.lowerBound
      if row < olds.upperBound, column < news.upperBound, old[row] == new[column] {
        steps.append(.kept(old: row, new: column))
        (row, column) = (row + 1, column + 1)
      } else if column == news.upperBound
        || row < olds.upperBound && lengths[cell + width] >= lengths[cell + 1]
      {
        steps.append(.removed(old: row))
        row += 1
      } else {
        steps.append(.added(new: column))
        column += 1
      }
    }
  }
}
