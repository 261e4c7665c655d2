package import Diagnostics

/// The two kinds of internet address; IPv4 sorts first.
package enum AddressFamily: UInt8, CaseIterable, Comparable, Hashable, Sendable {
  case v4 = 4
  case v6 = 6

  /// Bits of an address.
  package var width: Int { self == .v4 ? 32 : 128 }

  package static func < (left: AddressFamily, right: AddressFamily) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// An internet address of either family.
package struct IPAddress: Hashable, Comparable, Sendable {
  package let family: AddressFamily
  /// The address as a number; an IPv4 address fills the low 32 bits.
  package let bits: UInt128

  package init(v4 bits: UInt32) {
    family = .v4
    self.bits = UInt128(bits)
  }

  package init(v6 bits: UInt128) {
    family = .v6
    self.bits = bits
  }

  /// The address that `text` spells: four decimal octets, or any spelling of RFC 4291 section 2.2.
  ///
  /// IPv4 inside IPv6 (`::ffff:a.b.c.d` and `::a.b.c.d`) is refused in every spelling, because it
  /// would slip past a list of IPv4 addresses.
  ///
  /// - Throws: `ip-malformed`, `ip-zone` or `ip-mapped`.
  package init(parsing text: Text) throws(FormatProblem) {
    try self.init(parsing: text, in: text)
  }

  /// The address of a caller, where a mapped one counts as the IPv4 address inside it.
  ///
  /// - Returns: The address, and whether it was written in the mapped form.
  /// - Throws: `ip-malformed`, `ip-zone`, or `ip-mapped` for the older `::a.b.c.d` form.
  package static func client(
    parsing text: Text
  ) throws(FormatProblem) -> (address: IPAddress, wasMapped: Bool) {
    // WHY the colon first: most callers are IPv4, and this is asked for every call.
    if text.bytes.contains(.colon), let bits = AddressParser.v6(text.bytes),
      AddressParser.embedding(in: bits) == .mapped
    {
      return (IPAddress(v4: UInt32(truncatingIfNeeded: bits)), true)
    }
    return (try IPAddress(parsing: text), false)
  }

  /// As above; messages show `whole`, which is the address with its prefix length, if any.
  init(parsing text: Text, in whole: Text) throws(FormatProblem) {
    if let bits = AddressParser.v4(text.bytes) {
      self.init(v4: bits)
      return
    }
    guard let bits = AddressParser.v6(text.bytes) else {
      throw AddressProblem.of(address: text, in: whole)
    }
    if let embedding = AddressParser.embedding(in: bits) {
      throw AddressProblem.embedded(embedding, bits: bits, in: whole)
    }
    self.init(v6: bits)
  }

  /// Every IPv4 address before every IPv6 one, then by number.
  package static func < (left: IPAddress, right: IPAddress) -> Bool {
    (left.family, left.bits) < (right.family, right.bits)
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text; for IPv6 that of RFC 5952.
  package var text: Text {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(40)
    appendText(to: &bytes)
    return Text(bytes)
  }

  package var description: String { text.string }

  func appendText(to bytes: inout [UInt8]) {
    switch family {
    case .v4: appendOctets(to: &bytes)
    case .v6: appendFields(to: &bytes)
    }
  }

  private func appendOctets(to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] {
      if shift != 24 { bytes.append(.dot) }
      bytes.appendDecimal(Int(truncatingIfNeeded: (bits >> UInt128(shift)) & 0xFF))
    }
  }

  private func appendFields(to bytes: inout [UInt8]) {
    let fields = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
    let gap = IPAddress.longestZeroRun(in: fields)
    var index = 0
    while index < 8 {
      if index == gap.lowerBound, !gap.isEmpty {
        bytes.append(contentsOf: [.colon, .colon])
        index = gap.upperBound
        continue
      }
      if index > 0, index != gap.upperBound || gap.isEmpty { bytes.append(.colon) }
      bytes.append(contentsOf: String(fields[index], radix: 16).utf8)
      index += 1
    }
  }

  /// The first of the longest runs of two or more zero fields; empty when there is none.
  private static func longestZeroRun(in fields: [UInt16]) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || fields[index] != 0 {
      if index - start > max(1, best.count) { best = start..<index }
      start = index + 1
    }
    return best
  }
}
