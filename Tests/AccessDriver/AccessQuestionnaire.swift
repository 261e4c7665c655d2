import AccessModel
import Diagnostics
import Foundation
import Manifests
import Planning
import Plans

/// One line of the protocol and its answer.
struct AccessQuestionnaire {
  private let json: [String: Any]
  private let deployment: Deployment
  private let now: Instant
  private let before: World
  private let after: World?

  init(_ line: String) throws {
    guard let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let environment = (json["environment"] as? String).flatMap(Deployment.Environment.init),
      let region = json["region"] as? String, let at = json["at"] as? String,
      let world = json["before"] as? [String: Any]
    else { throw World.Malformed(description: "the line lacks a member") }
    self.json = json
    deployment = Deployment(environment: environment, region: Text(region))
    now = try Instant(parsing: Text(at))
    before = try World(world, at: at)
    after = try (json["after"] as? [String: Any]).map { try World($0, at: at) }
  }

  func answer() throws -> [String: Any] {
    let register = AccessRegister(before.resources, deployment: deployment)
    let view = AccessView(register, at: now)
    let effects = after.map { impact(of: $0) }
    // Every difference comes from a change that the principal's access reads.
    guard effects?.access.allSatisfy({ !$0.because.isEmpty }) ?? true else {
      throw World.Malformed(description: "an impact without a cause")
    }
    return [
      "id": json["id"] ?? NSNull(), "before": export(view),
      "after": after.map { export(self.view(of: $0)) } ?? NSNull(),
      "impact": effects?.access.map(Self.line) ?? NSNull(),
      "widening": effects?.widening ?? 0, "narrowing": effects?.narrowing ?? 0,
      "answers": (json["ask"] as? [[String: Any]] ?? []).map { decide($0, view) },
      "pins": Dictionary(
        uniqueKeysWithValues: (json["pin"] as? [String] ?? []).map { ($0, pins($0, view)) }),
    ]
  }

  private func view(of world: World) -> AccessView {
    AccessView(AccessRegister(world.resources, deployment: deployment), at: now)
  }

  // MARK: Access

  private func export(_ view: AccessView) -> [Any] {
    view.register.institutions.values.flatMap(\.principals).sorted().compactMap { principal in
      view.access(of: principal).map { line($0, view) }
    }
  }

  private func line(_ access: EffectiveAccess, _ view: AccessView) -> [String: Any] {
    var endpoints: [String: Any] = [:]
    for place in access.rows {
      let row = view.register.table.rows[place]
      endpoints[row.id.string] = access.accounts(of: row)?.map(\.string) ?? NSNull()
    }
    return [
      "principal": access.principal.description, "user": access.user.string,
      "institution": access.principal.institution.string,
      "validFrom": access.validFrom?.description ?? NSNull(),
      "validUntil": access.validUntil?.description ?? NSNull(),
      "networks": access.networks.blocks.map(\.text.string), "endpoints": endpoints,
    ]
  }

  // MARK: Impact

  private func impact(of after: World) -> PlanEffects {
    let old = Dictionary(byAddress: before.resources)
    let new = Dictionary(byAddress: after.resources)
    let addresses = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    let changes = addresses.sorted().map { address in
      Change(before: old[address].map(version), after: new[address].map(version), source: nil)
    }
    return Effects.of(changes, planned: after.resources, deployment: deployment, at: now)
  }

  private func version(_ resource: Resource) -> Change.Version {
    Change.Version(resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource)))
  }

  private static func line(_ impact: AccessImpact) -> [String: Any] {
    [
      "principal": impact.principal.description, "gained": share(impact.gained),
      "lost": share(impact.lost),
    ]
  }

  private static func share(_ share: AccessShare) -> [String: Any] {
    var endpoints: [String: Any] = [:]
    for group in share.groups {
      for id in group.endpoints {
        endpoints[id.string] = group.accounts?.map(\.string) ?? NSNull()
      }
    }
    return ["endpoints": endpoints, "networks": share.networks.map(\.text.string)]
  }

  // MARK: Questions

  private func decide(_ question: [String: Any], _ view: AccessView) -> [String: Any] {
    let reason = self.reason(question, view)
    return ["decision": reason.isAllowed ? "allow" : "deny", "reason": reason.rawValue]
  }

  private func reason(_ question: [String: Any], _ view: AccessView) -> AccessReason {
    guard let principalText = question["principal"] as? String,
      let principal = try? PrincipalAddress(parsing: Text(principalText)),
      let endpoint = question["endpoint"] as? String, let ip = question["ip"] as? String,
      let address = try? IPAddress.client(parsing: Text(ip)).address
    else { return .badRequest }
    var instant = now
    if let at = question["at"] as? String {
      guard let parsed = try? Instant(parsing: Text(at)) else { return .badRequest }
      instant = parsed
    }
    let moment = instant == now ? view : AccessView(view.register, at: instant)
    return moment.decide(
      AccessQuestion(
        principal: principal, endpoint: Text(endpoint),
        account: (question["account"] as? String).map { Text($0) }, address: address))
  }

  private func pins(_ address: String, _ view: AccessView) -> [String] {
    Address(Text(address)).map { view.pins(of: $0).map(\.string) } ?? []
  }
}
