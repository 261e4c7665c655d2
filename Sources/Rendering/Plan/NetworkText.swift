import AccessModel

/// Sets of addresses in words, with how many they are.
struct NetworkText {
  /// Whether every block is listed.
  let isFull: Bool

  /// How many blocks are listed where not all of them are.
  private static let blocksShown = 3
  /// From here on a set is told by what it lacks.
  private static let half = UInt128(1) << 31

  /// Whether words about `blocks` leave any of them out.
  func folds(_ blocks: [CIDR]) -> Bool {
    !isFull
      && AddressFamily.allCases.contains { family in
        let count = blocks.count { $0.family == family }
        return count > Self.blocksShown && lacking(AddressSet(blocks), family) == nil
      }
  }

  /// Such as `32 addresses 198.51.100.0/27`, one for each family that has any.
  func sentences(_ blocks: [CIDR]) -> [[LineFiller.Piece]] {
    let set = AddressSet(blocks)
    if set == .all { return [.words("every address")] }
    return AddressFamily.allCases.compactMap { family in
      guard !set.isEmpty(family) else { return nil }
      let own = blocks.filter { $0.family == family }
      if let lacking = lacking(set, family) {
        return .words(lacking) + (isFull && own.count > 1 ? .list(own.map(\.description)) : [])
      }
      return .words(count(set, own, family)) + listed(own)
    }
  }

  /// Such as `64 addresses and 1 network of /64`, without the blocks themselves.
  func counts(of blocks: [CIDR]) -> String {
    let set = AddressSet(blocks)
    if set == .all { return "every address" }
    let words = AddressFamily.allCases.filter { !set.isEmpty($0) }.map { family in
      count(set, blocks.filter { $0.family == family }, family)
    }
    return words.isEmpty ? "no address" : words.joined(separator: " and ")
  }

  private func listed(_ blocks: [CIDR]) -> [LineFiller.Piece] {
    guard !isFull, blocks.count > Self.blocksShown else {
      return .list(blocks.map(\.description))
    }
    let more = blocks.count - Self.blocksShown
    let word = more == 1 ? "block" : "blocks"
    return .list(blocks.prefix(Self.blocksShown).map(\.description))
      + .phrase("and \(more) more \(word)")
  }

  /// Words for a set that is most of its family, or nil for others.
  private func lacking(_ set: AddressSet, _ family: AddressFamily) -> String? {
    let (name, rest) = (Self.name(family), AddressSet.all.subtracting(set))
    if rest.isEmpty(family) { return "every \(name) address" }
    switch family {
    case .v4:
      guard UInt128(set.v4Count) > Self.half else { return nil }
      return "every IPv4 address but \(Self.grouped(UInt128(rest.v4Count)))"
    case .v6:
      guard set.v6Count > 1 << 127 else { return nil }
      return "every IPv6 address but those of \(Self.networks(rest.v6NetworkCount))"
    }
  }

  private func count(_ set: AddressSet, _ blocks: [CIDR], _ family: AddressFamily) -> String {
    switch family {
    case .v4: return Self.addresses(UInt128(set.v4Count), "")
    case .v6:
      let isWide = blocks.contains { $0.prefixLength <= 64 }
      return isWide ? Self.networks(set.v6NetworkCount) : Self.addresses(set.v6Count, "IPv6 ")
    }
  }

  private static func addresses(_ count: UInt128, _ family: String) -> String {
    count == 1 ? "1 \(family)address" : "\(grouped(count)) \(family)addresses"
  }

  private static func networks(_ count: UInt128) -> String {
    count == 1 ? "1 network of /64" : "\(grouped(count)) networks of /64"
  }

  /// With a comma after every three digits, for nobody counts the digits of 16777216.
  private static func grouped(_ count: UInt128) -> String {
    let digits = String(count)
    return digits.enumerated().reduce(into: "") { words, digit in
      let left = digits.utf8.count - digit.offset
      words += (left % 3 == 0 && digit.offset > 0 ? "," : "") + String(digit.element)
    }
  }

  private static func name(_ family: AddressFamily) -> String {
    switch family {
    case .v4: "IPv4"
    case .v6: "IPv6"
    }
  }
}
