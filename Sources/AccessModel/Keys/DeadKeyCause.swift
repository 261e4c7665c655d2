/// Why no secret of a key application opens anything.
package enum DeadKeyCause: Hashable, Sendable {
  /// Registered, and no secret was made yet.
  case noSecret
  /// The latest secret was never shown to its owner.
  case undelivered
  /// The key application ended.
  case ended(KeyRecord.Ending)
  /// Every secret it had ended, the last one then.
  case pastEnd(Instant)
  /// The first secret is made later than the time asked about.
  case madeLater(Instant)
}

extension KeyRecord {
  /// Whether it is a retail key that ended: no principal any more, also for times before its end.
  var isGone: Bool { product == .retail && state == .deleted }

  /// Why the key is not alive; nil when it is.
  package func deadCause(at now: Instant) -> DeadKeyCause? {
    guard isGone || !isAlive(at: now) else { return nil }
    if let ending, isGone || ending.at <= now { return .ended(ending) }
    guard let first = generations.first, let latest else { return .noSecret }
    if now < first.madeAt { return .madeLater(first.madeAt) }
    if latest.hasNotEnded(at: now) { return .undelivered }
    return .pastEnd(generations.compactMap(\.until).max() ?? latest.madeAt)
  }
}
