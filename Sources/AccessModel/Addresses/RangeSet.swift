/// A set of unsigned numbers of a given width, as ranges.
///
/// Generic over the number and its width so that the same code can be tried on every list of 3-bit
/// prefixes. INVARIANT: `ranges` ascend, and between any two at least one number is missing, so
/// that equal sets have equal ranges.
struct RangeSet<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
  /// Bits of a number, from 1 to `Number.bitWidth`.
  let width: Int
  private(set) var ranges: [ClosedRange<Number>]

  /// The empty set.
  init(width: Int) {
    self.width = width
    ranges = []
  }

  /// The numbers of all `parts`, which may overlap and come in any order.
  ///
  /// - Complexity: O(n log n) in the number of parts.
  init(width: Int, _ parts: [ClosedRange<Number>]) {
    self.init(width: width)
    ranges.reserveCapacity(parts.count)
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(part) }
  }

  /// The numbers whose first `length` bits are those of `network`.
  static func prefix(_ network: Number, _ length: Int, width: Int) -> ClosedRange<Number> {
    let hostBits = width - length
    let mask: Number = hostBits == Number.bitWidth ? .max : (1 << Number(hostBits)) - 1
    return (network & ~mask)...(network | mask)
  }

  /// The largest number of the width.
  var last: Number { width == Number.bitWidth ? .max : (1 << Number(width)) - 1 }

  var isEmpty: Bool { ranges.isEmpty }

  /// Whether every number of the width is in the set.
  var isWhole: Bool { ranges.count == 1 && ranges[0] == 0...last }

  /// How many numbers the set holds; all 2^128 of them count as one fewer.
  var count: UInt128 {
    if isWhole, width == 128 { return .max }
    return ranges.reduce(0) { $0 + UInt128($1.upperBound - $1.lowerBound) + 1 }
  }

  /// - Complexity: O(log n) in the number of ranges.
  func contains(_ number: Number) -> Bool {
    let index = firstRange(endingAtOrAfter: number)
    return index < ranges.count && ranges[index].lowerBound <= number
  }

  /// - Complexity: O(n + m), as for the other operations on two sets.
  func union(_ other: RangeSet) -> RangeSet {
    var result = RangeSet(width: width)
    result.ranges.reserveCapacity(ranges.count + other.ranges.count)
    var own = 0
    var others = 0
    while own < ranges.count || others < other.ranges.count {
      let takesOwn =
        others == other.ranges.count
        || own < ranges.count && ranges[own].lowerBound <= other.ranges[others].lowerBound
      result.append(takesOwn ? ranges[own] : other.ranges[others])
      if takesOwn { own += 1 } else { others += 1 }
    }
    return result
  }

  func intersection(_ other: RangeSet) -> RangeSet {
    var result = RangeSet(width: width)
    forEachOverlap(with: other) { result.ranges.append($0) }
    return result
  }

  func overlaps(_ other: RangeSet) -> Bool {
    var own = 0
    var others = 0
    while own < ranges.count, others < other.ranges.count {
      if ranges[own].overlaps(other.ranges[others]) { return true }
      if ranges[own].upperBound < other.ranges[others].upperBound { own += 1 } else { others += 1 }
    }
    return false
  }

  func subtracting(_ other: RangeSet) -> RangeSet {
    var result = RangeSet(width: width)
    var others = 0
    for range in ranges {
      while others < other.ranges.count, other.ranges[others].upperBound < range.lowerBound {
        others += 1
      }
      result.append(range, without: other.ranges[others...])
    }
    return result
  }

  /// Whether `other` holds every number of this set.
  func isSubset(of other: RangeSet) -> Bool {
    var others = 0
    for range in ranges {
      while others < other.ranges.count, other.ranges[others].upperBound < range.upperBound {
        others += 1
      }
      guard others < other.ranges.count, other.ranges[others].lowerBound <= range.lowerBound
      else { return false }
    }
    return true
  }

  /// The fewest prefixes that hold exactly this set, ascending.
  var cover: [(network: Number, length: Int)] {
    var result: [(network: Number, length: Int)] = []
    for range in ranges {
      var start = range.lowerBound
      while true {
        let hostBits = largestBlock(at: start, within: range.upperBound)
        result.append((start, width - hostBits))
        let end = RangeSet.prefix(start, width - hostBits, width: width).upperBound
        guard end < range.upperBound else { break }
        start = end + 1
      }
    }
    return result
  }

  /// Host bits of the largest prefix that begins at `start` and ends at `end` or before.
  private func largestBlock(at start: Number, within end: Number) -> Int {
    var hostBits = min(width, start.trailingZeroBitCount)
    while RangeSet.prefix(start, width - hostBits, width: width).upperBound > end { hostBits -= 1 }
    return hostBits
  }

  /// Adds a range that begins at or after the last one, and joins it to that where they touch.
  private mutating func append(_ range: ClosedRange<Number>) {
    guard let before = ranges.last else {
      ranges.append(range)
      return
    }
    if before.upperBound >= range.upperBound { return }
    if before.upperBound == .max || before.upperBound + 1 >= range.lowerBound {
      ranges[ranges.count - 1] = before.lowerBound...range.upperBound
    } else {
      ranges.append(range)
    }
  }

  /// Adds what `holes`, ascending and none wholly before `range`, leave of `range`.
  private mutating func append(
    _ range: ClosedRange<Number>, without holes: ArraySlice<ClosedRange<Number>>
  ) {
    var start = range.lowerBound
    for hole in holes {
      guard hole.lowerBound <= range.upperBound else { break }
      if hole.lowerBound > start { ranges.append(start...(hole.lowerBound - 1)) }
      guard hole.upperBound < range.upperBound else { return }
      start = hole.upperBound + 1
    }
    ranges.append(start...range.upperBound)
  }

  private func forEachOverlap(with other: RangeSet, _ body: (ClosedRange<Number>) -> Void) {
    var own = 0
    var others = 0
    while own < ranges.count, others < other.ranges.count {
      let left = ranges[own], right = other.ranges[others]
      if left.overlaps(right) { body(left.clamped(to: right)) }
      if left.upperBound < right.upperBound { own += 1 } else { others += 1 }
    }
  }

  private func firstRange(endingAtOrAfter number: Number) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
