package import AccessModel
package import Diagnostics

/// A day of the calendar, without a time.
package struct WorkingDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, on the clock of the place.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// The day on which `instant` falls in `zone`.
  package init(of instant: Instant, in zone: Zone) {
    let local = instant.secondsSince1970 + Int64(zone.offsetMinutes) * 60
    number = Int(max(0, local) / Self.seconds)
  }

  /// Reads `2026-12-25`; nil for anything else.
  package init?(_ text: Text) {
    guard text.count == 10,
      let midnight = try? Instant(parsing: Text("\(text)T00:00:00Z"))
    else { return nil }
    number = Int(midnight.secondsSince1970 / Self.seconds)
  }

  private static let seconds: Int64 = 86_400

  /// 0 for Sunday to 6 for Saturday; 1970-01-01 was a Thursday.
  package var weekday: Int { (number + 4) % 7 }

  /// `2026-12-25`.
  package var text: String {
    guard let midnight = Instant(secondsSince1970: Int64(number) * Self.seconds) else {
      return "after 9999"
    }
    return midnight.text.slice(0..<10).string
  }

  package static func < (left: WorkingDay, right: WorkingDay) -> Bool {
    left.number < right.number
  }
}
