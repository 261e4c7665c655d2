/// A set of rows of one `EndpointTable`, as bits.
///
/// INVARIANT: sets of one table have equally many words, so that equal sets are equal values; sets
/// of different tables are never combined.
package struct EndpointSet: Hashable, Sendable {
  private var words: [UInt64]

  /// The empty set for a table of so many rows.
  package init(rowCount: Int) {
    words = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
  }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Number of rows in the set.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  package func contains(_ place: Int) -> Bool {
    words[place >> 6] & (1 << UInt64(place & 63)) != 0
  }

  package mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  package mutating func insert(_ places: Range<Int>) {
    for place in places { insert(place) }
  }

  package mutating func formUnion(_ other: EndpointSet) {
    combine(other) { $0 | $1 }
  }

  package mutating func formIntersection(_ other: EndpointSet) {
    combine(other) { $0 & $1 }
  }

  package mutating func subtract(_ other: EndpointSet) {
    combine(other) { $0 & ~$1 }
  }

  package func union(_ other: EndpointSet) -> EndpointSet {
    var result = self
    result.formUnion(other)
    return result
  }

  package func intersection(_ other: EndpointSet) -> EndpointSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  /// The rows of this set that `other` lacks.
  package func subtracting(_ other: EndpointSet) -> EndpointSet {
    var result = self
    result.subtract(other)
    return result
  }

  package func isSubset(of other: EndpointSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  /// Whether the two sets share a row.
  package func overlaps(_ other: EndpointSet) -> Bool {
    zip(words, other.words).contains { $0 & $1 != 0 }
  }

  private mutating func combine(_ other: EndpointSet, _ merge: (UInt64, UInt64) -> UInt64) {
    precondition(
      words.count == other.words.count, "sets of two endpoint tables; this is a bug in mandate")
    for index in words.indices { words[index] = merge(words[index], other.words[index]) }
  }
}

extension EndpointSet: Sequence {
  /// The places in the set, ascending.
  package func makeIterator() -> Iterator { Iterator(words: words) }

  package struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var index = 0
    private var left: UInt64

    init(words: [UInt64]) {
      self.words = words
      left = words.first ?? 0
    }

    package mutating func next() -> Int? {
      while left == 0 {
        index += 1
        guard index < words.count else { return nil }
        left = words[index]
      }
      let bit = left.trailingZeroBitCount
      left &= left - 1
      return index << 6 | bit
    }
  }
}
