import AccessModel
import Diagnostics
import Lifecycle

/// Remedies in words, each a thing to do.
struct RemedyWords {
  let facts: AccessFacts
  let key: KeyRecord?
  let view: AccessView

  func suggestion(_ remedy: CallRemedy) -> Explanation.Suggestion {
    Explanation.Suggestion(words: words(remedy.action), widened: remedy.widened)
  }

  /// What can be suggested for each obstacle; where one cannot be taken away, that alone.
  func suggestions(_ remedies: [[CallRemedy]]) -> [[Explanation.Suggestion]] {
    let hopeless = remedies.first { group in group.contains { isHopeless($0.action) } }
    return (hopeless.map { [$0] } ?? remedies).map { $0.map(suggestion) }
  }

  private func isHopeless(_ action: CallRemedy.Action) -> Bool {
    switch action {
    case .other(.account(.ownership)): true
    case .other(.userState(let state)): state?.is("left") ?? false
    default: false
    }
  }

  private func words(_ action: CallRemedy.Action) -> String {
    switch action {
    case .addEndpoint(let id, let holder): "add \(id) to the endpoints of \(short(holder))"
    case .move(let authorization, let desk): "move \(authorization.name) to \(short(desk))"
    case .addAccount(let name, let holder): "add \(name) to the accounts of \(short(holder))"
    case .addRight(let right, let account, let user):
      "give \(short(user)) the right \(right) on \(account)"
    case .addAddress(let block, let list): "add \(block) to \(short(list))"
    case .other(let obstacle): words(obstacle)
    }
  }

  private func words(_ obstacle: CallObstacle) -> String {
    switch obstacle {
    case .key(let obstacle): key.map { KeyWords(key: $0, now: view.now).remedy(obstacle) } ?? ""
    case .noInstitution: "declare the institution"
    case .institutionState: "staff: set the state of \(facts.principal.institution) to open"
    case .stopped(let override): resume(override)
    case .authorizationState(let state): authorization(state)
    case .userState(let state): user(state)
    case .applicationState(let state): application(state)
    case .startsAt(let instant): "wait until \(instant), or change validFrom"
    case .endedAt: "change validUntil"
    case .grantsAtOtherTimes: "change the validity of a grant"
    case .licence: "staff: record a licence in force; in prod nothing but reading works without"
    case .notGranted:
      isRetail ? anotherKey : "grant it to application \(applicationName): EndpointGrant"
    case .notRequested:
      "add it to requestedEndpoints of application \(applicationName), and have it approved"
    case .outsideBoundary: "staff: widen the boundary by an assessment"
    case .notPinned: "mandate app submit \(applicationAddress), for an amendment that staff approve"
    case .aboveCeiling:
      "staff: add it to \(facts.sources.tier.map { short($0.address) } ?? "the tier")"
    case .account(let obstacle): isRetail ? retailAccount(obstacle) : Self.account(obstacle)
    case .address: "list the address"
    case .keyAddress: anotherKey
    }
  }

  private var isRetail: Bool { facts.sources.key != nil }

  /// What a key is for is fixed when it is made.
  private var anotherKey: String {
    key.map { "its owner makes another key: mandate key register \($0.commandWords)" } ?? ""
  }

  private func retailAccount(_ obstacle: AccountObstacle) -> String {
    switch obstacle {
    case .state: "staff: the account must be ACTIVE"
    case .none, .unknown, .notListed, .ownership, .right: anotherKey
    }
  }

  private static func account(_ obstacle: AccountObstacle) -> String {
    switch obstacle {
    case .none: "give it an account that is ACTIVE"
    case .unknown: "staff: declare the account"
    case .state: "staff: the account must be ACTIVE"
    case .ownership: "nothing would: traders reach proprietary accounts only"
    case .notListed: "list the account"
    case .right(let right): "give the user the right \(right)"
    }
  }

  private func resume(_ override: Resource) -> String {
    guard let subject = override.address.subject,
      override[OverrideFields.state].text?.is("suspended") == true
    else { return "a revocation has ended every secret; mandate resume lifts the block alone" }
    let incident = override[OverrideFields.incident].text ?? "ID"
    return "mandate resume \(subject) --incident \(incident)"
  }

  private func authorization(_ state: Text) -> String {
    state.is("suspended")
      ? "set the state of \(short(facts.principal.resource)) to active"
      : "declare a new authorization: a withdrawn one has ended for good"
  }

  private func user(_ state: Text?) -> String {
    let user = isRetail ? facts.principal.resource.text : "PortalUser/\(facts.user)"
    guard let state else { return "declare \(user)" }
    return state.is("left")
      ? "nothing would: \(user) has left" : "set the state of \(user), which is \(state), to active"
  }

  private func application(_ state: Text?) -> String {
    guard let address = (facts.sources.application ?? facts.sources.client)?.address else {
      return isRetail ? "declare the client" : "declare the application"
    }
    let review =
      isRetail
      ? view.register.retail.reviews[address.name]
      : view.register.institutions[address.institution]?.reviews[address]
    let life = ApplicationLife(of: address, recorded: review)
    return life?.nextStep(inProduction: view.register.deployment.environment.isProduction)?.command
      ?? "have \(address) approved"
  }

  private var applicationName: Text { facts.sources.application?.address.name ?? "?" }

  private var applicationAddress: String {
    facts.sources.application?.address.text ?? "the application"
  }

  private func short(_ address: Address) -> String { "\(address.kind.name)/\(address.name)" }
}
