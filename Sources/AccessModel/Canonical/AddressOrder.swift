import Diagnostics

/// Sorts by address through numbers that say most of the order.
///
/// WHY not a plain sort: names of one institution begin alike, so comparing whole addresses a
/// million times costs more than everything else that a plan does to a large tree.
package enum AddressOrder {
  /// What decides between most addresses: kind and institution, then the first bytes of the name.
  private struct Key {
    let group: UInt64
    let name: UInt64
    let index: Int
  }

  /// The indices of `addresses` in the order of the addresses, equal ones as they stand.
  ///
  /// - Complexity: O(n) when they are in order already, else O(n log n).
  package static func indices(of addresses: [Address]) -> [Int] {
    let identity = Array(addresses.indices)
    if isOrdered(identity, addresses) { return identity }
    let sorted = keys(of: addresses).sorted { left, right in
      if left.group != right.group { return left.group < right.group }
      if left.name != right.name { return left.name < right.name }
      let (one, other) = (addresses[left.index].name, addresses[right.index].name)
      return one == other ? left.index < right.index : one < other
    }.map(\.index)
    // Names of global and institutions' resources of one kind interleave, which no key says.
    if isOrdered(sorted, addresses) { return sorted }
    return identity.sorted { addresses[$0] < addresses[$1] }
  }

  private static func isOrdered(_ indices: [Int], _ addresses: [Address]) -> Bool {
    zip(indices, indices.dropFirst()).allSatisfy { !(addresses[$1] < addresses[$0]) }
  }

  private static func keys(of addresses: [Address]) -> [Key] {
    let ranks = institutionRanks(addresses)
    return addresses.indices.map { index in
      let address = addresses[index]
      let group = UInt64(address.kind.alphabeticalRank) << 32 | UInt64(ranks[index])
      return Key(group: group, name: leadingBytes(of: address.name), index: index)
    }
  }

  /// By address, the place of its institution among all of them.
  private static func institutionRanks(_ addresses: [Address]) -> [UInt32] {
    var numbers: [Text: UInt32] = [:]
    var institutions: [Text] = []
    var last: (institution: Text, number: UInt32)?
    let byAddress = addresses.map { address -> UInt32 in
      if let last, last.institution == address.institution { return last.number }
      let number = numbers[address.institution] ?? UInt32(institutions.count)
      if number == institutions.count {
        numbers[address.institution] = number
        institutions.append(address.institution)
      }
      last = (address.institution, number)
      return number
    }
    var ranks = [UInt32](repeating: 0, count: institutions.count)
    let order = institutions.indices.sorted {
      // As inside a whole address, where a `/` ends the institution.
      Address(.account, institution: institutions[$0], name: .empty)
        < Address(.account, institution: institutions[$1], name: .empty)
    }
    for (rank, index) in order.enumerated() { ranks[index] = UInt32(rank) }
    return byAddress.map { ranks[Int($0)] }
  }

  /// The first eight bytes, the first one highest.
  private static func leadingBytes(of text: Text) -> UInt64 {
    var result: UInt64 = 0
    for offset in 0..<min(8, text.count) {
      result |= UInt64(text[offset]) << UInt64(56 - 8 * offset)
    }
    return result
  }
}
