import AccessModel
import Diagnostics
import Testing

/// Rule 5 of section 4 of the model: from which addresses.
@Suite struct NetworkRuleTests {
  private func networks(_ estate: Estate, at instant: Instant = Estate.now) -> String {
    let blocks = estate.access(at: instant)?.networks.blocks ?? []
    return blocks.map(\.text.string).joined(separator: " ")
  }

  private func list(_ blocks: [String], _ more: [String: Draft] = [:]) -> [String: Draft] {
    let entries = blocks.map { Draft.object(["cidr": .text($0)]) }
    return ["mode": "restricted", "entries": .list(entries)].merging(more) { $1 }
  }

  @Test func `Without any list every address counts`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["ipWhitelists": nil])
    #expect(networks(estate) == "0.0.0.0/0 ::/0")
    #expect(estate.decide("market.quote.get", from: "2001:db8::1") == .allowed)
  }

  @Test func `A level is the union of its lists`() {
    var estate = Estate.harbour
    estate.set("IPWhitelist/harbour/home", list(["203.0.113.64/26", "2001:db8::/32"]))
    estate.change("Desk/harbour/equities", ["ipWhitelists": ["home", "office"]])
    #expect(networks(estate) == "203.0.113.0/25 2001:db8::/32")
  }

  @Test func `An unrestricted list makes its level the whole address space`() {
    var estate = Estate.harbour
    estate.set("IPWhitelist/harbour/home", ["mode": "unrestricted"])
    estate.change("Desk/harbour/equities", ["ipWhitelists": ["home", "office"]])
    #expect(networks(estate) == "0.0.0.0/0 ::/0")
  }

  @Test func `The lists of the institution and of the desk hold both`() {
    var estate = Estate.harbour
    estate.set(
      "IPWhitelist/harbour/firm",
      list(["203.0.113.32/27", "198.51.100.0/24"], ["institutionWide": true]))
    #expect(networks(estate) == "203.0.113.32/27")
    #expect(estate.decide("market.quote.get", from: "203.0.113.9") == .addressNotListed)
    #expect(estate.decide("market.quote.get", from: "203.0.113.40") == .allowed)
  }

  @Test func `An unrestricted list of the institution does not lift that of the desk`() {
    var estate = Estate.harbour
    estate.set("IPWhitelist/harbour/firm", ["mode": "unrestricted", "institutionWide": true])
    #expect(networks(estate) == "203.0.113.0/26")
  }

  @Test func `An entry counts until the second of its validUntil`() {
    var estate = Estate.harbour
    estate.set(
      "IPWhitelist/harbour/office",
      [
        "mode": "restricted",
        "entries": [
          ["cidr": "203.0.113.0/26"],
          ["cidr": "198.51.100.0/24", "validUntil": "2026-12-01T00:00:00Z"],
        ],
      ])
    #expect(
      networks(estate, at: Estate.instant("2026-11-30T23:59:59Z"))
        == "198.51.100.0/24 203.0.113.0/26")
    #expect(networks(estate, at: Estate.instant("2026-12-01T00:00:00Z")) == "203.0.113.0/26")
  }

  @Test func `A level whose entries have all ended admits nobody, and that ends all access`() {
    var estate = Estate.harbour
    estate.set(
      "IPWhitelist/harbour/office",
      [
        "mode": "restricted",
        "entries": [["cidr": "203.0.113.0/26", "validUntil": "2026-11-20T09:00:00Z"]],
      ])
    #expect(estate.access() == nil)
    #expect(estate.decide("auth.token.create") == .addressNotListed)
  }

  @Test func `Halves of a block are the block`() {
    var estate = Estate.harbour
    estate.set("IPWhitelist/harbour/office", list(["203.0.113.0/27", "203.0.113.32/27"]))
    #expect(networks(estate) == "203.0.113.0/26")
    #expect(estate.access()?.networks == Estate.harbour.access()?.networks)
  }

  @Test func `Two halves of the internet are recognised as all of it`() {
    var estate = Estate.harbour
    estate.set("IPWhitelist/harbour/office", list(["0.0.0.0/1", "128.0.0.0/1"]))
    #expect(estate.access()?.networks.isWholeInternet(.v4) == true)
  }
}
