/// A day of the proleptic Gregorian calendar.
struct CivilDate: Hashable, Sendable {
  let year: Int
  let month: Int
  let day: Int

  /// The day, or nil when the calendar has none of that number; years 0 to 10 000.
  init?(year: Int, month: Int, day: Int) {
    guard (0...10_000).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= CivilDate.dayCount(year: year, month: month) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that begins `days` × 86 400 s after 1970-01-01T00:00:00Z; at least 0.
  init(daysSince1970 days: Int) {
    precondition(days >= 0, "a day before 1970; this is a bug in mandate")
    var year = 1970 + days / 366
    while CivilDate.daysBefore(year: year + 1) <= days { year += 1 }
    var left = days - CivilDate.daysBefore(year: year)
    var month = 1
    while left >= CivilDate.dayCount(year: year, month: month) {
      left -= CivilDate.dayCount(year: year, month: month)
      month += 1
    }
    self.year = year
    self.month = month
    day = left + 1
  }

  /// Days from 1970-01-01 to this day; negative before it.
  var daysSince1970: Int {
    var days = CivilDate.daysBefore(year: year) + day - 1
    for earlier in 1..<month { days += CivilDate.dayCount(year: year, month: earlier) }
    return days
  }

  static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to the first day of `year`.
  private static func daysBefore(year: Int) -> Int {
    365 * (year - 1970) + leapDays(before: year) - leapDays(before: 1970)
  }

  /// Leap days of the years 1 to `year` - 1, and one less than that for year 0.
  private static func leapDays(before year: Int) -> Int {
    guard year > 0 else { return -1 }
    let last = year - 1
    return last / 4 - last / 100 + last / 400
  }
}
