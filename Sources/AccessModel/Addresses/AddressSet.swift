/// A set of internet addresses; equal when it holds the same addresses, however they were listed.
package struct AddressSet: Hashable, Sendable {
  private var v4: RangeSet<UInt32>
  private var v6: RangeSet<UInt128>

  /// The empty set.
  package init() {
    self.init(RangeSet(width: 32), RangeSet(width: 128))
  }

  /// The addresses of all `blocks`.
  ///
  /// - Complexity: O(n log n) in the number of blocks.
  package init(_ blocks: some Sequence<CIDR>) {
    var v4: [ClosedRange<UInt32>] = []
    var v6: [ClosedRange<UInt128>] = []
    for block in blocks {
      let first = block.network.bits, last = block.lastAddress.bits
      switch block.family {
      case .v4: v4.append(UInt32(truncatingIfNeeded: first)...UInt32(truncatingIfNeeded: last))
      case .v6: v6.append(first...last)
      }
    }
    self.init(RangeSet(width: 32, v4), RangeSet(width: 128, v6))
  }

  /// The addresses from `first` to `last`, or nil when they are not of one family and in order.
  package init?(from first: IPAddress, through last: IPAddress) {
    guard first.family == last.family, first <= last else { return nil }
    self.init()
    switch first.family {
    case .v4:
      let bounds = UInt32(truncatingIfNeeded: first.bits)...UInt32(truncatingIfNeeded: last.bits)
      v4 = RangeSet(width: 32, [bounds])
    case .v6: v6 = RangeSet(width: 128, [first.bits...last.bits])
    }
  }

  private init(_ v4: RangeSet<UInt32>, _ v6: RangeSet<UInt128>) {
    self.v4 = v4
    self.v6 = v6
  }

  /// Every address of both families.
  package static let all = AddressSet(
    RangeSet(width: 32, [0...UInt32.max]), RangeSet(width: 128, [0...UInt128.max]))

  package var isEmpty: Bool { v4.isEmpty && v6.isEmpty }

  package func isEmpty(_ family: AddressFamily) -> Bool {
    family == .v4 ? v4.isEmpty : v6.isEmpty
  }

  /// Whether the set holds every address of `family`, in one piece or in many that add up to it.
  package func isWholeInternet(_ family: AddressFamily) -> Bool {
    family == .v4 ? v4.isWhole : v6.isWhole
  }

  package func contains(_ address: IPAddress) -> Bool {
    switch address.family {
    case .v4: v4.contains(UInt32(truncatingIfNeeded: address.bits))
    case .v6: v6.contains(address.bits)
    }
  }

  package func union(_ other: AddressSet) -> AddressSet {
    AddressSet(v4.union(other.v4), v6.union(other.v6))
  }

  package func intersection(_ other: AddressSet) -> AddressSet {
    AddressSet(v4.intersection(other.v4), v6.intersection(other.v6))
  }

  /// The addresses of this set that `other` lacks.
  package func subtracting(_ other: AddressSet) -> AddressSet {
    AddressSet(v4.subtracting(other.v4), v6.subtracting(other.v6))
  }

  package func isSubset(of other: AddressSet) -> Bool {
    v4.isSubset(of: other.v4) && v6.isSubset(of: other.v6)
  }

  package func overlaps(_ other: AddressSet) -> Bool {
    v4.overlaps(other.v4) || v6.overlaps(other.v6)
  }

  /// Number of IPv4 addresses, at most 2^32.
  package var v4Count: UInt64 { UInt64(truncatingIfNeeded: v4.count) }

  /// Number of IPv6 addresses; all 2^128 of them count as 2^128 - 1.
  package var v6Count: UInt128 { v6.count }

  /// Number of IPv6 networks of /64 that the set touches, wholly or in part; at most 2^64.
  package var v6NetworkCount: UInt128 {
    var count: UInt128 = 0
    var counted: UInt128?
    for range in v6.ranges {
      let first = range.lowerBound >> 64, last = range.upperBound >> 64
      count += last - first + (counted == first ? 0 : 1)
      counted = last
    }
    return count
  }

  /// The fewest blocks that hold exactly these addresses, IPv4 first, ascending.
  package var blocks: [CIDR] {
    v4.cover.map { CIDR(IPAddress(v4: $0.network), prefixLength: $0.length) }
      + v6.cover.map { CIDR(IPAddress(v6: $0.network), prefixLength: $0.length) }
  }
}
