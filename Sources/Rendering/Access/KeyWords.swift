package import AccessModel
import Diagnostics
import Lifecycle

/// A key and its secrets in words.
struct KeyWords {
  let key: KeyRecord
  let now: Instant

  /// What the key is and which of its secrets open something, each a line.
  var facts: [Explanation.Fact] {
    [.init("", "\(key.id), named \(key.name), registered \(key.registeredAt)")]
      + key.generations.filter { $0.hasNotEnded(at: now) }.map { secret in
        .init("", "secret \(secret.number) made \(secret.madeAt)\(Self.state(of: secret))")
      }
  }

  private static func state(of secret: SecretGeneration) -> String {
    let end = secret.until.map { ", retiring until \($0)" } ?? ""
    return (secret.isDelivered ? "" : ", never shown to its owner") + end
  }

  /// Why no secret of it opens anything.
  static func clause(_ obstacle: DeadKeyCause) -> String {
    switch obstacle {
    case .noSecret: "the key has no secret yet"
    case .undelivered: "the secret was never shown to its owner"
    case .ended(let ending): "the key ended \(ending.at) (\(ending.cause.rawValue) by \(ending.by))"
    case .pastEnd(let instant): "the last secret ended \(instant)"
    case .madeLater(let instant): "the first secret is made \(instant)"
    }
  }

  /// What would make it alive, or another in its place.
  func remedy(_ obstacle: DeadKeyCause) -> String {
    switch obstacle {
    case .noSecret: "its owner: mandate key generate \(key.commandWords)"
    case .undelivered, .pastEnd: "its owner: mandate key reset \(key.commandWords)"
    case .ended: "its owner registers another: mandate key register \(key.commandWords)"
    case .madeLater(let instant): "wait until \(instant)"
    }
  }

  /// What bounds the addresses that the key itself may be used from.
  func network(_ address: IPAddress?) -> Explanation.Fact {
    guard let level = key.ownLevel else {
      return .init("key", key.isUnrestricted ? "any address, as its owner said" : "any address")
    }
    let words = NetworkWords.words(of: level)
    guard let address else { return .init("key", words) }
    return .init(
      "key", level.contains(address) ? "\(address) is in \(words)" : "\(address) is not in \(words)"
    )
  }
}

extension Explanation {
  /// What is left to say of a key whose principal was deleted.
  package static func of(keyWithoutPrincipal key: KeyRecord, at now: Instant) -> Explanation {
    let words = KeyWords(key: key, now: now)
    let obstacle = key.deadCause(at: now)
    let clauses = obstacle.map { [Fact("", KeyWords.clause($0))] } ?? []
    return Explanation(
      reason: obstacle == nil ? .notAuthorized : .keyExpired,
      rules: [
        Rule(name: RuleName.key.rawValue, holds: obstacle == nil, facts: words.facts + clauses),
        Rule(
          name: RuleName.alive.rawValue, holds: false,
          facts: [Fact("", "there is no principal \(key.principal)")]),
      ],
      suggestions: [
        [Suggestion(words: "apply manifests that declare the principal", widened: nil)]
      ],
      shortcut: nil)
  }
}

/// What rule 4 says of the one account of a retail key, in words.
struct RetailAccountWords {
  let client: Resource?
  let key: KeyRecord

  func facts(of asked: Text?, _ obstacles: [CallObstacle]) -> [Explanation.Fact] {
    guard let name = key.account else { return [.init("", "no account was chosen yet")] }
    guard let account = client?.retailAccount(named: name) else {
      return [.init("", "the key is for \(name), which the client has no more")]
    }
    let number = account[RetailClientFields.accountNumber].text.map { " (\($0))" } ?? ""
    let state = account[RetailClientFields.accountState].text ?? "ACTIVE"
    let words = "the key is for \(name)\(number), which is \(state)"
    guard let asked, case .account(let obstacle)? = obstacles.first else {
      return [.init("", words)]
    }
    switch obstacle {
    case .unknown: return [.init("", "\(words); the client has no account \(asked)")]
    case .notListed: return [.init("", "\(words), and not for \(asked)")]
    case .state, .none, .ownership, .right: return [.init("", words)]
    }
  }
}
