import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct NetworkCheckTests {
  /// A policy that lets the tests use addresses of the documentation in prod.
  private let open =
    World.trading + "---\n" + World.head("KeyPolicy", "default") + """
      spec: {ip: {classes: {documentation: allow}}}

      """

  @Test func i23ARestrictedListHasEntriesAndAnUnrestrictedOneNone() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one: {mode: ⟦restricted⟧}  # ERROR whitelist-mode: IPWhitelist/harbour/one is restricted to nothing
          two: {mode: ⟦unrestricted⟧, entries: [{cidr: 203.0.113.0/28}]}  # ERROR whitelist-mode: IPWhitelist/harbour/two is unrestricted and has entries
          three: {mode: unrestricted}
          four: {mode: restricted, entries: [{cidr: 203.0.113.0/28}]}
        """, beside: World.trading)
  }

  @Test func i24AnEntryInsideAnotherAddsNothing() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: ⟦203.0.113.8/30⟧}  # WARNING entry-covered: `203.0.113.8/30` adds nothing: it lies in `203.0.113.0/28`
              - {cidr: 203.0.113.0/28}
              - {cidr: ⟦203.0.113.9⟧}  # WARNING entry-covered: `203.0.113.9/32` adds nothing: it lies in `203.0.113.0/28`
              - {cidr: 203.0.113.16/28}
              - {cidr: "2001:db8:1::/64"}
          # Two halves of one block do not cover each other.
          two: {mode: restricted, entries: [{cidr: 203.0.113.0/29}, {cidr: 203.0.113.8/29}]}
        """, beside: World.trading)
  }

  @Test func i24AnOuterEntryThatEndsEarlierCoversNothing() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: 203.0.113.0/28, validUntil: 2027-01-01T00:00:00Z}
              - {cidr: 203.0.113.16/28}
              - {cidr: ⟦203.0.113.16/29⟧, validUntil: 2027-01-01T00:00:00Z}  # WARNING entry-covered
              - {cidr: 203.0.113.0/29}
              - {cidr: ⟦203.0.113.8/29⟧, validUntil: 2027-01-01T00:00:00Z}  # WARNING entry-covered
              - {cidr: ⟦203.0.113.8/30⟧, validUntil: 2026-12-01T00:00:00Z}  # WARNING entry-covered: `203.0.113.8/30` adds nothing: it lies in `203.0.113.0/28`
        """, beside: World.trading)
  }

  @Test func anEntryThatHasEndedIsAWarning() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: ⟦203.0.113.0/28⟧, validUntil: 2026-11-01T00:00:00Z}  # WARNING entry-expired: `203.0.113.0/28` ended on 2026-11-01 00:00Z
              - {cidr: 203.0.113.16/28, validUntil: 2026-11-01T00:00:01Z}
        """, beside: World.trading)
  }

  @Test func i25AnEntryIsNoWiderThanThePolicyAllows() throws {
    let lists =
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: ⟦81.2.0.0/23⟧}  # ERROR block-too-wide: `81.2.0.0/23` is 512 addresses; the key policy allows /24 and longer prefixes
              - {cidr: 81.3.0.0/24}
              - {cidr: ⟦"2a00:1:2::/55"⟧}  # ERROR block-too-wide: `2a00:1:2::/55` is 512 networks of /64; the key policy allows /56 and longer prefixes
              - {cidr: "2a00:1:3::/56"}
              - {cidr: 81.4.0.0/15, validUntil: 2026-10-01T00:00:00Z}
        """
    let ended = lists.replacing("81.4.0.0/15", with: "⟦81.4.0.0/15⟧") + "  # WARNING entry-expired"
    try expectFindings(ended, beside: open, in: .prod)
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one: {mode: restricted, entries: [{cidr: 81.2.0.0/16}, {cidr: ⟦81.4.0.0/15⟧}]}  # WARNING block-too-wide
        """, beside: World.trading)
  }

  @Test func i25TheWholeInternetIsReportedOnceAsTooWide() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one: {mode: restricted, entries: [{cidr: ⟦0.0.0.0/0⟧}]}  # ERROR block-too-wide: `0.0.0.0/0` is every address; the key policy allows /24 and longer prefixes
          two: {mode: restricted, entries: [{cidr: ⟦"::/0"⟧}]}  # ERROR block-too-wide
        """, beside: open, in: .prod)
  }

  @Test func i25AListHasNoMoreEntriesThanThePolicyAllows() throws {
    func list(_ name: String, _ count: Int) -> String {
      let entries = (0..<count).map { "{cidr: 81.2.3.\($0 * 2)}" }.joined(separator: ", ")
      return "  \(name): {mode: restricted, entries: [\(entries)]}"
    }
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + list("⟦one⟧", 31)
        + "  # ERROR list-too-long: IPWhitelist/harbour/one has 31 entries, and the key policy "
        + "allows 30\n" + list("two", 30), beside: open, in: .prod)
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + list("⟦one⟧", 101)
        + "  # WARNING list-too-long\n" + list("two", 100), beside: World.trading)
  }

  @Test func i25SpecialAddressesAreJudgedByTheirClass() throws {
    let lists =
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: ⟦203.0.113.0/28⟧}  # ERROR special-addresses: `203.0.113.0/28` meets documentation addresses (203.0.113.0/24)
              - {cidr: ⟦127.0.0.1⟧}  # ERROR special-addresses: `127.0.0.1/32` meets loopback addresses (127.0.0.0/8)
              - {cidr: 81.2.3.0/24}
        """
    try expectFindings(lists, beside: World.trading, in: .prod)
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one: {mode: restricted, entries: [{cidr: 203.0.113.0/28}, {cidr: ⟦127.0.0.1⟧}]}  # ERROR special-addresses
        """, beside: World.trading)
    let policy =
      World.head("KeyPolicy", "default") + """
        spec: {ip: {classes: {documentation: warn, loopback: allow}}}

        """
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one: {mode: restricted, entries: [{cidr: ⟦203.0.113.0/28⟧}, {cidr: 127.0.0.1}]}  # WARNING special-addresses
        """, beside: World.trading + "---\n" + policy, in: .prod)
  }

  @Test func anInstitutionsTreeIsOnlyWarnedByThePolicyItCannotSee() throws {
    try expectFindings(
      World.items("IPWhitelist") + """
          ⟦one⟧: {mode: restricted, entries: [{cidr: ⟦127.0.0.1⟧}]}  # NOTE unchecked # WARNING special-addresses
        """, in: TestProject(environment: .prod, institution: "harbour"))
  }

  private let wide = """
    ---
    apiVersion: mandate/v1
    kind: IPWhitelist
    metadata: {institution: harbour, name: perimeter}
    spec: {mode: restricted, institutionWide: true, entries: [{cidr: 203.0.113.0/28}, {cidr: 81.2.9.0/28}]}

    """

  private func desk(_ name: String, _ lists: String, _ mark: String = "") -> String {
    "  \(name): {application: desks, accountScope: listed, accounts: [book], "
      + "endpoints: [market.*], ipWhitelists: \(lists)}\(mark)\n"
  }

  private let lists =
    "---\n" + World.items("IPWhitelist", of: "harbour") + """
        inside: {mode: restricted, entries: [{cidr: 203.0.113.4/31}]}
        over: {mode: restricted, entries: [{cidr: ⟦198.51.100.16/30⟧, validUntil: 2026-01-01T00:00:00Z}]}  # WARNING entry-expired
        open: {mode: unrestricted}
        outside: {mode: restricted, entries: [{cidr: ⟦198.51.100.0/28⟧}]}  # WARNING entry-dead: `198.51.100.0/28` admits nobody: it lies outside perimeter
      """

  @Test func i26LevelsOfNetworksHaveAnAddressInCommon() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", "[inside]")
        + desk(
          "two", "⟦[outside]⟧",
          "  # ERROR networks-empty: no address is in the lists of Desk/harbour/two and in "
            + "perimeter too") + desk("three", "[inside, outside]") + desk("four", "[over]")
        + desk("five", "[open]") + desk("six", "[open, outside]") + lists,
      beside: World.trading + wide)
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour")
        + desk("amy", "⟦[outside]⟧", "  # ERROR networks-empty") + lists,
      beside: World.trading + wide)
  }

  @Test func i26AnOwnListThatEmptiesAnothersDeskIsReported() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          far: {mode: restricted, institutionWide: true, entries: ⟦[{cidr: 192.0.2.0/28}, {cidr: 81.2.9.0/28}]⟧}  # ERROR networks-empty: no address is in the lists of Desk/harbour/one and in far too
        """, beside: World.trading,
      others: World.items("Desk", of: "harbour") + desk("one", "[near]") + "---\n"
        + World.items("IPWhitelist", of: "harbour")
        + "  near: {mode: restricted, entries: [{cidr: 203.0.113.0/28}]}\n")
  }

  @Test func i27AnEntryOutsideTheInstitutionsListIsAWarning() throws {
    let own =
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: 203.0.113.0/27}
              - {cidr: ⟦203.0.113.16⟧}  # WARNING entry-covered # WARNING entry-dead: `203.0.113.16/32` admits nobody: it lies outside perimeter
        """
    try expectFindings(
      own.replacing("⟦203.0.113.16⟧", with: "⟦⟦203.0.113.16⟧⟧"), beside: World.trading + wide)
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one: {mode: restricted, entries: [{cidr: 198.51.100.0/28}]}
        """, beside: World.trading)
  }

  @Test func aBlockInAnotherSpellingIsFound() throws {
    try expectFindings(
      World.items("IPWhitelist", of: "harbour") + """
          one:
            mode: restricted
            entries:
              - {cidr: "2001:db8:1::/64"}
              - {cidr: ⟦⟦"2001:DB8:1:0::7"⟧⟧}  # WARNING cidr-spelling # WARNING entry-covered
        """, beside: World.trading)
  }
}
