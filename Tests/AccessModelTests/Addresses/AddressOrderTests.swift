import AccessModel
import Diagnostics
import TestSupport
import Testing

@Suite struct AddressOrderTests {
  /// Names that begin alike, institutions that begin with each other, and a kind of either scope.
  private static func address(_ random: inout SeededRandom) -> Address {
    let kind = random.pick([Kind.accessTest, .account, .desk, .staffMember, .portalUser])
    let institution = random.pick(["harbour", "harbour-capital", "harbour0", "anchor", "z"])
    let name = random.pick(["a", "ab", "same-start-1", "same-start-2", "harbour", "z", "desk-00"])
    let isGlobal = kind == .staffMember || kind == .accessTest && random.oneIn(2)
    return Address(kind, institution: isGlobal ? .empty : Text(institution), name: Text(name))
  }

  @Test func indicesGoByTheWrittenAddresses() async throws {
    try await forEachSeed(of: "address order", cases: 200) { random in
      let addresses = (0..<random.int(in: 0...60)).map { _ in Self.address(&random) }
      let byText = addresses.indices.sorted { left, right in
        let (one, other) = (Text(addresses[left].text), Text(addresses[right].text))
        return one == other ? left < right : one < other
      }
      #expect(AddressOrder.indices(of: addresses) == byText)
    }
  }
}
