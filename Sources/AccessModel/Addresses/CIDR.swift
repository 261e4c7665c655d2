package import Diagnostics

/// A block of addresses: those that share the first `prefixLength` bits of `network`.
///
/// Source: RFC 4632 section 3.1. INVARIANT: the bits of `network` past the prefix are zero.
package struct CIDR: Hashable, Sendable {
  package let network: IPAddress
  package let prefixLength: Int

  /// The block around `address`, whose bits past the prefix are dropped.
  ///
  /// The length is from 0 to the width of the family; another one is our own bug.
  package init(_ address: IPAddress, prefixLength: Int) {
    let width = address.family.width
    precondition(
      (0...width).contains(prefixLength), "no such prefix length; this is a bug in mandate")
    let kept = address.bits & ~CIDR.hostMask(address.family, prefixLength)
    switch address.family {
    case .v4: network = IPAddress(v4: UInt32(truncatingIfNeeded: kept))
    case .v6: network = IPAddress(v6: kept)
    }
    self.prefixLength = prefixLength
  }

  /// The block that `text` spells: an address with a prefix length, or a bare address.
  ///
  /// - Throws: What `IPAddress` throws, and `cidr-prefix`, `cidr-netmask`, `cidr-host-bits`,
  ///   `cidr-nat64` or `ip-range`.
  package init(parsing text: Text) throws(FormatProblem) {
    let slash = text.bytes.firstIndex(of: .slash).map { $0 - text.bytes.startIndex }
    if slash == nil, let range = AddressProblem.range(text) { throw range }
    let address = try IPAddress(parsing: text.slice(0..<(slash ?? text.count)), in: text)
    var length = address.family.width
    if let slash {
      let written = text.slice(slash + 1..<text.count)
      guard let number = CIDR.prefixLength(written.bytes, in: address.family) else {
        throw AddressProblem.prefix(written, of: address, in: text)
      }
      length = number
    }
    let block = CIDR(address, prefixLength: length)
    guard block.network == address else {
      throw AddressProblem.hostBits(address, block: block, in: text)
    }
    guard !block.isNAT64 else { throw AddressProblem.nat64(block, in: text) }
    self = block
  }

  package var family: AddressFamily { network.family }

  package var lastAddress: IPAddress {
    let bits = network.bits | CIDR.hostMask(family, prefixLength)
    return family == .v4 ? IPAddress(v4: UInt32(truncatingIfNeeded: bits)) : IPAddress(v6: bits)
  }

  /// Whether the block is all of its family: `0.0.0.0/0` or `::/0`.
  package var isWholeInternet: Bool { prefixLength == 0 }

  package func contains(_ address: IPAddress) -> Bool {
    address.family == family && address.bits & ~CIDR.hostMask(family, prefixLength) == network.bits
  }

  package func overlaps(_ other: CIDR) -> Bool {
    prefixLength <= other.prefixLength ? contains(other.network) : other.contains(network)
  }

  /// Whether `written` is how this block is printed, or that text of a single address without its
  /// prefix length; another spelling means the same and deserves a warning.
  package func isCanonicalSpelling(_ written: Text) -> Bool {
    let own = text
    guard written != own else { return true }
    return prefixLength == family.width && network.text == written
  }

  /// One to three decimal digits without a leading zero, up to the family's width.
  private static func prefixLength(_ bytes: ArraySlice<UInt8>, in family: AddressFamily) -> Int? {
    guard (1...3).contains(bytes.count), let value = bytes.decimalValue else { return nil }
    guard bytes.count == 1 || bytes.first != .zero, value <= family.width else { return nil }
    return value
  }

  /// Ones in the bits past the prefix.
  private static func hostMask(_ family: AddressFamily, _ prefixLength: Int) -> UInt128 {
    let hostBits = family.width - prefixLength
    return hostBits == 128 ? .max : (1 << UInt128(hostBits)) - 1
  }

  /// Whether the block lies in 64:ff9b::/96, where IPv4 hosts appear behind a translator.
  private var isNAT64: Bool {
    family == .v6 && prefixLength >= 96 && network.bits >> 32 == 0x64_FF9B << 64
  }
}

extension CIDR: Comparable, CustomStringConvertible {
  /// By family, then network, then length, so that a block stands before its parts.
  package static func < (left: CIDR, right: CIDR) -> Bool {
    (left.network, left.prefixLength) < (right.network, right.prefixLength)
  }

  /// The canonical text, always with a prefix length.
  package var text: Text {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(44)
    network.appendText(to: &bytes)
    bytes.append(.slash)
    bytes.appendDecimal(prefixLength)
    return Text(bytes)
  }

  package var description: String { text.string }

  /// How many addresses the block holds, for people: `256 addresses`, or /64 networks for wide
  /// IPv6 blocks, whose addresses nobody can picture.
  package var sizeText: String {
    let hostBits = family.width - prefixLength
    if family == .v6, hostBits >= 64 {
      let networks = UInt128(1) << UInt128(hostBits - 64)
      return networks == 1 ? "one /64 network" : "\(networks) networks of /64"
    }
    return hostBits == 0 ? "1 address" : "\(UInt128(1) << UInt128(hostBits)) addresses"
  }
}
