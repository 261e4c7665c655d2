import AccessModel
import Diagnostics
import Foundation

/// One line of the protocol and its answer.
struct KeySequence {
  private let json: [String: Any]
  private let deployment: Deployment
  private let questions: [Question]
  private let principals: [Text]

  /// What is asked of every token, key and principal after every step.
  private struct Question {
    let endpoint: Text
    let account: Text?
    let address: IPAddress
  }

  init(_ line: String) throws {
    guard let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let environment = (json["environment"] as? String).flatMap(Deployment.Environment.init),
      let questions = json["questions"] as? [[String: Any]],
      let principals = json["principals"] as? [String]
    else { throw Malformed("the line lacks a member") }
    self.json = json
    deployment = Deployment(environment: environment, region: "hk")
    self.principals = principals.map { Text($0) }
    self.questions = try questions.map { one in
      Question(
        endpoint: Text(try Malformed.required(one, "endpoint")),
        account: (one["account"] as? String).map { Text($0) },
        address: try IPAddress.client(parsing: Text(try Malformed.required(one, "ip"))).address)
    }
  }

  func answer() throws -> [String: Any] {
    var desk = KeyDesk(deployment: deployment)
    try desk.open(json)
    var told: [[String: Any]] = []
    _ = desk.refresh()
    var decider = AccessDecider(desk.register)
    for step in json["steps"] as? [[String: Any]] ?? [] {
      let at = try Instant(parsing: Text(try Malformed.required(step, "at")))
      let isDone = try desk.take(step, at: at)
      if desk.refresh() { decider = AccessDecider(desk.register) }
      let probes = try (step["probes"] as? [String] ?? []).map { try Instant(parsing: Text($0)) }
      told.append([
        "done": isDone, "answers": ([at] + probes).map { answers(decider, desk, at: $0) },
      ])
    }
    return ["id": json["id"] ?? NSNull(), "steps": told]
  }

  /// One letter for every token, key and principal, question by question.
  private func answers(_ decider: AccessDecider, _ desk: KeyDesk, at now: Instant) -> String {
    let callers =
      desk.tokens.map(AccessDecider.Caller.token) + desk.keyIDs.map(AccessDecider.Caller.keyID)
      + principals.map(AccessDecider.Caller.principal)
    var letters = ""
    for question in questions {
      let place = decider.place(ofEndpoint: question.endpoint)
      for caller in callers {
        let reason = decider.decide(
          caller, place: place, account: question.account, address: question.address, at: now)
        letters.append(Self.letter(of: reason))
      }
    }
    return letters
  }

  private static func letter(of reason: AccessReason) -> Character {
    switch reason {
    case .badRequest: "b"
    case .unknownKey: "u"
    case .keyExpired: "x"
    case .unknownEndpoint: "e"
    case .suspended: "s"
    case .notAuthorized: "n"
    case .applicationNotApproved: "p"
    case .outsideValidity: "v"
    case .licenceInactive: "l"
    case .endpointNotGranted: "g"
    case .accountNotPermitted: "c"
    case .addressNotListed: "i"
    case .allowed: "A"
    case .stateUnavailable: "?"
    }
  }
}

/// A step refused by what no function of `Lifecycle` decides.
struct Refused: Error {}

/// A line that does not say what it must.
struct Malformed: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  static func required(_ json: [String: Any], _ name: String) throws -> String {
    guard let text = json[name] as? String else { throw Malformed("no \(name) in a step") }
    return text
  }
}
