import AccessModel

/// Drawn blocks that crowd around the edges, where set algebra goes wrong.
enum AddressSamples {
  static func block(
    of family: AddressFamily? = nil, using generator: inout SeededGenerator
  ) -> CIDR {
    let family = family ?? (Bool.random(using: &generator) ? .v4 : .v6)
    let width = family.width
    let edges = [0, 1, 2, 8, width / 2, width - 2, width - 1, width]
    let length =
      Int.random(in: 0..<4, using: &generator) == 0
      ? Int.random(in: 0...width, using: &generator) : edges.randomElement(using: &generator) ?? 0
    let bits = bits(width: width, using: &generator)
    let address =
      family == .v4 ? IPAddress(v4: UInt32(truncatingIfNeeded: bits)) : IPAddress(v6: bits)
    return CIDR(address, prefixLength: length)
  }

  /// A number near 0, near the maximum, near a power of two or in a crowded middle.
  private static func bits(width: Int, using generator: inout SeededGenerator) -> UInt128 {
    let top = UInt128.max >> UInt128(128 - width)
    let step = UInt128.random(in: 0...3, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return step
    case 1: return top - step
    case 2: return (UInt128(1) << UInt128.random(in: 2..<UInt128(width), using: &generator)) - step
    case 3: return top / 3 + step
    default: return UInt128.random(in: 0...top, using: &generator)
    }
  }

  /// `count` blocks that add up to all of `family`, in a drawn order.
  static func pieces(
    of family: AddressFamily, count: Int, using generator: inout SeededGenerator
  ) -> [CIDR] {
    let zero = family == .v4 ? IPAddress(v4: 0) : IPAddress(v6: 0)
    var pieces = [CIDR(zero, prefixLength: 0)]
    while pieces.count < count {
      let piece = pieces.remove(at: Int.random(in: 0..<pieces.count, using: &generator))
      guard piece.prefixLength < family.width else {
        pieces.append(piece)
        continue
      }
      pieces.append(CIDR(piece.network, prefixLength: piece.prefixLength + 1))
      pieces.append(CIDR(piece.lastAddress, prefixLength: piece.prefixLength + 1))
    }
    return pieces.shuffled(using: &generator)
  }
}
