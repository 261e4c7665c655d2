import Diagnostics

/// Words for what is wrong with a block although its address is right.
extension AddressProblem {
  /// `written`, after the slash, is no prefix length for `address`.
  static func prefix(_ written: Text, of address: IPAddress, in whole: Text) -> FormatProblem {
    if let mask = AddressParser.v4(written.bytes), address.family == .v4 {
      return netmask(mask, of: address, in: whole)
    }
    let digits = written.bytes.drop { $0 == 0x2B || $0 == .zero }
    let width = address.family.width
    let rule = "write a prefix length from 0 to \(width) after the slash"
    var help = [rule]
    if digits.count < written.count, let length = digits.decimalValue, length <= width {
      help = ["write \(address.text.string)/\(length)"]
    }
    let message =
      written.isEmpty
      ? "\(whole.quoted) has no prefix length after the slash"
      : "\(written.quoted) is not a prefix length"
    return FormatProblem(.cidrPrefix, message, help: help)
  }

  private static func netmask(
    _ mask: UInt32, of address: IPAddress, in whole: Text
  ) -> FormatProblem {
    let ones = (~mask).leadingZeroBitCount
    let zeros = mask.leadingZeroBitCount
    var help = ["write a prefix length from 0 to 32 after the slash"]
    if mask.nonzeroBitCount == ones {
      help = ["write \(address.text.string)/\(ones)"]
    } else if (~mask).nonzeroBitCount == zeros {
      help = ["write \(address.text.string)/\(zeros)"]
    }
    return FormatProblem(
      .cidrNetmask, "\(whole.quoted) has a netmask where a prefix length belongs", help: help)
  }

  /// `address` has bits set past the prefix of `block`, so that two readings are common.
  static func hostBits(_ address: IPAddress, block: CIDR, in whole: Text) -> FormatProblem {
    let one = CIDR(address, prefixLength: address.family.width)
    return FormatProblem(
      .cidrHostBits, "\(whole.quoted) has host bits set",
      help: [
        "one address: \(one.text.string); "
          + "the whole block: \(block.text.string) (\(block.sizeText))"
      ])
  }

  static func nat64(_ block: CIDR, in whole: Text) -> FormatProblem {
    let inner = CIDR(
      IPAddress(v4: UInt32(truncatingIfNeeded: block.network.bits)),
      prefixLength: block.prefixLength - 96)
    return FormatProblem(
      .cidrNAT64, "\(whole.quoted) is IPv4 behind a NAT64 translator",
      help: ["write \(inner.text.string), the address that the translator stands for"])
  }

  /// Why `first-last` is refused, with the blocks that it spans; nil when `text` is no range.
  static func range(_ text: Text) -> FormatProblem? {
    let parts = text.split(.hyphen)
    guard parts.count == 2, let first = address(parts[0]), let last = address(parts[1])
    else { return nil }
    var help = ["write one entry for each block of the range"]
    if let set = AddressSet(from: first, through: last) {
      let blocks = set.blocks
      if blocks.count <= 8 {
        help = ["write \(blocks.map(\.text.string).joined(separator: ", "))"]
      }
    } else {
      help = ["write the lower address first, both of one family"]
    }
    return FormatProblem(.ipRange, "\(text.quoted) is a range, and lists take blocks", help: help)
  }

  private static func address(_ text: Text) -> IPAddress? {
    let bytes = text.bytes.drop { $0 == .space }
    let bare = bytes.prefix { $0 != .space }
    if let bits = AddressParser.v4(bare) { return IPAddress(v4: bits) }
    return AddressParser.v6(bare).map(IPAddress.init(v6:))
  }
}
