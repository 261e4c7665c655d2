import AccessModel
import Diagnostics
import Testing

/// A register that tests write and change, found by address.
struct Estate: Sendable {
  private(set) var resources: [Address: Resource] = [:]
  var deployment = Deployment(environment: .prod, region: "hk")

  /// The instant at which tests judge.
  static let now = instant("2026-11-20T09:00:00Z")

  static func instant(_ text: Text) -> Instant {
    guard let instant = try? Instant(parsing: text) else {
      Issue.record("\(text) is not an instant")
      return .last
    }
    return instant
  }

  static func ip(_ text: Text) -> IPAddress {
    guard let address = try? IPAddress(parsing: text) else {
      Issue.record("\(text) is not an address")
      return IPAddress(v4: 0)
    }
    return address
  }

  static func principal(_ text: Text) -> PrincipalAddress {
    guard let address = try? PrincipalAddress(parsing: text) else {
      Issue.record("\(text) is not a principal")
      return PrincipalAddress(.retailKey(client: "none", key: "none"))
    }
    return address
  }

  static func networks(_ blocks: String...) -> AddressSet {
    AddressSet(blocks.compactMap { try? CIDR(parsing: Text($0)) })
  }

  // MARK: Writing

  /// Declares a resource, `Kind/name` or `Kind/institution/name`; one that stands there is replaced.
  mutating func set(_ address: String, _ spec: [String: Draft]) {
    guard let address = Address(Text(address)),
      let slots = Draft.slots(spec, address.kind.description.fields)
    else {
      Issue.record("\(address) does not take \(spec)")
      return
    }
    resources[address] = Resource(address: address, labels: [], reason: nil, spec: slots)
  }

  /// Changes some fields of a resource that stands there; nil takes a field away.
  mutating func change(_ address: String, _ spec: [String: Draft?]) {
    guard let known = Address(Text(address)), let old = resources[known] else {
      Issue.record("there is no \(address)")
      return
    }
    var slots = old.spec
    for (name, draft) in spec {
      let fields = known.kind.description.fields
      guard let index = fields.firstIndex(where: { $0.name == name }) else {
        Issue.record("\(address) has no \(name)")
        continue
      }
      let value = draft.flatMap { $0.value(fields[index].type) } ?? .absent
      slots[index] = value == fields[index].defaultValue ? .absent : value
    }
    resources[known] = Resource(
      address: known, labels: old.labels, reason: old.reason, spec: slots)
  }

  mutating func remove(_ address: String) {
    guard let known = Address(Text(address)), resources.removeValue(forKey: known) != nil else {
      Issue.record("there is no \(address)")
      return
    }
  }

  mutating func put(_ resource: Resource) { resources[resource.address] = resource }

  mutating func removeAll(_ address: Address) { resources[address] = nil }

  mutating func removeAll(where isUnwanted: (Address) -> Bool) {
    resources = resources.filter { !isUnwanted($0.key) }
  }

  /// Records the approval of an application, with what an approval given now would pin.
  mutating func approve(_ application: String, boundary: [String]? = nil) {
    guard let subject = Address(Text(application)) else { return }
    var spec: [String: Draft] = ["state": "approved"]
    if let boundary { spec["boundary"] = .list(boundary.map { .text($0) }) }
    let address = Address(.review, of: subject).text
    set(address, spec)
    let pins = view().pins(of: subject).map { Draft.text($0.string) }
    if !pins.isEmpty { spec["pinned"] = .list(pins) }
    set(address, spec)
  }

  /// Records a suspension of what stands at an address.
  mutating func suspend(_ subject: String) {
    guard let subject = Address(Text(subject)) else { return }
    set(
      Address(.override, of: subject).text,
      ["state": "suspended", "incident": "INC-1", "by": "staff:ida", "at": "2026-11-18T00:00:00Z"])
  }

  // MARK: Asking

  func view(at instant: Instant = Estate.now) -> AccessView {
    AccessView(AccessRegister(resources.values, deployment: deployment), at: instant)
  }

  func access(
    of principal: Text = Estate.amy, at instant: Instant = Estate.now
  ) -> EffectiveAccess? { view(at: instant).access(of: Estate.principal(principal)) }

  /// Endpoint ids with the accounts of each, `-` for those that need none; empty without access.
  func endpoints(
    of principal: Text = Estate.amy, at instant: Instant = Estate.now
  ) -> [String: String] {
    let view = view(at: instant)
    guard let access = view.access(of: Estate.principal(principal)) else { return [:] }
    var found: [String: String] = [:]
    for place in access.rows {
      let row = view.register.table.rows[place]
      let accounts = access.accounts(of: row)?.map(\.string).joined(separator: " ")
      found[row.id.string] = accounts ?? "-"
    }
    return found
  }

  func decide(
    _ endpoint: Text, on account: Text? = nil, from address: Text = "203.0.113.9",
    as principal: Text = Estate.amy, at instant: Instant = Estate.now
  ) -> AccessReason {
    view(at: instant).decide(
      AccessQuestion(
        principal: Estate.principal(principal), endpoint: endpoint, account: account,
        address: Estate.ip(address)))
  }
}
