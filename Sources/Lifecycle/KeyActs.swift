package import AccessModel
package import Diagnostics

/// What an act on a key leaves behind.
package struct KeyMove: Sendable {
  /// The rows as they are afterwards; no row is ever removed.
  package let keys: [KeyRecord]
  package let warnings: [Diagnostic]

  init(_ keys: [KeyRecord], warnings: [Diagnostic] = []) {
    self.keys = keys
    self.warnings = warnings
  }

  /// The key application that the act was about, as it is afterwards.
  package var key: KeyRecord {
    guard let key = keys.last else {
      preconditionFailure("an act that is about no key; this is a bug in mandate")
    }
    return key
  }
}

/// The acts of owners on their keys: may they, and what comes of it.
///
/// Time, randomness and presence are the caller's; everything else is asked of the grounds.
extension KeyGrounds {
  /// The longest name of a key (cli, section 6).
  package static let nameBytesMax = 32

  /// A new key application without any secret.
  package func registering(
    _ name: Text, id: Text, by actor: Actor
  ) throws(LifeProblem) -> KeyMove {
    let user = try requireOwner(actor, "registers")
    try requireAlive("no key is registered for \(holder.text)")
    try requireTexts()
    try requireFree(name)
    let most = policy(forKey: name).keysPerUserMax
    guard keys.count < most else {
      throw .forbidden(
        .keyLimit, "\(user) has \(keys.count) keys, and the key policy allows \(most) a user",
        help: "delete one that is not needed: mandate key delete PRINCIPAL --name KEYNAME")
    }
    return KeyMove([
      KeyRecord(
        id: id, product: holder.product, principal: holder.principal(ofKey: name), name: name,
        user: user, registeredAt: now, texts: texts.map { Text($0.text.words) })
    ])
  }

  /// Whether a first secret may be made for a key with this choice, presence aside: the key with the
  /// choice written into it, and what the policy warns about.
  package func prepared(
    _ name: Text, _ choice: KeyChoice, by actor: Actor
  ) throws(LifeProblem) -> KeyMove {
    let key = try requireKey(name, by: actor, "generates")
    try requireAlive("no secret is made for \(holder.text)")
    try requireNotStopped(key)
    try requireTexts()
    // The state before the choice: what is wrong with the key outranks what is wrong with the wish.
    _ = try key.generating(.zero, presence: [], at: now)
    var rules = KeyChoiceRules(self, choice, key: name)
    let chosen = try rules.applied(to: key)
    return KeyMove([chosen], warnings: rules.warnings)
  }

  /// The first secret of a key; it opens nothing before it was delivered.
  package func generating(
    _ name: Text, _ choice: KeyChoice, secret: Digest, presence: KeyPresence, by actor: Actor
  ) throws(LifeProblem) -> KeyMove {
    let move = try prepared(name, choice, by: actor)
    try presence.require(in: deployment.environment)
    let key = try move.key.generating(secret, presence: presence.methods, at: now)
    return KeyMove([key], warnings: move.warnings)
  }

  /// Whether a key may be reset, presence aside: the key as it stands.
  package func resettable(_ name: Text, by actor: Actor) throws(LifeProblem) -> KeyRecord {
    let key = try requireKey(name, by: actor, "resets")
    try requireAlive("no secret is made for \(holder.text)")
    try requireNotStopped(key)
    try requireTexts()
    if let account = key.account { try requireActive(account: account) }
    if key.product == .retail {
      _ = try key.replaced(
        byID: key.id, secret: .zero, presence: [], at: now, by: Text(actor.description))
    } else {
      _ = try key.resetting(to: .zero, overlap: overlap(ofKey: name), presence: [], at: now)
    }
    return key
  }

  /// A new secret: beside the old one for the overlap of the policy, or for retail a new pair at
  /// once, under the id `pairID`.
  package func resetting(
    _ name: Text, secret: Digest, pairID: Text, presence: KeyPresence, by actor: Actor
  ) throws(LifeProblem) -> KeyMove {
    let key = try resettable(name, by: actor)
    try presence.require(in: deployment.environment)
    guard key.product == .retail else {
      return KeyMove([
        try key.resetting(
          to: secret, overlap: overlap(ofKey: name), presence: presence.methods, at: now)
      ])
    }
    let pair = try key.replaced(
      byID: pairID, secret: secret, presence: presence.methods, at: now,
      by: Text(actor.description))
    return KeyMove([pair.old, pair.new])
  }

  /// The end of a key application; allowed whatever else stands in the way.
  package func deleting(_ name: Text, by actor: Actor) throws(LifeProblem) -> KeyMove {
    let key = try requireKey(name, by: actor, "deletes")
    return KeyMove([key.ended(.delete, at: now, by: Text(actor.description))])
  }
}

// MARK: - What acts ask for

