import AccessModel
import Diagnostics

/// The bounds of a time in which something holds, each perhaps open.
struct Period {
  /// The first instant inside.
  let from: Instant?
  /// The first instant after it.
  let until: Instant?

  init(from: Value, until: Value) {
    self.from = from.text.flatMap { try? Instant(parsing: $0) }
    self.until = until.text.flatMap { try? Instant(parsing: $0) }
  }

  /// Whether it holds no instant at all.
  var isReversed: Bool {
    guard let from, let until else { return false }
    return from >= until
  }

  func isPast(at now: Instant) -> Bool { until.map { $0 <= now } ?? false }
}
