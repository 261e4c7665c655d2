import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// The tail that a reset leaves: ten days of 86 400 seconds, on whatever second the reset falls.
struct KeyTailTests {
  /// When the reset happens, and when the old secret is dead.
  static let resets: [(String, String)] = [
    ("2026-11-20T09:00:00Z", "2026-11-30T09:00:00Z"),
    // Over a leap day, from one, and over the end of February without one.
    ("2028-02-19T23:59:59Z", "2028-02-29T23:59:59Z"),
    ("2028-02-29T00:00:00Z", "2028-03-10T00:00:00Z"),
    ("2027-02-20T12:00:00Z", "2027-03-02T12:00:00Z"),
    ("2100-02-20T12:00:00Z", "2100-03-02T12:00:00Z"),
    // Over the days on which London and New York put their clocks forward and back.
    ("2026-03-20T01:00:00Z", "2026-03-30T01:00:00Z"),
    ("2026-10-20T01:00:00Z", "2026-10-30T01:00:00Z"),
    ("2026-03-01T07:00:00Z", "2026-03-11T07:00:00Z"),
    ("2026-10-28T06:00:00Z", "2026-11-07T06:00:00Z"),
    // Over the end of a signed clock of 32 bits, and ending on it.
    ("2038-01-09T03:14:07Z", "2038-01-19T03:14:07Z"),
    ("2038-01-19T03:14:07Z", "2038-01-29T03:14:07Z"),
    ("2026-12-25T00:00:00Z", "2027-01-04T00:00:00Z"),
    ("9999-12-21T23:59:59Z", "9999-12-31T23:59:59Z"),
  ]

  static let overlap = DurationText(seconds: 864_000)

  @Test(arguments: resets)
  func theOldSecretLivesForTenDaysToTheSecond(_ reset: String, _ end: String) throws {
    let now = try instant(reset)
    let until = try instant(end)
    let key = try Self.reset(at: now)
    let old = try #require(key.generations.first)
    #expect(old.until == until)
    #expect(until.secondsSince1970 - now.secondsSince1970 == 864_000)
    #expect(old.isAlive(at: now))
    #expect(old.isAlive(at: try Self.shifted(until, -1)))
    #expect(!old.isAlive(at: until))
    #expect(key.generations[1].isAlive(at: now))
    #expect(key.generations[1].isAlive(at: until))
    #expect(key.retiring(at: try Self.shifted(until, -1)) == old)
    #expect(key.retiring(at: until) == nil)
  }

  /// A tail that would end after the last second that can be written ends with it.
  @Test func aTailDoesNotOutliveTheYear9999() throws {
    let key = try Self.reset(at: try instant("9999-12-25T00:00:00Z"))
    #expect(key.generations[0].until == .last)
    #expect(key.generations[0].isAlive(at: try Self.shifted(.last, -1)))
    #expect(!key.generations[0].isAlive(at: .last))
  }

  @Test(arguments: ["PT0S", "PT1S", "PT1H", "P1D", "P9DT23H59M59S"])
  func aPolicyShortensTheTailToTheSecond(_ text: String) throws {
    let overlap = try DurationText(parsing: Text(text))
    let now = try instant("2028-02-28T23:59:59Z")
    let key = try Self.reset(at: now, overlap: overlap)
    let until = try #require(key.generations[0].until)
    #expect(until.secondsSince1970 - now.secondsSince1970 == overlap.seconds)
    #expect(key.generations[0].isAlive(at: now) == (overlap.seconds > 0))
    #expect(!key.generations[0].isAlive(at: until))
  }

  /// Suspicion of a thief: the end comes at the second of the deletion, for both secrets.
  @Test(arguments: resets)
  func anEndInTheTailIsTheEndOfBothSecrets(_ reset: String, _ end: String) throws {
    let until = try instant(end)
    let now = try Self.shifted(until, -1)
    let key = try Self.reset(at: try instant(reset)).ended(
      .delete, at: now, by: "trader:harbour/amy")
    #expect(key.generations.allSatisfy { $0.until == now })
    #expect(!key.isAlive(at: now))
    #expect(key.isAlive(at: try Self.shifted(now, -1)))
  }

  // MARK: Making

  /// A key whose first secret was made a day before a reset, both shown.
  private static func reset(
    at now: Instant, overlap: DurationText? = overlap
  ) throws -> KeyRecord {
    let made = try shifted(now, -86_400)
    let first = Digest.of(Array("first".utf8))
    let second = Digest.of(Array("second".utf8))
    let principal = try PrincipalAddress(parsing: "TraderAuthorization/harbour/amy")
    let registered = KeyRecord(
      id: "AK0000000000000000000A", product: .trader, principal: principal, name: "bot",
      user: "amy", registeredAt: made, texts: [])
    let keyed = try registered.generating(first, presence: [], at: made)
    let shown = try #require(keyed.delivered(first))
    let overlap = try #require(overlap)
    let reset = try shown.resetting(to: second, overlap: overlap, presence: [], at: now)
    return try #require(reset.delivered(second))
  }

  private static func shifted(_ instant: Instant, _ seconds: Int64) throws -> Instant {
    try #require(Instant(secondsSince1970: instant.secondsSince1970 + seconds))
  }

  private func instant(_ text: String) throws -> Instant { try Instant(parsing: Text(text)) }
}