extension KeyGrounds {
  /// The user whom the actor is; keys are nobody else's to act on.
  private func requireOwner(_ actor: Actor, _ verb: String) throws(LifeProblem) -> Text {
    if let user, holder.owner(user) == actor { return user }
    guard user == nil, isOfSameHouse(actor) else { throw notOwner(actor, verb) }
    // Nobody holds it: whoever might be meant learns whom to ask.
    throw obstacle?.problem("no key is made for \(holder.text)") ?? notOwner(actor, verb)
  }

  private func isOfSameHouse(_ actor: Actor) -> Bool {
    switch actor {
    case .trader(let institution, _): institution == holder.institution
    case .retail(let name): holder.form == .client(name)
    case .staff, .admin, .job: false
    }
  }

  private func notOwner(_ actor: Actor, _ verb: String) -> LifeProblem {
    let whose: String
    switch actor {
    case .staff, .admin: whose = "staff and admins can only withdraw, suspend and revoke"
    case .trader, .retail: whose = "everybody acts on their own keys alone"
    case .job: whose = "no job makes or holds keys"
    }
    guard let owner, actor.seesOwner(of: holder) else {
      return .forbidden(
        .keyOwner, "\(actor) \(verb) no key of \(holder.text): \(whose)",
        help: "keys are registered, generated, reset and deleted by their owner")
    }
    return .forbidden(
      .keyOwner, "\(actor) \(verb) no key of \(holder.text): \(whose)",
      help: "the owner acts with --as \(owner)")
  }

  private func requireKey(
    _ name: Text, by actor: Actor, _ verb: String
  ) throws(LifeProblem) -> KeyRecord {
    _ = try requireOwner(actor, verb)
    if let key = key(named: name) { return key }
    let principal = holder.principal(ofKey: name)
    let last = endedKeys.filter { $0.name == name && $0.principal == principal }
      .max { ($0.ending?.at ?? $0.registeredAt) < ($1.ending?.at ?? $1.registeredAt) }
    if let last, let ending = last.ending {
      throw .illegal(
        .keyUnknown, "key \(name) of \(holder.text) ended \(ending.at) by \(ending.cause.rawValue)",
        help: "register another: mandate key register \(holder.text) --name \(name)")
    }
    let near = nearestName(to: name.string, among: ownKeys.map(\.name.string))
    throw .illegal(
      .keyUnknown, "\(holder.text) has no key `\(name)`",
      help: near.map { "did you mean \($0)?" }
        ?? "register it: mandate key register \(holder.text) --name \(name)")
  }

  private func requireAlive(_ what: String) throws(LifeProblem) {
    if let obstacle { throw obstacle.problem(what) }
  }

  private func requireNotStopped(_ key: KeyRecord) throws(LifeProblem) {
    guard let stop = stop(over: key) else { return }
    throw .forbidden(
      .keySuspended, "key \(key.name) is \(stop.word) for \(stop.incident), by \(stop.by)",
      help: "a stop is lifted by its own side or by staff: mandate resume Key/\(key.id)")
  }

  private func requireTexts() throws(LifeProblem) {
    guard !openTexts.isEmpty else { return }
    let words = openTexts.map { standing in
      standing.accepted.map { "\(standing.text.words) (accepted was version \($0.version))" }
        ?? standing.text.words
    }
    let names = openTexts.map(\.text.words).joined(separator: " ")
    throw LifeProblem(
      sort: .forbidden, code: .textNotAccepted,
      message: "not accepted by the owner: \(words.joined(separator: ", "))",
      help: [
        "read with mandate agreement show TEXT@VERSION, then accept: mandate agreement accept "
          + "\(names)\(owner.map { " --as \($0)" } ?? "")"
      ])
  }

  private func requireFree(_ name: Text) throws(LifeProblem) {
    guard name.count <= Self.nameBytesMax else {
      throw .illegal(
        .keyName, "`\(name)` is longer than \(Self.nameBytesMax) characters",
        help: "shorten it; a key's name is what its owner knows it by")
    }
    guard key(named: name) == nil else {
      throw .illegal(
        .keyName, "\(holder.text) has a key `\(name)` already",
        help: "choose another name, or see it: mandate key show \(holder.text) --name \(name)")
    }
  }

  /// Retail: an account that is not ACTIVE has no use for a secret.
  func requireActive(account name: Text) throws(LifeProblem) {
    guard let account = client?.retailAccount(named: name) else {
      throw .forbidden(
        .keyNotAuthorized, "\(holder.text) has no account \(name) any more",
        help: "delete the key and register another for an account of yours")
    }
    guard let state = account[RetailClientFields.accountState].text else { return }
    throw .forbidden(
      .keyNotAuthorized, "account \(name) is \(state), and keys reach ACTIVE accounts alone",
      help: "ask the broker what the account waits for")
  }
}

extension Actor {
  /// Whether the owner's name is no news to this actor: it is the same house, or staff.
  fileprivate func seesOwner(of holder: KeyHolder) -> Bool {
    switch self {
    case .staff, .job: true
    case .admin(let institution, _), .trader(let institution, _):
      institution == holder.institution
    case .retail: false
    }
  }
}
