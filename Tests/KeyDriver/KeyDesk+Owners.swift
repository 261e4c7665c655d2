import AccessModel
import Diagnostics
import Foundation
import Lifecycle

/// What owners do with their keys.
extension KeyDesk {
  mutating func own(_ step: [String: Any], at now: Instant) throws -> Bool {
    let actor = Text(try Malformed.required(step, "actor"))
    if step["texts"] != nil { return try accept(step, actor, at: now) }
    let principal = Text(try Malformed.required(step, "principal"))
    let name = Text(try Malformed.required(step, "name"))
    let isRetail = principal.hasPrefix("RetailClient/")
    guard let address = try? PrincipalAddress(parsing: isRetail ? Text("\(principal)/\(name)") : principal)
    else { throw Malformed("\(principal) is no principal") }
    let known = key(of: address, named: name)
    let owner = owner(of: address)
    guard owner == actor else { return false }
    if (step["do"] as? String) == "delete" {
      guard let known else { return false }
      put(known.ended(.delete, at: now, by: actor).resource)
      return true
    }
    let register = register
    let view = AccessView(register, at: now)
    guard obstacle(address, view, register) == nil, hasAccepted(address, actor) else { return false }
    switch step["do"] as? String {
    case "register":
      guard known == nil else { return false }
      registerKey(address, name, actor, at: now)
      return true
    case "generate", "reset":
      guard let known, step["presence"] as? Bool == true, !register.isStopped(known.address) else { return false }
      let isDelivered = step["delivered"] as? Bool == true
      return step["do"] as? String == "generate"
        ? try generate(known, step, isDelivered, at: now) : try reset(known, isDelivered, actor, at: now)
    default: throw Malformed("no such step")
    }
  }

  private func key(of principal: PrincipalAddress, named name: Text) -> KeyRecord? {
    resources(of: .key).map { KeyRecord($0) }
      .first { $0.principal == principal && $0.name == name && $0.state != .deleted }
  }

  private func owner(of principal: PrincipalAddress) -> Text? {
    switch principal.form {
    case .trader(let institution, let name):
      guard let found = resource(at: principal.resource) else { return nil }
      return Text("trader:\(institution)/\(found[TraderAuthorizationFields.user].text ?? name)")
    case .apiUser(let institution, _, let user):
      guard let found = resource(at: principal.resource), found[BrokerApplicationFields.apiUsers].texts.contains(user) else { return nil }
      return Text("trader:\(institution)/\(user)")
    case .retailKey(let client, _): return resource(at: principal.resource) == nil ? nil : Text("retail:\(client)")
    }
  }

  private func obstacle(_ principal: PrincipalAddress, _ view: AccessView, _ register: AccessRegister) -> AccessReason? {
    guard case .retailKey(let client, _) = principal.form else {
      return view.facts(of: principal).map { $0.obstacle } ?? .notAuthorized
    }
    if register.retail.overrides[principal.resource] != nil { return .suspended }
    if resource(at: principal.resource)?[RetailClientFields.state].isAbsent != true { return .notAuthorized }
    return register.retail.standings[client]?.isApproved == true ? nil : .applicationNotApproved
  }

  private func texts(_ product: Text) -> [Text: Text] {
    var found: [Text: Text] = [:]
    for one in resources(of: .agreement) where one[AgreementFields.products].texts.contains(product) {
      found[one.address.name] = one[AgreementFields.version].text
    }
    if !found.isEmpty { return found }
    return product.is("trading-retail") ? ["api-agreement": "1", "risk-warning": "1"] : ["api-agreement": "1", "disclaimer": "1"]
  }

  private func product(_ principal: PrincipalAddress) -> KeyRecord.Product {
    switch principal.form {
    case .trader: .trader
    case .apiUser: .broker
    case .retailKey: .retail
    }
  }

