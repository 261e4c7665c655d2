import AccessModel
import Diagnostics
import Plans
import TestSupport

extension ImpactSamples {
  static func resource(
    _ kind: Kind, _ name: String, _ spec: [String: Value] = [:],
    of institution: String = "harbour-capital", reason: String? = nil
  ) -> Resource {
    let fields = kind.description.fields
    var slots = [Value](repeating: .absent, count: fields.count)
    for (field, value) in spec { slots[fields.slot(field).index] = value }
    let place = kind.scope == .institution ? Text(institution) : .empty
    return Resource(
      address: Address(kind, institution: place, name: Text(name)), labels: [],
      reason: reason.map { Text($0) }, spec: slots)
  }

  static func version(_ resource: Resource) -> Change.Version {
    Change.Version(resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource)))
  }

  static func create(_ kind: Kind, _ name: String) -> Change {
    Change(before: nil, after: version(resource(kind, name)), source: nil)
  }

  static func delete(_ kind: Kind, _ name: String) -> Change {
    Change(before: version(resource(kind, name)), after: nil, source: nil)
  }

  static func update(
    _ kind: Kind, _ name: String, from before: [String: Value], to after: [String: Value],
    of institution: String = "harbour-capital", reason: String? = nil, line: Int? = nil
  ) -> Change {
    Change(
      before: version(resource(kind, name, before, of: institution)),
      after: version(resource(kind, name, after, of: institution, reason: reason)),
      source: line.map { Source(file: "traders.yaml", line: $0) })
  }

  static func plan(_ changes: [Change], _ effects: PlanEffects, author: String? = nil) -> Plan {
    Plan(
      owner: "harbour-sandbox", deployment: Deployment(environment: .sandbox, region: "hk"),
      createdAt: instant("2026-11-20T09:00:00Z"), author: author.flatMap { Actor(Text($0)) },
      base: Plan.Base(store: "lineage", revision: 41, scopes: []),
      desired: Plan.Desired(digest: .zero, resources: 36, commit: nil), changes: changes,
      waiting: [],
      guardrails: [
        GuardrailOutcome(
          name: "maxRemovals", verdict: .pass, limit: 10, actual: 0, message: "0 of 36 are removed",
          lift: nil)
      ], effects: effects)
  }

  /// The plan of the specification's example, with one line deleted that widens.
  static var harbourPlan: Plan {
    func desk(_ name: String) -> [String: Value] { ["desk": .text(Text(name))] }
    func move(_ name: String, _ from: String, _ to: String, _ why: String, _ line: Int) -> Change {
      update(
        .traderAuthorization, name, from: desk(from), to: desk(to), reason: why, line: line)
    }
    let lists = { (names: [Text]) in Value.list(names.map { .text($0) }) }
    let changes = [
      move("fay-ma", "options", "options-read", "SEC-118 moved to research", 14),
      move("gus-tam", "options", "options-read", "SEC-118 moved to research", 15),
      update(
        .traderAuthorization, "hana-li", from: ["ipWhitelists": lists(["dc-hk-1", "hk-office"])],
        to: ["ipWhitelists": lists(["hk-office"])], line: 19),
      move("ben-yip", "equities", "options", "DESK-77 joins the options desk", 9),
      update(
        .traderAuthorization, "cora-ip",
        from: ["desk": .text("equities"), "validUntil": .text("2026-12-01T00:00:00Z")],
        to: desk("options"), reason: "DESK-77 joins the options desk", line: 10),
    ]
    var effects = mockup
    for change in changes.prefix(3) { effects.directions[change.address] = .narrowing }
    effects.directions[changes[3].address] = .widening
    effects.directions[changes[4].address] = .both
    effects.requiredApprovals = [
      RequiredApproval(
        what: "widening of class trade", approver: .admin(of: "harbour-capital"))
    ]
    effects.tests = [
      TestOutcome(
        name: "AccessTest/harbour-capital/never: middle office never trades", verdict: .pass,
        message: "", isBinding: true),
      TestOutcome(
        name: "AccessTest/harbour-capital/never: nobody trades from anywhere", verdict: .fail,
        message: "ben-yip can call trade.order.place from every IPv4 address", isBinding: true),
    ]
    return plan(changes, effects, author: "admin:harbour-capital/mei-chan")
  }
}
