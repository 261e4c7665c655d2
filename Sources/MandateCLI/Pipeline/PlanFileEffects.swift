import AccessModel
import Diagnostics
import Plans

/// Reads back what a saved plan says that it brings about; apply computes all of it anew.
enum PlanFileEffects {
  /// The effects in the document `root`, whose changes are `changes`; nil when they are malformed.
  static func effects(_ root: PlanNode, _ changes: [Change]) -> PlanEffects? {
    guard let directions = root["changes"].flatMap({ directions($0, changes) }),
      let classes = root["classes"].flatMap(classes),
      let access = access(root, classes: classes), let unchanged = root["unchanged"],
      let handovers = root["handovers"]?.list(handover),
      let endedKeys = root["endedKeys"]?.list(endedKey),
      let later = root["later"]?.list(later),
      let overrides = root["overrides"]?.list(override),
      let approvals = root["requiredApprovals"]?.list(approval),
      let tests = root["tests"]?.list(test)
    else { return nil }
    guard unchanged.isNull || unchanged.integer.map({ $0 >= 0 }) == true else { return nil }
    var effects = PlanEffects(
      access: access, directions: directions, classes: classes, unchanged: unchanged.integer,
      later: later, overrides: overrides, requiredApprovals: approvals, tests: tests)
    effects.handovers = handovers
    effects.endedKeys = endedKeys
    return effects
  }

  private static func handover(_ node: PlanNode) -> Handover? {
    guard let parts = node.record(["principal", "from", "to"]), let principal = parts[0].principal,
      let from = parts[1].text, let to = parts[2].text
    else { return nil }
    return Handover(principal: principal, from: from, to: to)
  }

  private static func endedKey(_ node: PlanNode) -> EndedKey? {
    guard
      let parts = node.record(["key", "principal", "name", "user", "cause", "secrets"]),
      let id = parts[0].text, let principal = parts[1].principal, let name = parts[2].text,
      let user = parts[3].text,
      let cause = parts[4].string.flatMap(KeyRecord.Ending.Cause.init),
      let secrets = parts[5].list(secret)
    else { return nil }
    return EndedKey(
      id: id, principal: principal, name: name, user: user, cause: cause, secrets: secrets)
  }

  private static func secret(_ node: PlanNode) -> EndedKey.Secret? {
    guard let parts = node.record(["number", "until"]), let number = parts[0].integer,
      parts[1].isNull || parts[1].instant != nil
    else { return nil }
    return EndedKey.Secret(number: number, until: parts[1].instant)
  }

  private static func directions(_ node: PlanNode, _ changes: [Change]) -> [Address: Direction]? {
    var directions: [Address: Direction] = [:]
    for (step, change) in zip(node.elements, changes) {
      guard let direction = step["direction"]?.string.flatMap(Direction.init) else { return nil }
      if direction != .neutral { directions[change.address] = direction }
    }
    return directions
  }

  // MARK: Access

  private static func classes(_ node: PlanNode) -> [Text: EndpointTable.RiskClass]? {
    var classes: [Text: EndpointTable.RiskClass] = [:]
    for (id, value) in node.members {
      guard let riskClass = value.text.flatMap(EndpointTable.RiskClass.init) else { return nil }
      classes[id] = riskClass
    }
    return classes
  }

  private static func access(
    _ root: PlanNode, classes: [Text: EndpointTable.RiskClass]
  ) -> [AccessImpact]? {
    guard let everything = root["everything"]?.list(\.principal) else { return nil }
    var reader = ImpactReader(classes: classes, everything: everything)
    return root["access"]?.list { reader.impact($0) }
  }

  // MARK: What is not access

  private static func later(_ node: PlanNode) -> LaterChange? {
    guard let parts = node.record(["at", "principal", "what"]), let at = parts[0].instant,
      let principal = parts[1].principal, let what = parts[2].text
    else { return nil }
    return LaterChange(at: at, principal: principal, what: what)
  }

  private static func override(_ node: PlanNode) -> StandingOverride? {
    guard let parts = node.record(["address", "state", "incident", "since"]),
      let address = parts[0].text.flatMap({ Address($0) }), let state = parts[1].text,
      let incident = parts[2].text, let since = parts[3].instant
    else { return nil }
    return StandingOverride(address: address, state: state, incident: incident, since: since)
  }

  private static func approval(_ node: PlanNode) -> RequiredApproval? {
    guard let parts = node.record(["for", "by"]), let what = parts[0].text,
      let approver = parts[1].text.flatMap({ Approver(words: $0) })
    else { return nil }
    return RequiredApproval(what: what, approver: approver)
  }

  /// Whether a failure refuses is not in the document: apply runs the tests anew.
  private static func test(_ node: PlanNode) -> TestOutcome? {
    guard let parts = node.record(["name", "outcome", "message"]), let name = parts[0].text,
      let verdict = parts[1].string.flatMap(TestOutcome.Verdict.init),
      let message = parts[2].text
    else { return nil }
    return TestOutcome(name: name, verdict: verdict, message: message, isBinding: true)
  }
}

/// Reads the entries of `access`; equal shares are read once and held once.
private struct ImpactReader {
  private let classes: [Text: EndpointTable.RiskClass]
  /// Those who gain or lose everything, the next one last.
  private var everything: [PrincipalAddress]
  /// By the text that they are written in.
  private var shares: [Text: AccessShare] = [:]

  init(classes: [Text: EndpointTable.RiskClass], everything: [PrincipalAddress]) {
    self.classes = classes
    self.everything = everything.reversed()
  }

  mutating func impact(_ node: PlanNode) -> AccessImpact? {
    guard let parts = node.record(["principal", "gained", "lost", "keys", "because"]),
      let principal = parts[0].principal, let gained = share(parts[1]), let lost = share(parts[2]),
      let keys = parts[3].list(\.text),
      let because = parts[4].list({ $0.text.flatMap { Address($0) } })
    else { return nil }
    // WHY in step: both stand in the order of addresses; one out of place is not found, and the
    // bytes then differ from what is written again.
    let isEverything = everything.last == principal
    if isEverything { everything.removeLast() }
    return AccessImpact(
      principal: principal, gained: gained, lost: lost, keys: keys, because: because,
      isEverything: isEverything)
  }

  private mutating func share(_ node: PlanNode) -> AccessShare? {
    let written = node.json
    if let known = shares[written] { return known }
    guard let parts = node.record(["endpoints", "networks"]), let groups = groups(parts[0]),
      let networks = parts[1].list({ $0.text.flatMap { try? CIDR(parsing: $0) } })
    else { return nil }
    let share = AccessShare(groups: groups, networks: networks)
    shares[written] = share
    return share
  }

  /// The endpoints of one share, those on the same accounts together.
  private func groups(_ node: PlanNode) -> [AccessShare.Group]? {
    var places: [Text: Int] = [:]
    var endpoints: [[Text]] = []
    var accounts: [[Text]?] = []
    for (id, value) in node.members {
      guard classes[id] != nil, (try? EndpointID(parsing: id)) != nil else { return nil }
      if let place = places[value.json] {
        endpoints[place].append(id)
        continue
      }
      places[value.json] = endpoints.count
      endpoints.append([id])
      if value.isNull {
        accounts.append(nil)
      } else {
        guard let names = value.list(\.text) else { return nil }
        accounts.append(names)
      }
    }
    return zip(endpoints, accounts).map { AccessShare.Group(endpoints: $0, accounts: $1) }
  }
}
