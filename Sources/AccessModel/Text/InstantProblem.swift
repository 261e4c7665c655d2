import Diagnostics

/// Words for a text that is no moment, with the moments that its writer may have meant.
struct InstantProblem {
  let text: Text
  let reading: DayReading

  private static let example = "write an instant such as 2026-11-20T17:00:00+08:00"

  func problem(for failure: InstantParser.Failure) -> FormatProblem {
    switch failure {
    case .shape: shapeProblem()
    case .lowerCase: malformed("is in lower case", "write \(text.raisedASCII.string)")
    case .noSuchDay: malformed("names a day that does not exist", dayRule)
    case .noSuchTime: malformed("names a time of day that does not exist", hourRule)
    case .leapSecond: malformed("names a leap second", "write second 59, or 00 of the next minute")
    case .fraction: malformed("is finer than a second", "write whole seconds: \(withoutFraction)")
    case .unknownOffset: malformed("says that its offset is unknown", "write Z for UTC")
    case .noSuchOffset: malformed("has an offset that does not exist", Self.example)
    case .outsideRange:
      FormatProblem(
        .timeOutOfRange, "\(text.quoted) is outside the years 1970 to 9999",
        help: ["leave the field out when there is no bound"])
    }
  }

  private var hourRule: String { "hours run from 00 to 23, minutes and seconds from 00 to 59" }

  /// How far the days or months go; asked only for a text that begins as a day does.
  private var dayRule: String {
    let bytes = text.bytes.prefix(10)
    let year = bytes.prefix(4).decimalValue ?? 0
    let month = bytes.dropFirst(5).prefix(2).decimalValue ?? 0
    guard (1...12).contains(month) else { return "months run from 01 to 12" }
    let name = String(decoding: bytes.prefix(7), as: UTF8.self)
    return "the days of \(name) run from 01 to \(CivilDate.dayCount(year: year, month: month))"
  }

  private func malformed(_ what: String, _ help: String...) -> FormatProblem {
    FormatProblem(.timeMalformed, "\(text.quoted) \(what)", help: help)
  }

  private var withoutFraction: String {
    let bytes = text.bytes
    guard let dot = bytes.firstIndex(of: .dot) else { return text.string }
    let rest = bytes[(dot + 1)...].drop(while: \.isDigit)
    return String(decoding: bytes[..<dot] + rest, as: UTF8.self)
  }

  private func shapeProblem() -> FormatProblem {
    if text.count == 10 {
      do throws(InstantParser.Failure) {
        return bareDay(try InstantParser.day(text.bytes))
      } catch {
        if error == .noSuchDay { return problem(for: error) }
      }
    }
    if let mended = mendedSeparatorAndSeconds() {
      return malformed("is not an instant", "write \(mended)")
    }
    if isInstant(text.string + "Z") {
      return malformed("has no offset from UTC", offsetProposals)
    }
    return malformed("is not an instant", Self.example)
  }

  private var offsetProposals: String {
    let utc = "in UTC: \(text.string)Z"
    guard reading.zone.offsetMinutes != 0 else { return utc }
    return "in \(reading.zone.place): \(text.string)\(reading.zone.offsetText); \(utc)"
  }

  /// The text with `T` for a space and with seconds, if these were all it lacked.
  private func mendedSeparatorAndSeconds() -> String? {
    var bytes = text.bytes.map(\.raised)
    guard bytes.count >= 17 else { return nil }
    if bytes[10] == .space { bytes[10] = 0x54 }
    if bytes[16] != .colon { bytes.insert(contentsOf: Array(":00".utf8), at: 16) }
    let mended = String(decoding: bytes, as: UTF8.self)
    return isInstant(mended) ? mended : nil
  }

  private func isInstant(_ written: String) -> Bool {
    (try? InstantParser.seconds(Array(written.utf8)[...])) != nil
  }

  private func bareDay(_ day: CivilDate) -> FormatProblem {
    let verb = reading.bound == .end ? "access ends" : "access begins"
    return FormatProblem(
      .timeNotInstant, "\(text.quoted) is a day, and \(verb) at an instant",
      help: InstantProblem.aligned(readings(of: day)))
  }

  private func readings(of day: CivilDate) -> [(label: String, moment: String)] {
    let zone = reading.zone
    let ordinal = InstantProblem.ordinal(day.day)
    func midnight(_ date: CivilDate, _ zone: Zone) -> String {
      let start = Instant(secondsSince1970: Int64(date.daysSince1970) * 86_400)
      let digits = start.map { $0.text.slice(0..<10).string } ?? text.string
      return "\(digits)T00:00:00\(zone.offsetText)"
    }
    switch reading.bound {
    case .start:
      let local = (label: "from the \(ordinal) on in \(zone.place):", moment: midnight(day, zone))
      let utc = (label: "from the \(ordinal) on in UTC:", moment: midnight(day, .utc))
      return zone.offsetMinutes == 0 ? [utc] : [local, utc]
    case .end:
      let until = (label: "until the \(ordinal) begins in UTC:", moment: midnight(day, .utc))
      guard day.daysSince1970 >= 0, let next = day.next else { return [until] }
      let through = (
        label: "through the \(ordinal) in \(zone.place):", moment: midnight(next, zone)
      )
      return [through, until]
    }
  }

  private static func aligned(_ lines: [(label: String, moment: String)]) -> [String] {
    let width = lines.map(\.label.count).max() ?? 0
    return lines.map {
      $0.label + String(repeating: " ", count: width - $0.label.count + 2) + $0.moment
    }
  }

  static func ordinal(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "\(number)th" }
    switch number % 10 {
    case 1: return "\(number)st"
    case 2: return "\(number)nd"
    case 3: return "\(number)rd"
    default: return "\(number)th"
    }
  }
}

extension CivilDate {
  /// The day after, or nil past the year 9999.
  fileprivate var next: CivilDate? {
    let day = CivilDate(daysSince1970: daysSince1970 + 1)
    return day.year <= 9_999 ? day : nil
  }
}
