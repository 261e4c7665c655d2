import AccessModel
import Diagnostics

/// Obstacles in words.
struct ObstacleWords {
  let facts: AccessFacts

  /// A clause such as `suspended by INC-123` that tells an obstacle in few words.
  func clause(_ obstacle: CallObstacle) -> String {
    switch obstacle {
    case .key(let obstacle): KeyWords.clause(obstacle)
    case .noInstitution: "the institution is not declared"
    case .institutionState(let state): "the institution is \(state)"
    case .stopped(let override): Self.stop(override)
    case .authorizationState(let state): "the authorization is \(state)"
    case .userState(let state):
      state.map { "\(person) \(facts.user) is \($0)" } ?? "there is no \(person) \(facts.user)"
    case .applicationState(let state): application(state)
    case .startsAt(let instant): "starts \(instant)"
    case .endedAt(let instant): "ended \(instant)"
    case .grantsAtOtherTimes(let grants): grants.map(Self.time).joined(separator: "; ")
    case .licence: "the institution has no licence in force"
    case .notGranted: isRetail ? "its scopes did not name it" : "nothing grants it"
    case .notRequested: "the application does not ask for it"
    case .outsideBoundary: "it lies outside the boundary of the assessment"
    case .notPinned: "the approval does not cover it"
    case .aboveCeiling: "it lies above the ceiling of the tier"
    case .account(let obstacle): isRetail ? Self.retailAccount(obstacle) : Self.account(obstacle)
    case .address: "the address is not listed"
    case .keyAddress: "the key may not be used from the address"
    }
  }

  private var isRetail: Bool { facts.sources.key != nil }

  private var person: String { isRetail ? "client" : "user" }

  private func application(_ state: Text?) -> String {
    if isRetail {
      return state.map { "the client's application waits, it is \($0)" }
        ?? "the client's application was never submitted"
    }
    guard let application = facts.sources.application else { return "there is no application" }
    let name = application.address.name
    guard let state else { return "application \(name) was never submitted" }
    return "application \(name) waits, it is \(state)"
  }

  private static func stop(_ override: Resource) -> String {
    let state = override[OverrideFields.state].text ?? "stopped"
    let incident = override[OverrideFields.incident].text ?? "an incident"
    guard let subject = override.address.subject, subject.kind != .traderAuthorization else {
      return "\(state) by \(incident)"
    }
    return "\(subject) \(state) by \(incident)"
  }

  private static func time(_ grant: Resource) -> String {
    typealias Fields = EndpointGrantFields
    let bounds = [
      grant[Fields.validFrom].instant.map { "from \($0)" },
      grant[Fields.validUntil].instant.map { "until \($0)" },
    ]
    return "EndpointGrant/\(grant.address.name) holds "
      + bounds.compactMap { $0 }.joined(separator: " ")
  }

  private static func account(_ obstacle: AccountObstacle) -> String {
    switch obstacle {
    case .none: "it reaches no account"
    case .unknown: "the institution has no such account"
    case .state(let state): "the account is \(state)"
    case .ownership(let ownership): "the account is of ownership \(ownership)"
    case .notListed: "the account is not listed"
    case .right(let right): "the user lacks the right \(right) on the account"
    }
  }

  private static func retailAccount(_ obstacle: AccountObstacle) -> String {
    switch obstacle {
    case .none: "the client has no account of the key"
    case .unknown: "the client has no such account"
    case .state(let state): "the account of the key is \(state)"
    case .notListed: "the key is for another account"
    case .ownership, .right: account(obstacle)
    }
  }
}
