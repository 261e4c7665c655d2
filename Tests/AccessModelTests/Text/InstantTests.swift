import AccessModel
import Diagnostics
import Testing

struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T05:00:00+05:00", 0),
    ("1969-12-31T23:00:00-01:00", 0), ("2000-02-29T00:00:00Z", 951_782_400),
    ("2024-02-29T23:59:59Z", 1_709_251_199), ("2024-03-01T00:00:00Z", 1_709_251_200),
    ("2038-01-19T03:14:07Z", 2_147_483_647), ("2038-01-19T03:14:08Z", 2_147_483_648),
    ("2027-01-01T00:00:00+08:00", 1_798_732_800), ("2026-12-31T16:00:00Z", 1_798_732_800),
    ("2026-11-20T17:00:00+08:00", 1_795_165_200), ("2026-11-19T21:00:00-12:00", 1_795_165_200),
    ("2100-02-28T23:59:59Z", 4_107_542_399), ("2100-03-01T00:00:00Z", 4_107_542_400),
    ("9999-12-31T23:59:59Z", 253_402_300_799), ("2026-11-20T09:00:00.000Z", 1_795_165_200),
    ("2026-11-20T09:00:00.0+00:00", 1_795_165_200), ("2026-11-20T09:00:59+23:59", 1_795_078_919),
  ])
  func anRFC3339TextIsTheSecondThatItNames(_ text: String, _ seconds: Int64) throws {
    #expect(try Instant(parsing: Text(text)).secondsSince1970 == seconds)
  }

  @Test(arguments: [
    "2026-11-20T24:00:00Z", "2026-11-20T23:60:00Z", "2026-11-20T23:59:60Z",
    "2026-11-20T23:59:61Z", "2026-11-20t09:00:00Z", "2026-11-20T09:00:00z",
    "2026-11-20T09:00:00-00:00", "2026-11-20T09:00:00+24:00", "2026-11-20T09:00:00+08:60",
    "2026-11-20T09:00:00+0800", "2026-11-20T09:00:00+08", "2026-11-20T09:00:00",
    "2026-11-20T09:00Z",
    "2026-11-20 09:00:00Z", "2026-11-20T09:00:00.5Z", "2026-11-20T09:00:00.Z",
    "2026-11-20T09:00:00.",
    "2026-11-20T09:00:00,5Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "+2026-01-01T00:00:00Z",
    "02026-01-01T00:00:00Z", "2026-1-1T00:00:00Z", "2026-11-20T09:00:00ZZ", " 2026-11-20T09:00:00Z",
    "2026-11-20T09:00:00+08:00Z", "２０２６-11-20T09:00:00Z", "2026-02-30", "now", "",
    "20261120T090000Z",
    "2026-11-20T0９:00:00Z", "-026-11-20T09:00:00Z", "2026-11-20T-1:00:00Z",
  ])
  func anotherTextIsMalformed(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try Instant(parsing: Text(text)) }
    #expect(problem?.code == .timeMalformed)
    #expect(problem?.help.count == 1)
  }

  @Test(arguments: [
    "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    "0000-01-01T00:00:00Z", "0000-02-29T00:00:00Z",
  ])
  func aMomentOutsideTheYears1970To9999IsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try Instant(parsing: Text(text)) }
    #expect(problem?.code == .timeOutOfRange)
  }

  @Test(arguments: [
    ("2026-11-20 09:00:00Z", "write 2026-11-20T09:00:00Z"),
    ("2026-11-20T09:00Z", "write 2026-11-20T09:00:00Z"),
    ("2026-11-20 09:00+08:00", "write 2026-11-20T09:00:00+08:00"),
    ("2026-11-20t09:00:00z", "write 2026-11-20T09:00:00Z"),
    ("2026-11-20T09:00:00.25+08:00", "write whole seconds: 2026-11-20T09:00:00+08:00"),
    ("2026-11-20T09:00:00", "in UTC: 2026-11-20T09:00:00Z"),
    ("2026-11-20T09:00:00-00:00", "write Z for UTC"),
    ("2026-02-30", "the days of 2026-02 run from 01 to 28"),
    ("2024-02-30T00:00:00Z", "the days of 2024-02 run from 01 to 29"),
    ("2026-13-01T00:00:00Z", "months run from 01 to 12"),
  ])
  func theHelpShowsTheInstantThatWasMeant(_ text: String, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try Instant(parsing: Text(text)) }
    #expect(problem?.help == [help])
  }

  @Test func aBareDayIsRefusedWithBothReadingsOfItsEnd() {
    let problem = refusal { () throws(FormatProblem) in
      try Instant(parsing: "2026-12-31", reading: DayReading(zone: .hongKong))
    }
    #expect(problem?.code == .timeNotInstant)
    #expect(problem?.message == "`2026-12-31` is a day, and access ends at an instant")
    #expect(
      problem?.help == [
        "through the 31st in Hong Kong:  2027-01-01T00:00:00+08:00",
        "until the 31st begins in UTC:   2026-12-31T00:00:00Z",
      ])
  }

  @Test func aBareDayIsRefusedWithBothReadingsOfItsBeginning() {
    let reading = DayReading(zone: .hongKong, bound: .start)
    let problem = refusal { () throws(FormatProblem) in
      try Instant(parsing: "2026-12-02", reading: reading)
    }
    #expect(problem?.message == "`2026-12-02` is a day, and access begins at an instant")
    #expect(
      problem?.help == [
        "from the 2nd on in Hong Kong:  2026-12-02T00:00:00+08:00",
        "from the 2nd on in UTC:        2026-12-02T00:00:00Z",
      ])
  }

  @Test func theReadingsOfTheLastDayStayInsideTheCalendar() {
    let problem = refusal { () throws(FormatProblem) in try Instant(parsing: "9999-12-31") }
    #expect(problem?.help == ["until the 31st begins in UTC:  9999-12-31T00:00:00Z"])
  }

  @Test func withoutAnOffsetTheHelpNamesTheZoneOfTheRegion() {
    let problem = refusal { () throws(FormatProblem) in
      try Instant(parsing: "2026-11-20T09:00:00", reading: DayReading(zone: .of(region: "hk")))
    }
    #expect(
      problem?.help == [
        "in Hong Kong: 2026-11-20T09:00:00+08:00; in UTC: 2026-11-20T09:00:00Z"
      ])
    #expect(Zone.of(region: "us") == .utc)
  }

  @Test func theCanonicalTextReadsBackAsTheSameInstant() throws {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<5_000 {
      let seconds = Int64.random(in: 0...253_402_300_799, using: &generator)
      let instant = try #require(Instant(secondsSince1970: seconds))
      #expect(try Instant(parsing: instant.text) == instant)
      #expect(instant.text.count == 20)
    }
  }

  @Test func secondsOutsideTheRangeAreNoInstant() {
    #expect(Instant(secondsSince1970: -1) == nil)
    #expect(Instant(secondsSince1970: 253_402_300_800) == nil)
    #expect(Instant(secondsSince1970: .max) == nil)
    #expect(Instant(secondsSince1970: .min) == nil)
  }

  @Test func theShortTextHidesOnlySecondsThatAreZero() throws {
    let whole = try Instant(parsing: "2026-11-20T09:00:00Z")
    let odd = try Instant(parsing: "2026-11-27T03:10:05Z")
    #expect(whole.shortText == "2026-11-20 09:00Z")
    #expect(odd.shortText == "2026-11-27 03:10:05Z")
    #expect(whole.localText(in: .hongKong) == "17:00 HKT")
  }

  @Test func theLocalTextNamesTheDayWhenItIsAnotherOne() throws {
    let late = try Instant(parsing: "2026-12-31T16:30:00Z")
    #expect(late.localText(in: .hongKong) == "2027-01-01 00:30 HKT")
    let west = Zone(place: "Lima", abbreviation: "PET", offsetMinutes: -300)
    #expect(
      try Instant(parsing: "2026-12-31T02:00:09Z").localText(in: west) == "2026-12-30 21:00:09 PET")
    #expect(try Instant(parsing: "1970-01-01T00:00:00Z").localText(in: west) == "1970-01-01 00:00Z")
  }

  @Test func addingADurationStopsAtTheLastInstant() throws {
    let start = try Instant(parsing: "2026-11-17T03:10:00Z")
    let overlap = try DurationText(parsing: "P10D")
    #expect(start.adding(overlap)?.description == "2026-11-27T03:10:00Z")
    #expect(Instant.last.adding(overlap) == nil)
    #expect(Instant.last.adding(try DurationText(parsing: "P0D")) == .last)
  }
}
