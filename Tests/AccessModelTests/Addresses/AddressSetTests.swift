import AccessModel
import Diagnostics
import Testing

struct AddressSetTests {
  private static func set(_ texts: String...) throws -> AddressSet {
    AddressSet(try texts.map { try CIDR(parsing: Text($0)) })
  }

  private static func drawn(using generator: inout SeededGenerator) -> AddressSet {
    let blocks = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      AddressSamples.block(using: &generator)
    }
    return AddressSet(blocks)
  }

  @Test func twoHalvesEqualTheWhole() throws {
    #expect(try Self.set("203.0.113.0/25", "203.0.113.128/25") == Self.set("203.0.113.0/24"))
    #expect(try Self.set("203.0.113.7", "203.0.113.0/24") == Self.set("203.0.113.0/24"))
    #expect(try Self.set("203.0.113.0/25") != Self.set("203.0.113.0/24"))
  }

  @Test func theFamiliesDoNotMix() throws {
    let v4 = try Self.set("0.0.0.0/0")
    let v6 = try Self.set("::/0")
    #expect(v4.intersection(v6).isEmpty)
    #expect(!v4.overlaps(v6))
    #expect(v4.union(v6) == .all)
    #expect(AddressSet.all.subtracting(v4) == v6)
    #expect(v4.isEmpty(.v6) && !v4.isEmpty(.v4) && !v4.isEmpty)
    #expect(!v6.contains(IPAddress(v4: 0)) && v6.contains(IPAddress(v6: 0)))
  }

  /// T23: pieces that add up to everything are everything.
  @Test func coversOfTheWholeInternetAreRecognised() throws {
    #expect(try Self.set("0.0.0.0/1", "128.0.0.0/1").isWholeInternet(.v4))
    #expect(try Self.set("::/1", "8000::/1").isWholeInternet(.v6))
    var generator = SeededGenerator(seed: 23)
    for count in 2...256 {
      for family in AddressFamily.allCases {
        let pieces = AddressSamples.pieces(of: family, count: count, using: &generator)
        let whole = AddressSet(pieces)
        #expect(whole.isWholeInternet(family))
        #expect(whole.blocks.map(\.prefixLength) == [0])
        #expect(!AddressSet(pieces.dropFirst()).isWholeInternet(family))
      }
    }
  }

  @Test func theLawsOfSetsHold() {
    var generator = SeededGenerator(seed: 25)
    let all = AddressSet.all
    for _ in 0..<2_000 {
      let a = Self.drawn(using: &generator), b = Self.drawn(using: &generator)
      let c = Self.drawn(using: &generator)
      #expect(a.union(a) == a && a.intersection(a) == a && a.subtracting(a).isEmpty)
      #expect(a.union(b) == b.union(a) && a.intersection(b) == b.intersection(a))
      #expect(a.union(b).union(c) == a.union(b.union(c)))
      #expect(a.intersection(b.union(c)) == a.intersection(b).union(a.intersection(c)))
      let neither = all.subtracting(a.union(b))
      #expect(neither == all.subtracting(a).intersection(all.subtracting(b)))
      #expect(!a.subtracting(b).overlaps(b))
      #expect(a.subtracting(b).isSubset(of: a) && a.isSubset(of: a.union(b)))
      #expect(a.isSubset(of: b) == a.subtracting(b).isEmpty)
      #expect(a.overlaps(b) == !a.intersection(b).isEmpty)
      #expect(a.v4Count + b.v4Count == a.union(b).v4Count + a.intersection(b).v4Count)
      #expect(AddressSet(a.blocks) == a && a.blocks == a.blocks.sorted())
      #expect(a.blocks.allSatisfy { a.contains($0.network) && a.contains($0.lastAddress) })
    }
  }

  @Test func addressesAreCountedUpToTheWholeInternet() throws {
    #expect(AddressSet.all.v4Count == 1 << 32)
    #expect(AddressSet.all.v6Count == .max)
    #expect(AddressSet.all.v6NetworkCount == 1 << 64)
    #expect(try Self.set("203.0.113.0/26", "203.0.113.0/27").v4Count == 64)
    #expect(try Self.set("8000::/1").v6Count == 1 << 127)
    #expect(try Self.set("::/1", "8000::/2").v6Count == 3 << 126)
    #expect(AddressSet().v4Count == 0 && AddressSet().v6Count == 0)
  }

  @Test func networksOf64BitsAreCountedOnceEach() throws {
    #expect(try Self.set("2001:db8::/56").v6NetworkCount == 256)
    #expect(try Self.set("2001:db8::1", "2001:db8::9", "2001:db8::ff00/120").v6NetworkCount == 1)
    #expect(try Self.set("2001:db8::1", "2001:db8:0:1::1").v6NetworkCount == 2)
    let straddling = try #require(
      AddressSet(
        from: IPAddress(parsing: "2001:db8::1"), through: IPAddress(parsing: "2001:db8:0:2::")))
    #expect(straddling.v6NetworkCount == 3)
    #expect(AddressSet().v6NetworkCount == 0)
  }

  @Test func aRangeNeedsOneFamilyAndAscends() throws {
    let first = try IPAddress(parsing: "203.0.113.1"), last = try IPAddress(parsing: "203.0.113.6")
    let set = try #require(AddressSet(from: first, through: last))
    #expect(
      set.blocks.map(\.description)
        == ["203.0.113.1/32", "203.0.113.2/31", "203.0.113.4/31", "203.0.113.6/32"])
    #expect(AddressSet(from: last, through: first) == nil)
    #expect(AddressSet(from: first, through: first)?.v4Count == 1)
    #expect(AddressSet(from: first, through: IPAddress(v6: .max)) == nil)
    #expect(AddressSet(from: IPAddress(v6: 0), through: IPAddress(v6: .max))?.v6Count == .max)
  }

  @Test func theBlocksOfAlmostEverythingAreTheFewest() throws {
    let most = AddressSet.all.subtracting(try Self.set("0.0.0.0", "::/0"))
    #expect(most.blocks.map(\.prefixLength) == (1...32).reversed())
    #expect(most.v4Count == 4_294_967_295)
  }
}
