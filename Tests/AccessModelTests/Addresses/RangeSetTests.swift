import TestSupport
import Testing

@testable import AccessModel

/// The algebra over 3-bit numbers, where a set is a byte and every case can be tried.
///
/// The first test shows that each of the 2^15 lists of prefixes becomes the one value of its set;
/// the second tries every pair of those values. An operation sees nothing but the values, so that
/// together they cover all 2^30 pairs of lists, as the long form confirms on the pairs themselves.
struct RangeSetTests {
  private typealias Small = RangeSet<UInt8>

  private static let prefixes: [(range: ClosedRange<UInt8>, mask: UInt8)] = (0...3).flatMap {
    length in
    (0..<(1 << length)).map { index in
      let range = Small.prefix(UInt8(index << (3 - length)), length, width: 3)
      return (range, range.reduce(UInt8(0)) { $0 | 1 << $1 })
    }
  }

  private static func set(ofMask mask: UInt8) -> Small {
    Small(width: 3, (0..<8).filter { mask & 1 << $0 != 0 }.map { $0...$0 })
  }

  private static func list(_ number: Int) -> (set: Small, mask: UInt8) {
    let chosen = prefixes.indices.filter { number & 1 << $0 != 0 }.map { prefixes[$0] }
    return (Small(width: 3, chosen.map(\.range)), chosen.reduce(0) { $0 | $1.mask })
  }

  private static let sets = (0...UInt8.max).map(set(ofMask:))

  /// The fewest prefixes for `mask` within the node of `size` numbers at `start`.
  private static func fewest(_ mask: Int, start: Int, size: Int) -> [Prefix] {
    let node = ((1 << size) - 1) << start
    if mask & node == 0 { return [] }
    if mask & node == node { return [Prefix(start: start, size: size)] }
    let half = size / 2
    return fewest(mask, start: start, size: half) + fewest(mask, start: start + half, size: half)
  }

  /// A node of the tree of prefixes: its first number, and how many it holds.
  private struct Prefix: Equatable {
    let start: Int
    let size: Int
  }

  private static func cover(of set: Small) -> [Prefix] {
    set.cover.map { Prefix(start: Int($0.network), size: 1 << (set.width - $0.length)) }
  }

  /// By mask, what the cover must be.
  private static let covers = (0...255).map { fewest($0, start: 0, size: 8) }

  @Test func everyListOfPrefixesBecomesTheOneValueOfItsSet() {
    #expect(Self.prefixes.count == 15)
    for number in 0..<(1 << 15) {
      let list = Self.list(number)
      guard list.set != Self.sets[Int(list.mask)] else { continue }
      Issue.record("list \(number) is \(list.set.ranges)")
    }
  }

  @Test func everySetTellsItsNumbersAndItsFewestPrefixes() {
    for mask in 0...255 {
      let set = Self.sets[mask]
      let numbers = (UInt8(0)..<8).filter { mask & 1 << $0 != 0 }
      #expect((UInt8(0)..<8).filter(set.contains) == numbers)
      #expect(set.count == UInt128(numbers.count))
      #expect(set.isEmpty == numbers.isEmpty)
      #expect(set.isWhole == (mask == 255))
      let cover = set.cover
      let again = Small(width: 3, cover.map { Small.prefix($0.network, $0.length, width: 3) })
      #expect(again == set)
      #expect(Self.cover(of: set) == Self.covers[mask])
    }
  }

  @Test func everyPairOfSetsAgreesWithTheBits() {
    let algebra = Algebra()
    for left in 0...255 {
      for right in 0...255 {
        let fault = algebra.fault(
          Self.sets[left], Self.sets[right], UInt8(left), UInt8(right))
        guard let fault else { continue }
        Issue.record("\(fault) of \(left) and \(right)")
      }
    }
  }

