package import Diagnostics

/// A fixed distance from UTC with the words that people of that place use for it.
package struct Zone: Hashable, Sendable {
  /// As in `through the 31st in Hong Kong`.
  package let place: String
  /// As in `17:00 HKT`.
  package let abbreviation: String
  /// East of Greenwich is positive.
  package let offsetMinutes: Int

  package init(place: String, abbreviation: String, offsetMinutes: Int) {
    self.place = place
    self.abbreviation = abbreviation
    self.offsetMinutes = offsetMinutes
  }

  package static let utc = Zone(place: "UTC", abbreviation: "UTC", offsetMinutes: 0)

  package static let hongKong = Zone(
    place: "Hong Kong", abbreviation: "HKT", offsetMinutes: 8 * 60)

  /// The zone of a store's region; UTC where the region has no single one.
  package static func of(region: Text) -> Zone { region.is("hk") ? .hongKong : .utc }

  /// The offset as RFC 3339 writes it: `Z` or `+08:00`.
  var offsetText: String {
    guard offsetMinutes != 0 else { return "Z" }
    var bytes: [UInt8] = Array((offsetMinutes < 0 ? "-" : "+").utf8)
    bytes.appendDecimal(abs(offsetMinutes) / 60, width: 2)
    bytes.append(.colon)
    bytes.appendDecimal(abs(offsetMinutes) % 60, width: 2)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What a bare day in a field would have to mean, for the help that offers both readings.
package struct DayReading: Hashable, Sendable {
  /// Whether the field says when something begins or when it ends.
  package enum Bound: Hashable, Sendable { case start, end }

  package let zone: Zone
  package let bound: Bound

  package init(zone: Zone = .utc, bound: Bound = .end) {
    self.zone = zone
    self.bound = bound
  }
}
