package import Diagnostics

/// A length of time such as `P10D` or `PT24H`; a day is 86 400 s, whatever a calendar says.
///
/// Source: ISO 8601 durations, without years and months, whose length depends on where they start.
package struct DurationText: Hashable, Comparable, Sendable {
  package let seconds: Int64

  /// The duration, or nil when negative or longer than any two instants are apart.
  package init?(seconds: Int64) {
    guard (0...Instant.secondsMax).contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// - Throws: `duration-malformed`, also for a length past that between two instants.
  package init(parsing text: Text) throws(FormatProblem) {
    guard let seconds = DurationText.totalSeconds(text.bytes) else {
      throw DurationText.problem(text)
    }
    self.seconds = seconds
  }

  package static func < (left: DurationText, right: DurationText) -> Bool {
    left.seconds < right.seconds
  }

  private static func totalSeconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard bytes.first == 0x50 else { return nil }
    if bytes.last == 0x57 {
      return bytes.dropFirst().dropLast().decimalValue.flatMap { bounded($0, times: 604_800) }
    }
    var reader = DurationReader(bytes.dropFirst())
    var total: Int64 = 0
    while !reader.isAtEnd {
      guard let part = reader.next(), let seconds = bounded(part.number, times: part.unit)
      else { return nil }
      total += seconds
      guard total <= Instant.secondsMax else { return nil }
    }
    return reader.hasPart ? total : nil
  }

  private static func bounded(_ number: Int, times unit: Int) -> Int64? {
    let (seconds, hasOverflow) = number.multipliedReportingOverflow(by: unit)
    return hasOverflow || seconds > Instant.secondsMax ? nil : Int64(seconds)
  }

  private static func problem(_ text: Text) -> FormatProblem {
    let raised = text.raisedASCII
    var help = "write days, hours, minutes and seconds such as P10D, PT24H or P1DT2H"
    let digits = text.bytes.prefix(while: \.isDigit)
    let isHours = raised.bytes.last == 0x48
    if totalSeconds(raised.bytes) != nil {
      help = "write \(raised.string)"
    } else if !digits.isEmpty, digits.count + 1 == text.count, isHours || raised.hasSuffix("D") {
      help = "write P\(isHours ? "T" : "")\(raised.string)"
    } else if text.hasPrefix("P"), text.bytes.contains(where: { $0 == 0x59 || $0 == 0x4D }) {
      help = "years and months have no fixed length; write days, such as P365D"
    }
    return FormatProblem(.durationMalformed, "\(text.quoted) is not a duration", help: [help])
  }
}

extension DurationText: CustomStringConvertible {
  /// The canonical text: the largest units first, zero parts left out, `P0D` for nothing.
  package var text: Text { Text(description) }

  package var description: String {
    let days = seconds / 86_400
    let parts = [(seconds / 3_600 % 24, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")]
    let time = parts.filter { $0.0 != 0 }.map { "\($0.0)\($0.1)" }.joined()
    if time.isEmpty { return "P\(days)D" }
    return (days == 0 ? "P" : "P\(days)D") + "T" + time
  }
}

/// Reads `10D` then `T` and `24H`, `30M`, `5S`, each unit at most once and in this order.
private struct DurationReader {
  private var rest: ArraySlice<UInt8>
  private var isInTime = false
  private var unitBefore = Int.max
  private(set) var hasPart = false

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func next() -> (number: Int, unit: Int)? {
    if rest.first == 0x54, !isInTime {
      isInTime = true
      rest = rest.dropFirst()
    }
    let digits = rest.prefix(while: \.isDigit)
    guard let number = digits.decimalValue, let letter = rest.dropFirst(digits.count).first,
      let unit = secondsPerUnit(letter), unit < unitBefore
    else { return nil }
    rest = rest.dropFirst(digits.count + 1)
    unitBefore = unit
    hasPart = true
    return (number, unit)
  }

  private func secondsPerUnit(_ letter: UInt8) -> Int? {
    switch (letter, isInTime) {
    case (0x44, false): 86_400
    case (0x48, true): 3_600
    case (0x4D, true): 60
    case (0x53, true): 1
    default: nil
    }
  }
}
