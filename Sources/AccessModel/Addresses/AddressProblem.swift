import Diagnostics

/// Words for address text that is refused, with the text that its writer may have meant.
enum AddressProblem {
  private static let v4Rule = "an IPv4 address is four numbers from 0 to 255, such as 203.0.113.7"
  private static let v6Rule =
    "an IPv6 address is eight groups of up to four hex digits; :: once for a run of zeros"

  /// Why `address`, the part of `whole` before the prefix length, is no address.
  static func of(address: Text, in whole: Text) -> FormatProblem {
    let bytes = address.bytes
    if whole.isEmpty { return FormatProblem(.ipMalformed, "an address is missing") }
    if let zone = bytes.firstIndex(of: 0x25), AddressParser.v6(bytes[..<zone]) != nil {
      let bare = String(decoding: bytes[..<zone], as: UTF8.self)
      return FormatProblem(
        .ipZone, "\(whole.quoted) has a zone id, which names an interface of one machine",
        help: ["write \(bare)"])
    }
    if bytes.contains(where: { $0 >= 0x80 }) { return notASCII(address, whole) }
    if let bare = withoutDecoration(bytes) {
      return malformed(whole, "holds more than an address", "write \(bare)")
    }
    if bytes.contains(.colon) { return malformed(whole, "is not an IPv6 address", v6Rule) }
    if bytes.contains(where: { $0.isLetter }), !bytes.starts(with: Array("0x".utf8)) {
      return malformed(
        whole, "is not an address", "names are not looked up; write the addresses of the host")
    }
    return octets(address, in: whole)
  }

  /// An IPv6 address that holds an IPv4 one.
  static func embedded(
    _ embedding: AddressParser.Embedding, bits: UInt128, in whole: Text
  ) -> FormatProblem {
    let inner = IPAddress(v4: UInt32(truncatingIfNeeded: bits))
    let form = embedding == .mapped ? "mapped into" : "embedded in"
    return FormatProblem(
      .ipMapped, "\(whole.quoted) is an IPv4 address \(form) IPv6",
      help: [
        "write \(inner.text.string)\(innerPrefix(whole)); callers in the mapped form are matched as IPv4"
      ])
  }

  /// The prefix length that a block keeps inside IPv4, with its slash; empty where there is none.
  private static func innerPrefix(_ whole: Text) -> String {
    let parts = whole.split(UInt8(ascii: "/"))
    guard parts.count == 2, let length = Int(parts[1].string), (96...128).contains(length) else {
      return ""
    }
    return "/\(length - 96)"
  }

  private static func malformed(_ whole: Text, _ what: String, _ help: String) -> FormatProblem {
    FormatProblem(.ipMalformed, "\(whole.quoted) \(what)", help: [help])
  }

  private static func notASCII(_ address: Text, _ whole: Text) -> FormatProblem {
    var plain: [UInt8] = []
    for scalar in address.string.unicodeScalars {
      // The full-width forms U+FF01 to U+FF5E stand for U+0021 to U+007E.
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      plain.append(UInt8(truncatingIfNeeded: isWide ? scalar.value - 0xFEE0 : scalar.value))
    }
    let isAddress = AddressParser.v4(plain[...]) != nil || AddressParser.v6(plain[...]) != nil
    let help = isAddress ? "write \(Text(plain).string)" : "type it again in plain digits"
    return malformed(whole, "has characters outside ASCII", help)
  }

  /// The address inside brackets, before a port or between spaces, or nil.
  private static func withoutDecoration(_ bytes: ArraySlice<UInt8>) -> String? {
    let inner = bytes.drop { $0 == .space || $0 == 0x5B }
    let end = inner.firstIndex { $0 == .space || $0 == 0x5D } ?? inner.endIndex
    var bare = inner[..<end]
    if let colon = bare.firstIndex(of: .colon), AddressParser.v4(bare[..<colon]) != nil {
      bare = bare[..<colon]
    }
    let isAddress = AddressParser.v4(bare) != nil || AddressParser.v6(bare) != nil
    return isAddress && bare.count < bytes.count ? String(decoding: bare, as: UTF8.self) : nil
  }

  private static func octets(_ address: Text, in whole: Text) -> FormatProblem {
    let parts = address.split(.dot)
    if let block = wildcardBlock(parts) {
      return malformed(whole, "has a wildcard", "write \(block)")
    }
    let numbers = parts.map(\.bytes.decimalValue)
    if numbers.contains(nil) || parts.contains(where: { $0.count > 3 }) {
      let what = parts.count == 4 ? "has an octet that is not a number" : "is not an address"
      return malformed(whole, what, v4Rule)
    }
    if parts.count != 4 {
      return malformed(whole, "has \(parts.count) of the four octets", v4Rule)
    }
    if numbers.contains(where: { ($0 ?? 0) > 255 }) {
      return malformed(whole, "has an octet above 255", v4Rule)
    }
    let plain = numbers.map { "\($0 ?? 0)" }.joined(separator: ".")
    return malformed(
      whole, "has leading zeros, which some programs read as octal",
      "write \(plain) if the octets are decimal")
  }

  /// `203.0.113.0/24` for `203.0.113.*`.
  private static func wildcardBlock(_ parts: [Text]) -> String? {
    let fixed = parts.prefix { !$0.is("*") }
    guard parts.count == 4, fixed.count < 4, parts.dropFirst(fixed.count).allSatisfy({ $0.is("*") })
    else { return nil }
    let zeros = Array(repeating: "0", count: 4 - fixed.count)
    let octets = (fixed.map(\.string) + zeros).joined(separator: ".")
    guard AddressParser.v4(Array(octets.utf8)[...]) != nil else { return nil }
    return "\(octets)/\(8 * fixed.count)"
  }
}
