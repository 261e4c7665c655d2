/// A kind of special-purpose addresses that are seldom or never where a client calls from.
///
/// Source: the IANA special-purpose registries (RFC 6890 and later rows), with multicast and the
/// retired blocks added.
package enum AddressClass: String, CaseIterable, Hashable, Sendable {
  case documentation
  case `private`
  case shared
  case loopback
  case linkLocal
  case multicast
  case reserved
  case unspecified
}

/// A block of the table that a given block meets.
package struct AddressClassOverlap: Hashable, Sendable {
  package let addressClass: AddressClass
  /// The special-purpose block, for the message.
  package let block: CIDR
}

extension AddressClass {
  /// The classes that `block` meets, in the order of the cases, each with its first block.
  ///
  /// Meeting counts, not lying inside: `203.0.112.0/20` holds a documentation block. The whole
  /// internet meets every class and none of them is its point, so it reports none.
  package static func overlaps(with block: CIDR) -> [AddressClassOverlap] {
    guard !block.isWholeInternet else { return [] }
    return allCases.compactMap { addressClass in
      blocks[addressClass]?.first(where: block.overlaps)
        .map { AddressClassOverlap(addressClass: addressClass, block: $0) }
    }
  }

  /// The blocks of each class, ascending.
  package static let blocks: [AddressClass: [CIDR]] = [
    .documentation: [
      v4(192, 0, 2, 0, 24), v4(198, 51, 100, 0, 24), v4(203, 0, 113, 0, 24),
      v6(0x2001_0DB8_0000_0000, 32), v6(0x3FFF_0000_0000_0000, 20),
    ],
    .private: [
      v4(10, 0, 0, 0, 8), v4(172, 16, 0, 0, 12), v4(192, 168, 0, 0, 16),
      v6(0xFC00_0000_0000_0000, 7),
    ],
    .shared: [v4(100, 64, 0, 0, 10)],
    .loopback: [v4(127, 0, 0, 0, 8), v6(0, 128, low: 1)],
    .linkLocal: [v4(169, 254, 0, 0, 16), v6(0xFE80_0000_0000_0000, 10)],
    .multicast: [v4(224, 0, 0, 0, 4), v6(0xFF00_0000_0000_0000, 8)],
    .reserved: reservedBlocks,
    .unspecified: [v4(0, 0, 0, 0, 8), v6(0, 128)],
  ]

  private static let reservedBlocks = [
    v4(192, 0, 0, 0, 24),  // IETF protocol assignments
    v4(192, 31, 196, 0, 24),  // AS112, blackhole name service
    v4(192, 52, 193, 0, 24),  // automatic multicast tunnelling
    v4(192, 88, 99, 0, 24),  // 6to4 relays, retired
    v4(192, 175, 48, 0, 24),  // AS112, direct delegation
    v4(198, 18, 0, 0, 15),  // benchmarks
    v4(240, 0, 0, 0, 4),  // class E and the broadcast address
    v6(0, 96, low: 0xFFFF_0000_0000),  // IPv4-mapped
    v6(0x0064_FF9B_0000_0000, 96),  // NAT64
    v6(0x0064_FF9B_0001_0000, 48),  // NAT64 with a local prefix
    v6(0x0100_0000_0000_0000, 64),  // discard
    v6(0x2001_0000_0000_0000, 23),  // IETF: Teredo, benchmarks, ORCHID and others
    v6(0x2002_0000_0000_0000, 16),  // 6to4
    v6(0x5F00_0000_0000_0000, 16),  // segment routing
    v6(0xFEC0_0000_0000_0000, 10),  // site-local, retired
  ]

  private static func v4(
    _ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32, _ length: Int
  ) -> CIDR {
    let bits = first << 24 | second << 16 | third << 8 | fourth
    return CIDR(IPAddress(v4: bits), prefixLength: length)
  }

  private static func v6(_ high: UInt64, _ length: Int, low: UInt64 = 0) -> CIDR {
    CIDR(IPAddress(v6: UInt128(high) << 64 | UInt128(low)), prefixLength: length)
  }
}
