package import Diagnostics

/// One secret of a key: its hash and its time, never itself.
package struct SecretGeneration: Hashable, Sendable {
  /// From 1, in the order of making.
  package var number: Int
  /// SHA-256 of the whole token.
  package var secret: Digest
  package var madeAt: Instant
  /// Alive before, dead at and after; nil while nothing ends it.
  package var until: Instant?
  /// Whether its owner was shown it; until then it opens nothing.
  package var isDelivered: Bool
  /// The checks by which the owner was found present.
  package var presence: [Text]

  package init(
    number: Int, secret: Digest, madeAt: Instant, until: Instant? = nil, isDelivered: Bool = false,
    presence: [Text] = []
  ) {
    self.number = number
    self.secret = secret
    self.madeAt = madeAt
    self.until = until
    self.isDelivered = isDelivered
    self.presence = presence
  }

  /// Whether the secret opens anything: `madeAt <= now < until`, and it was delivered.
  package func isAlive(at now: Instant) -> Bool { isDelivered && hasNotEnded(at: now) }

  /// As `isAlive`, whether or not it was delivered.
  package func hasNotEnded(at now: Instant) -> Bool {
    madeAt <= now && (until.map { now < $0 } ?? true)
  }
}

extension SecretGeneration {
  /// What a record holds; a part that is missing is our bug, for records are read strictly.
  init(_ value: Value) {
    guard let number = value[KeyFields.number].integer,
      let secret = value[KeyFields.secret].text.flatMap({ Digest(Text("sha256:\($0)")) }),
      let madeAt = value[KeyFields.madeAt].instant
    else { preconditionFailure("a stored secret lacks a part; this is a bug in mandate") }
    self.init(
      number: Int(number), secret: secret, madeAt: madeAt, until: value[KeyFields.until].instant,
      isDelivered: value[KeyFields.delivery].isAbsent,
      presence: value[KeyFields.presence].texts)
  }

  var value: Value {
    var slots = [Value](repeating: .absent, count: KeyFields.generation.fields.count)
    slots[KeyFields.number.index] = .integer(Int64(number))
    slots[KeyFields.secret.index] = .text(Text(secret.hexadecimal))
    slots[KeyFields.madeAt.index] = .text(madeAt.text)
    slots[KeyFields.until.index] = until.map { .text($0.text) } ?? .absent
    slots[KeyFields.delivery.index] = isDelivered ? .absent : .text("pending")
    slots[KeyFields.presence.index] =
      presence.isEmpty ? .absent : .list(Set(presence).sorted().map(Value.text))
    return .object(slots)
  }
}
