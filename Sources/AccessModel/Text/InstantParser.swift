/// The strict reader of RFC 3339 moments; it says what is wrong but proposes nothing.
struct InstantParser {
  enum Failure: Error, Hashable {
    case shape
    case lowerCase
    case noSuchDay
    case noSuchTime
    case leapSecond
    case fraction
    case unknownOffset
    case noSuchOffset
    case outsideRange
  }

  private let bytes: ArraySlice<UInt8>
  /// Whether a `t` or `z` stood where `T` or `Z` belongs; told last, for it alone is easy to mend.
  private var hasLowerCase = false

  private init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// Seconds since 1970 of the moment that `bytes` name.
  static func seconds(_ bytes: ArraySlice<UInt8>) throws(Failure) -> Int64 {
    var parser = InstantParser(bytes)
    return try parser.moment()
  }

  /// The day that 10 bytes `YYYY-MM-DD` name.
  ///
  /// - Throws: `shape` or `noSuchDay`.
  static func day(_ bytes: ArraySlice<UInt8>) throws(Failure) -> CivilDate {
    try InstantParser(bytes).date()
  }

  private mutating func moment() throws(Failure) -> Int64 {
    guard bytes.count >= 20 else { throw .shape }
    let days = try date().daysSince1970
    hasLowerCase = byte(10) == 0x74
    guard byte(10) == 0x54 || hasLowerCase else { throw .shape }
    let time = try timeOfDay()
    let fraction = try fractionEnd()
    let offset = try offsetSeconds(at: fraction.end)
    guard !fraction.isPartOfSecond else { throw .fraction }
    guard !hasLowerCase else { throw .lowerCase }
    // At most 10 000 years of seconds: far inside Int64.
    let seconds = Int64(days) * 86_400 + Int64(time) - Int64(offset)
    guard (0...Instant.secondsMax).contains(seconds) else { throw .outsideRange }
    return seconds
  }

  private func date() throws(Failure) -> CivilDate {
    guard bytes.count >= 10, byte(4) == .hyphen, byte(7) == .hyphen else { throw .shape }
    let year = try number(0..<4), month = try number(5..<7), day = try number(8..<10)
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
    return date
  }

  /// Seconds since midnight.
  private func timeOfDay() throws(Failure) -> Int {
    guard byte(13) == .colon, byte(16) == .colon else { throw .shape }
    let hour = try number(11..<13), minute = try number(14..<16), second = try number(17..<19)
    guard hour <= 23, minute <= 59, second <= 60 else { throw .noSuchTime }
    guard second != 60 else { throw .leapSecond }
    return hour * 3_600 + minute * 60 + second
  }

  /// Where the fraction of a second ends, if there is one, and whether it is more than zeros.
  private func fractionEnd() throws(Failure) -> (end: Int, isPartOfSecond: Bool) {
    guard byte(19) == .dot else { return (19, false) }
    var end = 20
    var isPartOfSecond = false
    while end < bytes.count, byte(end).isDigit {
      if byte(end) != .zero { isPartOfSecond = true }
      end += 1
    }
    guard end > 20, end < bytes.count else { throw .shape }
    return (end, isPartOfSecond)
  }

  private mutating func offsetSeconds(at start: Int) throws(Failure) -> Int {
    let sign = byte(start)
    if sign == 0x5A || sign == 0x7A {
      guard bytes.count == start + 1 else { throw .shape }
      if sign == 0x7A { hasLowerCase = true }
      return 0
    }
    guard sign == 0x2B || sign == .hyphen, bytes.count == start + 6, byte(start + 3) == .colon
    else { throw .shape }
    let hour = try number(start + 1..<start + 3), minute = try number(start + 4..<start + 6)
    guard hour <= 23, minute <= 59 else { throw .noSuchOffset }
    let seconds = hour * 3_600 + minute * 60
    guard sign == 0x2B || seconds != 0 else { throw .unknownOffset }
    return sign == 0x2B ? seconds : -seconds
  }

  private func byte(_ offset: Int) -> UInt8 { bytes[bytes.startIndex + offset] }

  private func number(_ range: Range<Int>) throws(Failure) -> Int {
    let start = bytes.startIndex
    let digits = bytes[start + range.lowerBound..<start + range.upperBound]
    guard let value = digits.decimalValue else { throw .shape }
    return value
  }
}
