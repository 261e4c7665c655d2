import AccessModel
import Diagnostics
import Lifecycle
import TestSupport
import Testing

/// Working days, and when a decision is late.
struct WorkingCalendarTests {
  private func calendar(_ lines: Text...) throws -> WorkingCalendar {
    try WorkingCalendar(lines: lines, zone: .hongKong)
  }

  private func day(_ text: Text) throws -> WorkingDay { try #require(WorkingDay(text)) }

  @Test func daysHaveTheirWeekdays() throws {
    let known = [("1970-01-01", 4), ("2024-02-29", 4), ("2026-11-20", 5), ("2026-11-22", 0)]
    for (text, weekday) in known {
      #expect(try day(Text(text)).weekday == weekday)
      #expect(try day(Text(text)).text == text)
    }
    #expect(WorkingDay("2026-02-29") == nil && WorkingDay("2026-2-1") == nil)
  }

  @Test func aDayBeginsAtMidnightOfThePlace() throws {
    let before = Times.instant("2026-11-20T15:59:59Z"),
      after = Times.instant("2026-11-20T16:00:00Z")
    #expect(WorkingDay(of: before, in: .hongKong).text == "2026-11-20")
    #expect(WorkingDay(of: after, in: .hongKong).text == "2026-11-21")
    #expect(WorkingDay(of: after, in: .utc).text == "2026-11-20")
  }

  @Test func weekendsAndHolidaysDoNotCount() throws {
    let usual = WorkingCalendar(zone: .hongKong)
    let friday = Times.instant("2026-11-20T09:00:00Z")
    #expect(usual.expectation(for: friday).lowerBound.text == "2026-11-23")
    #expect(usual.expectation(for: friday).upperBound.text == "2026-11-24")
    let holiday = try calendar("2026-11-23 Some Day", "2026-11-24")
    #expect(holiday.expectation(for: friday).upperBound.text == "2026-11-26")
    let gulf = try calendar("weekend friday saturday")
    #expect(gulf.expectation(for: friday).lowerBound.text == "2026-11-22")
    let none = try calendar("weekend")
    #expect(none.expectation(for: friday).upperBound.text == "2026-11-22")
  }

  @Test func lateIsAfterTheLastExpectedDay() {
    let calendar = WorkingCalendar(zone: .hongKong)
    let submitted = Times.instant("2026-11-20T09:00:00Z")
    let lastSecond = Times.instant("2026-11-24T15:59:59Z")
    #expect(!calendar.isOverdue(submitted: submitted, now: lastSecond))
    #expect(
      calendar.isOverdue(submitted: submitted, now: Times.instant("2026-11-24T16:00:00Z")))
  }

  @Test func aWrongLineIsNamed() {
    let wrong: [([Text], Int)] = [
      (["2026-12-25 Christmas", "25 December"], 1), (["weekend sunday", "weekend monday"], 1),
      (["weekend sonntag"], 0), (["2026-12-25", "2026-12-26", "2026-12-25 again"], 2),
      (["weekend monday tuesday wednesday thursday friday saturday sunday"], 0),
    ]
    for (lines, number) in wrong {
      let problem = #expect(throws: CalendarProblem.self) {
        try WorkingCalendar(lines: lines, zone: .utc)
      }
      #expect(problem?.line == number, "\(lines)")
    }
  }

  @Test func expectationsCountExactlyTheWorkingDaysBetween() async throws {
    try await forEachSeed(of: "working days", cases: 200) { random in
      let start = random.int(in: 10_000...30_000)
      let holidays = (0...random.int(in: 0...8)).map { _ in
        Text(WorkingDay(number: start + random.int(in: 0...12)).text)
      }
      let calendar = try WorkingCalendar(lines: Array(Set(holidays)), zone: .utc)
      let count = random.int(in: 1...4)
      let end = calendar.day(count, after: WorkingDay(number: start))
      let between = (start + 1...end.number).filter { calendar.isWorking(WorkingDay(number: $0)) }
      #expect(between.count == count && calendar.isWorking(end))
    }
  }
}
