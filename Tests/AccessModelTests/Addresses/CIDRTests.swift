import AccessModel
import Diagnostics
import Testing

struct CIDRTests {
  @Test(arguments: [
    ("203.0.113.0/26", "203.0.113.0/26"), ("203.0.113.7", "203.0.113.7/32"),
    ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"), ("2001:DB8::/32", "2001:db8::/32"),
    ("2001:db8::1", "2001:db8::1/128"), ("128.0.0.0/1", "128.0.0.0/1"), ("::/128", "::/128"),
  ])
  func aBlockIsPrintedWithItsPrefixLength(_ text: String, _ canonical: String) throws {
    let block = try CIDR(parsing: Text(text))
    #expect(block.text == Text(canonical))
    #expect(try CIDR(parsing: block.text) == block)
  }

  @Test(arguments: [
    (
      "203.0.113.7/24",
      "one address: 203.0.113.7/32; the whole block: 203.0.113.0/24 (256 addresses)"
    ),
    (
      "203.0.113.7/31", "one address: 203.0.113.7/32; the whole block: 203.0.113.6/31 (2 addresses)"
    ),
    (
      "203.0.113.7/0",
      "one address: 203.0.113.7/32; the whole block: 0.0.0.0/0 (4294967296 addresses)"
    ),
    (
      "2001:db8::1/64",
      "one address: 2001:db8::1/128; the whole block: 2001:db8::/64 (one /64 network)"
    ),
    (
      "2001:db8::1/56",
      "one address: 2001:db8::1/128; the whole block: 2001:db8::/56 (256 networks of /64)"
    ),
    (
      "2001:db8::1/120",
      "one address: 2001:db8::1/128; the whole block: 2001:db8::/120 (256 addresses)"
    ),
  ])
  func hostBitsAreRefusedWithBothReadings(_ text: String, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try CIDR(parsing: Text(text)) }
    #expect(problem?.code == .cidrHostBits)
    #expect(problem?.message == "`\(text)` has host bits set")
    #expect(problem?.help == [help])
  }

  /// T21: every prefix length with drawn hosts.
  @Test func everyHostBitIsNoticedAtEveryLength() throws {
    var generator = SeededGenerator(seed: 21)
    for length in 0..<128 {
      for _ in 0..<20 {
        let drawn = UInt128.random(in: 1 << 124 ... .max, using: &generator)
        let block = CIDR(IPAddress(v6: drawn), prefixLength: length)
        let bit = UInt128(1) << UInt128.random(in: 0..<UInt128(128 - length), using: &generator)
        let host = IPAddress(v6: block.network.bits | bit)
        let text = Text("\(host.text.string)/\(length)")
        guard host.bits >= 1 << 48 else { continue }  // These hold IPv4 and are refused as such.
        #expect(
          refusal { () throws(FormatProblem) in try CIDR(parsing: text) }?.code == .cidrHostBits)
      }
    }
  }

  @Test(arguments: [
    ("203.0.113.0/255.255.255.0", DiagnosticCode.cidrNetmask, "write 203.0.113.0/24"),
    ("203.0.113.0/0.0.0.255", .cidrNetmask, "write 203.0.113.0/24"),
    ("203.0.113.0/255.0.255.0", .cidrNetmask, "write a prefix length from 0 to 32 after the slash"),
    ("0.0.0.0/0.0.0.0", .cidrNetmask, "write 0.0.0.0/0"),
    ("203.0.113.0/024", .cidrPrefix, "write 203.0.113.0/24"),
    ("203.0.113.0/+24", .cidrPrefix, "write 203.0.113.0/24"),
    ("203.0.113.0/33", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("203.0.113.0/-1", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("203.0.113.0/", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("203.0.113.0/24/24", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("203.0.113.0/24 ", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("203.0.113.0/２４", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("203.0.113.0/0x18", .cidrPrefix, "write a prefix length from 0 to 32 after the slash"),
    ("::/129", .cidrPrefix, "write a prefix length from 0 to 128 after the slash"),
    ("::/ffff::", .cidrPrefix, "write a prefix length from 0 to 128 after the slash"),
    ("::/00", .cidrPrefix, "write a prefix length from 0 to 128 after the slash"),
    (
      "2001:db8::/99999999999999999999", .cidrPrefix,
      "write a prefix length from 0 to 128 after the slash"
    ),
    ("64:ff9b::/96", .cidrNAT64, "write 0.0.0.0/0, the address that the translator stands for"),
    (
      "64:ff9b::203.0.113.7", .cidrNAT64,
      "write 203.0.113.7/32, the address that the translator stands for"
    ),
    ("203.0.113.0-203.0.113.127", .ipRange, "write 203.0.113.0/25"),
    ("203.0.113.1 - 203.0.113.4", .ipRange, "write 203.0.113.1/32, 203.0.113.2/31, 203.0.113.4/32"),
    ("0.0.0.1-255.255.255.254", .ipRange, "write one entry for each block of the range"),
    ("203.0.113.9-203.0.113.1", .ipRange, "write the lower address first, both of one family"),
    ("2001:db8::-2001:db8::f", .ipRange, "write 2001:db8::/124"),
    ("fe80::%eth0/64", .ipZone, "write fe80::"),
    (
      "::ffff:203.0.113.0/120", .ipMapped,
      "write 203.0.113.0/24; callers in the mapped form are matched as IPv4"
    ),
    (
      "203.0.113/24", .ipMalformed,
      "an IPv4 address is four numbers from 0 to 255, such as 203.0.113.7"
    ),
  ])
  func anotherFormIsRefusedWithWhatToWrite(_ text: String, _ code: DiagnosticCode, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try CIDR(parsing: Text(text)) }
    #expect(problem?.code == code)
    #expect(problem?.help == [help])
  }

  @Test(arguments: [
    ("203.0.113.0/26", true), ("203.0.113.7", true), ("203.0.113.7/32", true),
    ("2001:db8::1", true),
    ("2001:DB8::1", false), ("2001:db8:0::/64", false), ("2001:db8::/32", true),
    ("2001:db8::192.0.2.0/128", false), ("::", true),
  ])
  func anotherSpellingOfTheSameBlockIsTold(_ text: String, _ isCanonical: Bool) throws {
    #expect(try CIDR(parsing: Text(text)).isCanonicalSpelling(Text(text)) == isCanonical)
  }

  @Test func aBlockStandsBeforeItsParts() throws {
    let texts = ["::/0", "10.0.0.0/9", "10.0.0.0/8", "9.0.0.0/32", "10.128.0.0/9"]
    let blocks = try texts.map { try CIDR(parsing: Text($0)) }
    #expect(
      blocks.sorted().map(\.description)
        == ["9.0.0.0/32", "10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "::/0"])
  }

  @Test func aBlockHoldsItsAddressesAndNoOthers() throws {
    let block = try CIDR(parsing: "203.0.113.64/26")
    #expect(block.lastAddress.description == "203.0.113.127")
    #expect(block.contains(try IPAddress(parsing: "203.0.113.64")))
    #expect(block.contains(block.lastAddress))
    #expect(!block.contains(try IPAddress(parsing: "203.0.113.63")))
    #expect(!block.contains(try IPAddress(parsing: "203.0.113.128")))
    #expect(!block.contains(IPAddress(v6: block.network.bits)))
    #expect(try CIDR(parsing: "::/0").contains(IPAddress(v6: .max)))
  }
}
