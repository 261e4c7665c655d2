import Foundation
import Testing

@testable import AccessModel

/// The algebra over 3-bit numbers, where a set is a byte and every case can be tried.
///
/// The first test shows that each of the 2^15 lists of prefixes becomes the one value of its set;
/// the second tries every pair of those values. An operation sees nothing but the values, so that
/// together they cover all 2^30 pairs of lists, as the long test confirms on the pairs themselves.
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

  /// The fewest prefixes for `mask` within the node of `length` bits at `start`.
  private static func fewest(_ mask: Int, start: Int, size: Int) -> Int {
    let node = ((1 << size) - 1) << start
    if mask & node == 0 { return 0 }
    if mask & node == node { return 1 }
    let half = size / 2
    return fewest(mask, start: start, size: half) + fewest(mask, start: start + half, size: half)
  }

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
      #expect(cover.count == Self.fewest(mask, start: 0, size: 8))
      #expect(cover.map(\.network) == cover.map(\.network).sorted())
    }
  }

  @Test func everyPairOfSetsAgreesWithTheBits() {
    for left in 0...255 {
      for right in 0...255 {
        let fault = Self.fault(Self.sets[left], Self.sets[right], UInt8(left), UInt8(right))
        guard let fault else { continue }
        Issue.record("\(fault) of \(left) and \(right)")
      }
    }
  }

  /// Half an hour in an optimised build.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MANDATE_LONG"] == "1"))
  func everyPairOfListsAgreesWithTheBits() {
    let lists = (0..<(1 << 15)).map(Self.list)
    for left in lists {
      for right in lists {
        guard let fault = Self.fault(left.set, right.set, left.mask, right.mask) else { continue }
        Issue.record("\(fault) of \(left.mask) and \(right.mask)")
      }
    }
  }

  /// The first operation whose answer differs from that of the bits.
  private static func fault(_ left: Small, _ right: Small, _ one: UInt8, _ other: UInt8) -> String?
  {
    if left.union(right) != sets[Int(one | other)] { return "union" }
    if left.intersection(right) != sets[Int(one & other)] { return "intersection" }
    if left.subtracting(right) != sets[Int(one & ~other)] { return "difference" }
    if left.isSubset(of: right) != (one & ~other == 0) { return "subset" }
    if left.overlaps(right) != (one & other != 0) { return "overlap" }
    return nil
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
        again == set && cover.count == Self.fewest(mask, start: 0, size: 16)
        && set.count == UInt128(numbers.count)
      if !isRight { Issue.record("set \(mask)") }
    }
  }
}
