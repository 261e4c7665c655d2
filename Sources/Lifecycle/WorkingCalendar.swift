package import AccessModel
package import Diagnostics

/// The days on which a region works, as a setting of the store.
package struct WorkingCalendar: Hashable, Sendable {
  /// Weekdays without work, 0 for Sunday.
  package let weekend: Set<Int>
  package let holidays: Set<WorkingDay>
  package let zone: Zone

  private static let weekdays = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  /// The usual Saturday and Sunday, and no holidays.
  package init(zone: Zone) {
    self.init(weekend: [0, 6], holidays: [], zone: zone)
  }

  private init(weekend: Set<Int>, holidays: Set<WorkingDay>, zone: Zone) {
    self.weekend = weekend
    self.holidays = holidays
    self.zone = zone
  }

  /// The calendar of lines `weekend saturday sunday` and `2026-12-25 Christmas Day`.
  package init(lines: [Text], zone: Zone) throws(CalendarProblem) {
    var weekend: Set<Int>?
    var holidays: Set<WorkingDay> = []
    for (index, line) in lines.enumerated() {
      let words = line.split(UInt8(ascii: " ")).filter { !$0.isEmpty }
      if words.first?.is("weekend") == true {
        guard weekend == nil else { throw CalendarProblem(line: index, "`weekend` stands twice") }
        weekend = try Self.weekend(words.dropFirst(), line: index)
      } else {
        guard let day = words.first.flatMap({ WorkingDay($0) }) else {
          throw CalendarProblem(
            line: index, "`\(words.first ?? .empty)` is neither a day nor the word `weekend`")
        }
        guard holidays.insert(day).inserted else {
          throw CalendarProblem(line: index, "`\(day.text)` stands twice")
        }
      }
    }
    self.init(weekend: weekend ?? [0, 6], holidays: holidays, zone: zone)
  }

  private static func weekend(
    _ names: some Sequence<Text>, line: Int
  ) throws(CalendarProblem) -> Set<Int> {
    var days: Set<Int> = []
    for name in names {
      guard let day = weekdays.firstIndex(of: name.string) else {
        throw CalendarProblem(line: line, "`\(name)` is no weekday")
      }
      days.insert(day)
    }
    guard days.count < 7 else { throw CalendarProblem(line: line, "no day is left to work on") }
    return days
  }

  package func isWorking(_ day: WorkingDay) -> Bool {
    !weekend.contains(day.weekday) && !holidays.contains(day)
  }

  /// The `count`th working day after `day`, which itself does not count.
  package func day(_ count: Int, after day: WorkingDay) -> WorkingDay {
    var found = day
    var left = count
    // Holidays are finite and one weekday always works, so this ends.
    while left > 0 {
      found = WorkingDay(number: found.number + 1)
      if isWorking(found) { left -= 1 }
    }
    return found
  }

  /// When a decision on what was submitted at `instant` is expected: 1 to 2 working days.
  package func expectation(for instant: Instant) -> ClosedRange<WorkingDay> {
    let day = WorkingDay(of: instant, in: zone)
    return self.day(1, after: day)...self.day(2, after: day)
  }

  /// Whether the last expected day is over.
  package func isOverdue(submitted: Instant, now: Instant) -> Bool {
    WorkingDay(of: now, in: zone) > expectation(for: submitted).upperBound
  }
}

/// What is wrong with a line of a calendar.
package struct CalendarProblem: Error, Hashable, Sendable {
  /// From 0.
  package let line: Int
  package let message: String

  init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }
}
