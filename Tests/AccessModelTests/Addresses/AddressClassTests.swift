import AccessModel
import Diagnostics
import Testing

struct AddressClassTests {
  @Test(arguments: [
    ("203.0.113.7/32", "documentation"), ("192.0.2.0/24", "documentation"),
    ("198.51.100.128/25", "documentation"), ("203.0.112.0/20", "documentation"),
    ("2001:db8:1::/48", "documentation"), ("3fff::/24", "documentation"),
    ("10.1.2.3/32", "private"), ("172.31.255.255/32", "private"), ("192.168.0.0/24", "private"),
    ("fd00::/8", "private"), ("100.64.0.0/10", "shared"), ("100.127.255.255/32", "shared"),
    ("127.0.0.1/32", "loopback"), ("::1/128", "loopback"), ("169.254.1.1/32", "linkLocal"),
    ("fe80::/64", "linkLocal"), ("224.0.0.1/32", "multicast"), ("ff02::1/128", "multicast"),
    ("0.0.0.0/32", "unspecified"), ("::/128", "unspecified"), ("0.1.2.3/32", "unspecified"),
    ("255.255.255.255/32", "reserved"), ("240.0.0.0/8", "reserved"), ("198.19.0.0/16", "reserved"),
    ("192.88.99.1/32", "reserved"), ("2002:c000:201::/48", "reserved"), ("2001::/32", "reserved"),
    ("2001:20::/28", "reserved"), ("64:ff9b:1::/48", "reserved"), ("100::/64", "reserved"),
    ("5f00::/16", "reserved"), ("192.0.0.8/32", "reserved"), ("192.175.48.0/24", "reserved"),
    ("fec0::/10", "reserved"), ("192.31.196.1/32", "reserved"), ("192.52.193.1/32", "reserved"),
    ("8.8.8.8/32", ""), ("172.32.0.0/16", ""), ("100.128.0.0/16", ""), ("172.15.255.255/32", ""),
    ("2606:4700::/32", ""), ("2400::/12", ""), ("2001:200::/23", ""), ("198.17.0.0/16", ""),
    ("198.20.0.0/16", ""),
    ("0.0.0.0/0", ""), ("::/0", ""), ("192.0.0.0/22", "documentation reserved"),
    ("2001::/16", "documentation reserved"), ("64:ff9b::/32", "reserved"),
    ("192.0.0.0/8", "documentation private reserved"), ("::/64", "loopback reserved unspecified"),
    ("128.0.0.0/1", "documentation private linkLocal multicast reserved"),
  ])
  func aBlockIsOfEveryClassThatItMeets(_ text: String, _ classes: String) throws {
    let overlaps = AddressClass.overlaps(with: try CIDR(parsing: Text(text)))
    #expect(overlaps.map(\.addressClass.rawValue).joined(separator: " ") == classes)
  }

  @Test func theOverlapNamesTheSpecialBlock() throws {
    let overlaps = AddressClass.overlaps(with: try CIDR(parsing: "203.0.112.0/20"))
    #expect(overlaps.map(\.block.description) == ["203.0.113.0/24"])
  }

  @Test func everyClassHasBlocksThatAscendAndMeetNoOther() {
    var seen = AddressSet()
    for addressClass in AddressClass.allCases {
      let blocks = AddressClass.blocks[addressClass] ?? []
      #expect(!blocks.isEmpty)
      #expect(blocks == blocks.sorted())
      for block in blocks {
        #expect(!seen.overlaps(AddressSet([block])), "\(block) stands twice")
        seen = seen.union(AddressSet([block]))
      }
    }
  }
}