  private func acceptance(_ actor: Text, _ text: Text) -> Address? {
    let parts = actor.split(UInt8(ascii: ":"))[1].split(UInt8(ascii: "/"))
    return parts.count == 2 ? Address(.acceptance, institution: parts[0], name: Text("\(parts[1]).\(text)"))
      : Address(.acceptance, name: Text("\(parts[0]).\(text)"))
  }

  private func hasAccepted(_ principal: PrincipalAddress, _ actor: Text) -> Bool {
    texts(Text(product(principal).rawValue)).allSatisfy { text, version in
      acceptance(actor, text).flatMap { resource(at: $0) }?[AcceptanceFields.version].text == version
    }
  }

  private mutating func accept(_ step: [String: Any], _ actor: Text, at now: Instant) throws -> Bool {
    for (text, version) in step["texts"] as? [String: String] ?? [:] {
      let text = Text(text)
      guard KeyRecord.Product.allCases.contains(where: { texts(Text($0.rawValue))[text] == Text(version) }),
        let address = acceptance(actor, text)
      else { return false }
      put(try Documents.read(address, ["version": version, "at": now.description, "by": actor.string]))
    }
    return true
  }

  private mutating func registerKey(_ principal: PrincipalAddress, _ name: Text, _ actor: Text, at now: Instant) {
    let id = KeyID.make { bytes($0) }
    keyIDs.append(id)
    put(
      KeyRecord(
        id: id, product: product(principal), principal: principal, name: name,
        user: actor.split(UInt8(ascii: ":"))[1].split(UInt8(ascii: "/")).last ?? .empty, registeredAt: now, texts: []
      ).resource)
  }

  private mutating func secret() -> Digest {
    let token = KeyToken(for: deployment.environment) { pool in
      for (place, byte) in bytes(pool.count).enumerated() { pool[place] = byte }
    }
    tokens.append(Text(token.withBytes { Array($0) }))
    return token.digest
  }

  private mutating func store(_ key: KeyRecord, _ secret: Digest, _ isDelivered: Bool) {
    put((isDelivered ? key.delivered(secret) ?? key : key).resource)
  }

  private mutating func generate(_ known: KeyRecord, _ step: [String: Any], _ isDelivered: Bool, at now: Instant) throws -> Bool {
    var key = known
    guard key.state == .registered else { return false }
    if key.product == .retail {
      guard let name = step["account"] as? String, let client = resource(at: key.principal.resource),
        let account = client.retailAccount(named: Text(name)), account[RetailClientFields.accountState].isAbsent,
        ["CASH", "MARGIN", "general-invest", "stocks-isa"].contains(account[RetailClientFields.accountType].text?.string ?? "")
      else { return false }
      key.account = Text(name)
      let view = AccessView(register, at: now)
      key.scopes = (step["scope"] as? [String] ?? []).map { Text($0) }
      key.endpoints = view.register.table.ids(of: view.rows(of: key.scopes).intersection(view.inForce))
    }
    let blocks = step["ip"] as? [String]
    key.networks = try (blocks ?? []).map { try CIDR(parsing: Text($0)) }
    key.isUnrestricted = blocks == nil
    let secret = secret()
    store(try key.generating(secret, presence: ["sms-code"], at: now), secret, isDelivered)
    return true
  }

  private mutating func reset(_ key: KeyRecord, _ isDelivered: Bool, _ actor: Text, at now: Instant) throws -> Bool {
    guard key.state == .keyed else { return false }
    let secret = secret()
    if key.product == .retail {
      let id = KeyID.make { bytes($0) }
      keyIDs.append(id)
      let pair = try key.replaced(byID: id, secret: secret, presence: ["sms-code"], at: now, by: actor)
      put(pair.old.resource)
      store(pair.new, secret, isDelivered)
      return true
    }
    var book = PolicyBook(for: deployment.environment, at: now) { [resources = allResources] in resources[$0] }
    let overlap = book.policy(of: key.principal.institution, for: key.principal.text).overlap
    store(try key.resetting(to: secret, overlap: overlap, presence: ["sms-code"], at: now), secret, isDelivered)
    return true
  }
}
