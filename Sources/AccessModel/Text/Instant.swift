package import Diagnostics

/// A moment in UTC to the second, from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
///
/// Source: RFC 3339 section 5.6, without its lower-case letters, `-00:00` and leap seconds.
package struct Instant: Hashable, Comparable, Sendable {
  package let secondsSince1970: Int64

  /// The last second that has a text.
  package static let last = Instant(unchecked: secondsMax)

  static let secondsMax: Int64 = 253_402_300_799

  /// The moment, or nil when it lies outside the years 1970 to 9999.
  package init?(secondsSince1970 seconds: Int64) {
    guard (0...Instant.secondsMax).contains(seconds) else { return nil }
    secondsSince1970 = seconds
  }

  /// The moment that an RFC 3339 text names, with `Z` or a numeric offset.
  ///
  /// A fraction of a second is taken only when all of it is zeros, because cutting or rounding
  /// would move the moment at which access ends.
  ///
  /// - Throws: `time-not-instant` for a bare day, with both readings as `reading` words them;
  ///   `time-out-of-range`; `time-malformed` for everything else.
  package init(parsing text: Text, reading: DayReading = DayReading()) throws(FormatProblem) {
    do throws(InstantParser.Failure) {
      self.init(unchecked: try InstantParser.seconds(text.bytes))
    } catch {
      throw InstantProblem(text: text, reading: reading).problem(for: error)
    }
  }

  private init(unchecked seconds: Int64) { secondsSince1970 = seconds }

  /// The moment `duration` later, or nil past the year 9999.
  package func adding(_ duration: DurationText) -> Instant? {
    let (seconds, hasOverflow) = secondsSince1970.addingReportingOverflow(duration.seconds)
    return hasOverflow ? nil : Instant(secondsSince1970: seconds)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }
}

extension Instant: CustomStringConvertible {
  /// The canonical text: `2026-11-20T09:00:00Z`.
  package var text: Text {
    let clock = Clock(secondsSince1970)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    clock.appendDay(to: &bytes)
    bytes.append(0x54)
    clock.appendTime(to: &bytes, withSeconds: true)
    bytes.append(0x5A)
    return Text(bytes)
  }

  package var description: String { text.string }

  /// The text for people: `2026-11-20 09:00Z`, with seconds only when there are some.
  package var shortText: String {
    let clock = Clock(secondsSince1970)
    var bytes: [UInt8] = []
    clock.appendDay(to: &bytes)
    bytes.append(.space)
    clock.appendTime(to: &bytes, withSeconds: clock.second != 0)
    bytes.append(0x5A)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same moment on a clock in `zone`: `17:00 HKT`, after its day where that is not UTC's.
  package func localText(in zone: Zone) -> String {
    let shifted = secondsSince1970 + Int64(zone.offsetMinutes) * 60
    guard shifted >= 0 else { return shortText }
    let clock = Clock(shifted)
    var bytes: [UInt8] = []
    if clock.date != Clock(secondsSince1970).date {
      clock.appendDay(to: &bytes)
      bytes.append(.space)
    }
    clock.appendTime(to: &bytes, withSeconds: clock.second != 0)
    bytes.append(.space)
    bytes.append(contentsOf: zone.abbreviation.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A moment taken apart into the fields that are written.
private struct Clock {
  let date: CivilDate
  let hour: Int
  let minute: Int
  let second: Int

  init(_ seconds: Int64) {
    let (days, left) = Int(seconds).quotientAndRemainder(dividingBy: 86_400)
    date = CivilDate(daysSince1970: days)
    hour = left / 3_600
    minute = left / 60 % 60
    second = left % 60
  }

  func appendDay(to bytes: inout [UInt8]) {
    bytes.appendDecimal(date.year, width: 4)
    bytes.append(.hyphen)
    bytes.appendDecimal(date.month, width: 2)
    bytes.append(.hyphen)
    bytes.appendDecimal(date.day, width: 2)
  }

  func appendTime(to bytes: inout [UInt8], withSeconds: Bool) {
    bytes.appendDecimal(hour, width: 2)
    bytes.append(.colon)
    bytes.appendDecimal(minute, width: 2)
    guard withSeconds else { return }
    bytes.append(.colon)
    bytes.appendDecimal(second, width: 2)
  }
}