  /// All 2^30 pairs of lists in the long form; otherwise every 1 009th list with every 499th.
  ///
  /// The long form takes minutes built with `-c release -Xswiftc -enable-testing
  /// -Xswiftc -cross-module-optimization`, an hour without the last of them and many in a debug
  /// build: the sets are generic, and only so compiled for bytes.
  @Test func everyPairOfListsAgreesWithTheBits() {
    let algebra = Algebra()
    let lists = (0..<(1 << 15)).map(Self.list)
    var tried = 0
    for left in stride(from: 0, to: lists.count, by: LongRun.cases(1_009, long: 1)) {
      for right in stride(from: 0, to: lists.count, by: LongRun.cases(499, long: 1)) {
        let (one, other) = (lists[left], lists[right])
        tried += 1
        guard let fault = algebra.fault(one.set, other.set, one.mask, other.mask) else { continue }
        Issue.record("\(fault) of \(left) and \(right)")
      }
    }
    #expect(tried == LongRun.cases(33 * 66, long: 1 << 30))
  }

  /// The five operations and what the bits say of them.
  private struct Algebra {
    private let sets = RangeSetTests.sets
    private let covers = RangeSetTests.covers

    /// The first operation whose answer differs from that of the bits.
    func fault(_ left: Small, _ right: Small, _ one: UInt8, _ other: UInt8) -> String? {
      let union = left.union(right)
      if union != sets[Int(one | other)] { return "union" }
      if left.intersection(right) != sets[Int(one & other)] { return "intersection" }
      if left.subtracting(right) != sets[Int(one & ~other)] { return "difference" }
      if left.isSubset(of: right) != (one & ~other == 0) { return "subset" }
      if left.overlaps(right) != (one & other != 0) { return "overlap" }
      if union.count != UInt128((one | other).nonzeroBitCount) { return "count" }
      let cover = covers[Int(one | other)]
      var place = 0
      for (network, length) in union.cover {
        guard place < cover.count, cover[place].start == Int(network),
          cover[place].size == 8 >> length
        else { return "cover" }
        place += 1
      }
      return place == cover.count ? nil : "cover"
    }
  }

  /// All 256 numbers of 8 bits: the width is that of the type, so that the last one is its maximum.
  @Test func setsOfTheFullWidthAgreeWithAListOfNumbers() {
    var generator = SeededGenerator(seed: 24)
    for _ in 0..<600 {
      let (left, lefts) = Self.drawn(using: &generator)
      let (right, rights) = Self.drawn(using: &generator)
      #expect(Self.numbers(left) == lefts)
      #expect(Self.numbers(left.union(right)) == lefts.union(rights))
      #expect(Self.numbers(left.intersection(right)) == lefts.intersection(rights))
      #expect(Self.numbers(left.subtracting(right)) == lefts.subtracting(rights))
      #expect(left.isSubset(of: right) == lefts.isSubset(of: rights))
      #expect(left.overlaps(right) == !lefts.isDisjoint(with: rights))
      #expect(left.count == UInt128(lefts.count))
      let cover = left.cover.map { Small.prefix($0.network, $0.length, width: 8) }
      #expect(Small(width: 8, cover) == left)
    }
  }

  private static func numbers(_ set: Small) -> Set<UInt8> {
    Set((0...UInt8.max).filter(set.contains))
  }

  private static func drawn(using generator: inout SeededGenerator) -> (Small, Set<UInt8>) {
    let edges: [UInt8] = [0, 1, 2, 127, 128, 253, 254, 255]
    let parts = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      let bounds = [0, 1].map { _ in
        Bool.random(using: &generator)
          ? edges.randomElement(using: &generator) ?? 0
          : UInt8.random(in: 0...255, using: &generator)
      }.sorted()
      return bounds[0]...bounds[1]
    }
    return (Small(width: 8, parts), parts.reduce(into: []) { $0.formUnion($1) })
  }

  @Test func allSetsOfFourBitsHaveOneValueAndTheFewestPrefixes() {
    for mask in 0...Int(UInt16.max) {
      let numbers = (UInt8(0)..<16).filter { mask & 1 << $0 != 0 }
      let set = Small(width: 4, numbers.reversed().map { $0...$0 })
      let cover = set.cover
      let again = Small(width: 4, cover.map { Small.prefix($0.network, $0.length, width: 4) })
      let isRight =
        again == set && Self.cover(of: set) == Self.fewest(mask, start: 0, size: 16)
        && set.count == UInt128(numbers.count)
      if !isRight { Issue.record("set \(mask)") }
    }
  }
}
