import AccessModel
import Diagnostics
import Foundation
import Lifecycle
import Manifests
import Planning
import Plans

/// A store in memory and the steps that people take, each by the functions that commands call.
struct KeyDesk {
  let deployment: Deployment
  private(set) var resources: [Address: Resource] = [:]
  /// Whether the last step has written anything.
  private var hasChanged = false
  /// Every token that was ever made, in the order of making.
  var tokens: [Text] = []
  /// The id of every key application, in the order of registering.
  var keyIDs: [Text] = []
  private var counter: UInt64 = 0

  init(deployment: Deployment) {
    self.deployment = deployment
    register = AccessRegister([], deployment: deployment)
  }

  /// The register as it stands before a step.
  private(set) var register: AccessRegister

  func resources(of kind: Kind) -> [Resource] { resources.values.filter { $0.kind == kind } }

  mutating func put(_ resource: Resource) {
    resources[resource.address] = resource
    hasChanged = true
  }

  mutating func open(_ json: [String: Any]) throws {
    for text in json["resources"] as? [String] ?? [] { put(try Documents.read(text)) }
    for (address, review) in json["reviews"] as? [String: [String: Any]] ?? [:] {
      try record(review, of: address)
    }
  }

  private mutating func record(_ review: [String: Any], of address: String) throws {
    guard let subject = Address(Text(address)) else { throw Malformed("\(address) is no address") }
    var spec: [String: Any] = ["state": review["state"] ?? "draft"]
    if let pinned = review["pinned"] as? [String], !pinned.isEmpty { spec["pinned"] = pinned }
    put(try Documents.read(Address(.review, of: subject), spec))
  }

  /// Works out the register anew where the last step has written anything.
  mutating func refresh() -> Bool {
    if hasChanged { register = AccessRegister(resources.values, deployment: deployment) }
    defer { hasChanged = false }
    return hasChanged
  }

  /// Takes one step; false when it was refused.
  mutating func take(_ step: [String: Any], at now: Instant) throws -> Bool {
    do {
      switch try Malformed.required(step, "do") {
      case "tick": break
      case "review":
        try record(step, of: try Malformed.required(step, "address"))
      case "plan":
        try plan(step["changes"] as? [[String: Any]] ?? [], at: now)
      case "suspend", "revoke", "resume": try stop(step, at: now)
      default: try own(step, at: now)
      }
      return true
    } catch is LifeProblem {
      return false
    } catch is Refused {
      return false
    }
  }

  // MARK: Plans

  private mutating func plan(_ json: [[String: Any]], at now: Instant) throws {
    var changes: [Change] = []
    for one in json {
      guard let address = Address(Text(try Malformed.required(one, "address"))) else {
        throw Malformed("a change without an address")
      }
      let old = (one["from"] as? String).flatMap { Address(Text($0)) } ?? address
      let after = try (one["document"] as? String).map { try Documents.read($0) }
      changes.append(
        Change(
          before: resources[old].map(Self.version), after: after.map(Self.version), source: nil))
    }
    let records = RecordConsequences.of(changes) { resources[$0].map(Self.version) }
    perform(changes + records)
    followKeys(changes + records, at: now)
  }

  private mutating func perform(_ changes: [Change]) {
    hasChanged = hasChanged || !changes.isEmpty
    for change in changes { if let old = change.before?.resource { resources[old.address] = nil } }
    for change in changes { if let new = change.after?.resource { put(new) } }
  }

  private mutating func followKeys(_ changes: [Change], at now: Instant) {
    perform(
      KeyConsequences.of(
        changes, planned: Array(resources.values), recorded: resources.values, at: now,
        by: "staff:olga", version: { resources[$0].map(Self.version) }))
  }

  private static func version(_ resource: Resource) -> Change.Version {
    Change.Version(resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource)))
  }

  // MARK: Stops

  private mutating func stop(_ step: [String: Any], at now: Instant) throws {
    let subject = try subject(of: step)
    let recorded = Address(.override, of: subject)
    let life = OverrideLife(of: subject, recorded: resources[recorded])
    let move: StopMove =
      switch try Malformed.required(step, "do") {
      case "suspend": .suspend(incident: "INC-1")
      case "revoke": .revoke(incident: "INC-1")
      default: .resume(incident: nil)
      }
    let next = try life.taking(
      move,
      by: ActingPerson(
        .staff("olga"), in: deployment, knowsStaff: true, resource: { resources[$0] }), at: now)
    let change = Change(
      before: resources[recorded].map(Self.version), after: next.resource.map(Self.version),
      source: nil)
    perform([change])
    followKeys([change], at: now)
  }

  private func subject(of step: [String: Any]) throws -> Address {
    if let number = step["target"] as? Int {
      guard keyIDs.indices.contains(number),
        let key = resources.keys.first(where: { $0.kind == .key && $0.name == keyIDs[number] })
      else { throw Malformed("no such key") }
      return key
    }
    guard let address = Address(Text(try Malformed.required(step, "target"))) else {
      throw Malformed("no address to stop")
    }
    return address
  }

  // MARK: Ids and secrets

  mutating func nextID() -> Text { KeyID.make { bytes($0) } }

  mutating func nextToken() -> KeyToken {
    KeyToken(for: deployment.environment) { pool in
      for (place, byte) in bytes(pool.count).enumerated() { pool[place] = byte }
    }
  }

  /// Numbers that differ from one another.
  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in
      counter &+= 0x9E37_79B9_7F4A_7C15
      var mixed = counter
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      return UInt8(truncatingIfNeeded: mixed >> 32)
    }
  }
}
