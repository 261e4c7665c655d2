package import AccessModel
package import Diagnostics

/// What becomes of a key application, as a pure state machine: registered -> keyed -> deleted.
///
/// Of its secrets at most one is current and one retiring. Retail keys have no retiring secret: the
/// next pair takes the place of the whole key application. Whether a move may be made, by whom and
/// on what grounds, is asked before (`KeyGrounds`).
extension KeyRecord {
  /// So many secrets a key application may have had; then another one is registered.
  package static let generationsMax = 1_000

  /// The first secret, which opens nothing before it was delivered.
  package func generating(
    _ secret: Digest, presence: [Text], at now: Instant
  ) throws(LifeProblem) -> KeyRecord {
    guard state == .registered else {
      throw .illegal(
        .keyStep, "key \(name) is \(state.rawValue), and a first secret is made only once",
        help: state == .keyed
          ? "for a new secret: mandate key reset \(commandWords)"
          : "register another: mandate key register \(commandWords)")
    }
    var key = self
    key.state = .keyed
    key.generations = [
      SecretGeneration(number: 1, secret: secret, madeAt: now, presence: presence)
    ]
    return key
  }

  /// A new secret beside the old one, which stays alive for `overlap` from now.
  ///
  /// Of two that are alive the older one dies. A current secret that was never delivered dies too and
  /// leaves the retiring one its time: nobody ever held what it would be replaced by.
  package func resetting(
    to secret: Digest, overlap: DurationText, presence: [Text], at now: Instant
  ) throws(LifeProblem) -> KeyRecord {
    try requireKeyed()
    precondition(product != .retail, "a retail reset makes a new pair; this is a bug in mandate")
    guard generations.count < Self.generationsMax else {
      throw .illegal(
        .keyStep, "key \(name) has had \(Self.generationsMax) secrets, and no key has more",
        help: "delete it and register another: mandate key delete \(commandWords)")
    }
    // Clocks of machines differ by seconds: a secret is never replaced before it was made.
    let now = max(now, latest?.madeAt ?? now)
    let isCurrentDelivered = current(at: now)?.isDelivered ?? false
    var key = self
    for index in key.generations.indices where key.generations[index].hasNotEnded(at: now) {
      if key.generations[index].until == nil {
        let end = now.adding(overlap) ?? .last
        key.generations[index].until = isCurrentDelivered ? end : now
      } else if isCurrentDelivered {
        key.generations[index].until = now
      }
    }
    key.generations.append(
      SecretGeneration(
        number: generations.count + 1, secret: secret, madeAt: now, presence: presence))
    return key
  }

  /// Retail: the pair that takes the place of this one, and this one at its end.
  package func replaced(
    byID id: Text, secret: Digest, presence: [Text], at now: Instant, by actor: Text
  ) throws(LifeProblem) -> (old: KeyRecord, new: KeyRecord) {
    try requireKeyed()
    var new = self
    new.id = id
    new.generations = [
      SecretGeneration(number: 1, secret: secret, madeAt: now, presence: presence)
    ]
    return (ended(.reset, at: now, by: actor), new)
  }

  /// The same with its latest secret shown to its owner; nil when there is none that waits for it.
  package func delivered(_ secret: Digest) -> KeyRecord? {
    guard state == .keyed, let last = generations.indices.last,
      generations[last].secret == secret, !generations[last].isDelivered,
      generations[last].until == nil
    else { return nil }
    var key = self
    key.generations[last].isDelivered = true
    return key
  }

  /// The same at its end: every secret is dead from now on.
  package func ended(_ cause: Ending.Cause, at now: Instant, by actor: Text) -> KeyRecord {
    guard state != .deleted else { return self }
    var key = self
    key.state = .deleted
    key.ending = Ending(cause, at: now, by: actor)
    for index in key.generations.indices where generations[index].until.map({ now < $0 }) ?? true {
      key.generations[index].until = now
    }
    return key
  }

  private func requireKeyed() throws(LifeProblem) {
    guard state != .keyed else { return }
    throw .illegal(
      .keyStep, "key \(name) is \(state.rawValue) and has no secret to reset",
      help: state == .registered
        ? "make the first one: mandate key generate \(commandWords)"
        : "register another: mandate key register \(commandWords)")
  }

  /// The key as commands name it: `PRINCIPAL --name NAME`.
  package var commandWords: String {
    let whose = product == .retail ? principal.resource.text : principal.text.string
    return "\(whose) --name \(name)"
  }
}
