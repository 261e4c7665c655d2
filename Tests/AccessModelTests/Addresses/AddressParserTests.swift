import AccessModel
import Diagnostics
import Testing

struct AddressParserTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("203.0.113.7", "203.0.113.7"),
    ("::", "::"), ("::1", "::1"), ("0:0:0:0:0:0:0:0", "::"), ("2001:DB8::1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"), ("1::", "1::"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("0:0:1:2:3:4:0:0", "::1:2:3:4:0:0"),
    ("2001:db8::192.0.2.33", "2001:db8::c000:221"),
    ("1:2:3:4:5:6:192.0.2.33", "1:2:3:4:5:6:c000:221"),
    ("fe80::1", "fe80::1"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ])
  func everySpellingIsReadAndPrintedInOneWay(_ text: String, _ canonical: String) throws {
    let address = try IPAddress(parsing: Text(text))
    #expect(address.text == Text(canonical))
    #expect(try IPAddress(parsing: address.text) == address)
  }

  @Test(arguments: [
    "", ".", "1.2.3", "1.2.3.", ".1.2.3.4", "1.2.3.4.", "1.2.3.4.5", "1..3.4", "256.1.1.1",
    "1.2.3.999",
    "01.2.3.4", "1.2.3.00", "010.0.0.1", "0x7f.0.0.1", "2130706433", "127.1", "1.2.3.4 ",
    " 1.2.3.4",
    "1,2,3,4", "+1.2.3.4", "-1.2.3.4", "1.2.3.４", "１.2.3.4", "1。2。3。4", "1.2.3.4\u{0}", "1.2.3.a",
    ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "1::2::3", "12345::",
    "g::",
    "::1:", ":1::", "1:", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:5", "1.2.3.4::",
    "::01.2.3.4",
    "[::1]", "1:2:3:4:5:6:7:8 ", "localhost", "203.0.113.*", "1.2.3.4:443", "::1/64", "00000::1",
    "1::2:3:4:5:6:7:8", "::1:2:3:4:5:6:7:8",
  ])
  func anotherTextIsMalformed(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try IPAddress(parsing: Text(text)) }
    #expect(problem?.code == .ipMalformed)
  }

  @Test(arguments: [
    ("010.0.0.1", "write 10.0.0.1 if the octets are decimal"),
    ("203.0.113.*", "write 203.0.113.0/24"), ("10.*.*.*", "write 10.0.0.0/8"),
    ("[::1]", "write ::1"), ("1.2.3.4:443", "write 1.2.3.4"), (" 1.2.3.4", "write 1.2.3.4"),
    ("２０３.0.113.７", "write 203.0.113.7"), ("fe80::1%eth0", "write fe80::1"),
    ("::ffff:203.0.113.7", "write 203.0.113.7; callers in the mapped form are matched as IPv4"),
    ("vpn.harbour.example", "names are not looked up; write the addresses of the host"),
    ("1.2.3.256", "an IPv4 address is four numbers from 0 to 255, such as 203.0.113.7"),
    (
      "1::2::3",
      "an IPv6 address is eight groups of up to four hex digits; :: once for a run of zeros"
    ),
  ])
  func theHelpShowsTheAddressThatWasMeant(_ text: String, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try IPAddress(parsing: Text(text)) }
    #expect(problem?.help == [help])
  }

  @Test(arguments: [
    "::ffff:203.0.113.7", "::ffff:cb00:7107", "0:0:0:0:0:FFFF:0:0", "::ffff:0:0", "::203.0.113.7",
    "::cb00:7107", "::2", "::0.0.0.2",
  ])
  func anIPv4AddressInsideIPv6IsRefusedInEverySpelling(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try IPAddress(parsing: Text(text)) }
    #expect(problem?.code == .ipMapped)
  }

  @Test(arguments: ["fe80::1%eth0", "::1%", "::1%1"])
  func aZoneIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try IPAddress(parsing: Text(text)) }
    #expect(problem?.code == .ipZone)
  }

  /// T22: the two spellings of one caller are one address.
  @Test func aCallerInTheMappedFormIsItsIPv4Address() throws {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<2_000 {
      let plain = IPAddress(v4: UInt32.random(in: 0 ... .max, using: &generator))
      let mapped = try IPAddress.client(parsing: Text("::ffff:\(plain.text.string)"))
      let direct = try IPAddress.client(parsing: plain.text)
      #expect(mapped.address == plain && mapped.wasMapped)
      #expect(direct.address == plain && !direct.wasMapped)
    }
  }

  @Test(arguments: ["::203.0.113.7", "::1%eth0", "1.2.3", "::ffff:1.2.3"])
  func anotherCallerIsRefusedAsInAList(_ text: String) {
    let asCaller = refusal { () throws(FormatProblem) in try IPAddress.client(parsing: Text(text)) }
    let asEntry = refusal { () throws(FormatProblem) in try IPAddress(parsing: Text(text)) }
    #expect(asCaller != nil)
    #expect(asCaller == asEntry)
  }

  @Test func addressesSortByFamilyAndThenByNumber() throws {
    let texts = ["::1", "9.0.0.0", "255.0.0.0", "2001:db8::", "::"]
    let addresses = try texts.map { try IPAddress(parsing: Text($0)) }
    #expect(
      addresses.sorted().map(\.description) == ["9.0.0.0", "255.0.0.0", "::", "::1", "2001:db8::"])
  }
}
