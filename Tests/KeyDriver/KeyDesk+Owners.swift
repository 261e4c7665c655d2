import AccessModel
import Diagnostics
import Foundation
import Lifecycle

/// What owners do with their keys, judged and done by the functions of `Lifecycle`.
extension KeyDesk {
  mutating func own(_ step: [String: Any], at now: Instant) throws {
    guard let actor = Actor(Text(try Malformed.required(step, "actor"))) else {
      throw Malformed("no actor")
    }
    let act = try Malformed.required(step, "do")
    if act == "accept" {
      try accept(step["texts"] as? [String: String] ?? [:], by: actor, at: now)
      return
    }
    let name = Text(try Malformed.required(step, "name"))
    let grounds = grounds(
      of: try KeyHolder(parsing: Text(try Malformed.required(step, "principal"))), at: now)
    switch act {
    case "register":
      let move = try grounds.registering(name, id: nextID(), by: actor)
      write(move)
      keyIDs.append(move.key.id)
    case "generate": try generate(step, name, grounds, by: actor)
    case "reset": try reset(step, name, grounds, by: actor)
    case "delete": write(try grounds.deleting(name, by: actor))
    default: throw Malformed("no such step as \(act)")
    }
  }

  private func grounds(of holder: KeyHolder, at now: Instant) -> KeyGrounds {
    KeyGrounds(
      of: holder, in: AccessView(register, at: now), agreements: resources(of: .agreement),
      find: { [resources] in resources[$0] })
  }

  private mutating func write(_ move: KeyMove) { for key in move.keys { put(key.resource) } }

  // MARK: Texts

  private mutating func accept(
    _ wanted: [String: String], by actor: Actor, at now: Instant
  ) throws {
    let texts = AgreementTexts(resources(of: .agreement)).all
    var records: [Resource] = []
    for (name, version) in wanted {
      guard let text = texts.first(where: { $0.words == "\(name)@\(version)" }) else {
        throw Refused()
      }
      let (institution, person): (Text, Text) =
        switch actor {
        case .trader(let institution, let user): (institution, user)
        case .retail(let name): (.empty, name)
        default: throw Malformed("\(actor) has nothing to accept")
        }
      records.append(
        text.acceptance(institution: institution, person: person, by: actor, at: now))
    }
    for record in records { put(record) }
  }

  // MARK: Secrets

  /// The checks by which the owner was found present; none where they were not.
  private func presence(_ step: [String: Any]) -> KeyPresence {
    guard step["presence"] as? Bool == true else { return KeyPresence(methods: []) }
    return deployment.environment.isProduction
      ? KeyPresence(methods: KeyPresence.wanted) : .development
  }

  private mutating func generate(
    _ step: [String: Any], _ name: Text, _ grounds: KeyGrounds, by actor: Actor
  ) throws {
    let token = nextToken()
    let move = try grounds.generating(
      name, try choice(step, grounds), secret: token.digest, presence: presence(step), by: actor)
    write(move)
    show(token, of: move.key, step)
  }

  private mutating func reset(
    _ step: [String: Any], _ name: Text, _ grounds: KeyGrounds, by actor: Actor
  ) throws {
    let token = nextToken()
    let move = try grounds.resetting(
      name, secret: token.digest, pairID: nextID(), presence: presence(step), by: actor)
    write(move)
    if move.keys.count > 1 { keyIDs.append(move.key.id) }
    show(token, of: move.key, step)
  }

  /// The second commit: the secret was shown, or it never will be.
  private mutating func show(_ token: borrowing KeyToken, of key: KeyRecord, _ step: [String: Any])
  {
    tokens.append(Text(token.withBytes { Array($0) }))
    guard step["delivered"] as? Bool == true, let shown = key.delivered(token.digest) else {
      return
    }
    put(shown.resource)
  }

  private func choice(_ step: [String: Any], _ grounds: KeyGrounds) throws -> KeyChoice {
    let blocks = step["ip"] as? [String]
    let isRetail = grounds.holder.product == .retail
    return KeyChoice(
      networks: try (blocks ?? []).map { try CIDR(parsing: Text($0)) },
      isUnrestricted: blocks == nil && isRetail,
      account: isRetail ? (step["account"] as? String).map { Text($0) } : nil,
      scopes: isRetail
        ? try (step["scope"] as? [String] ?? []).map { try Selector(parsing: Text($0)) } : []
    )
  }
}
