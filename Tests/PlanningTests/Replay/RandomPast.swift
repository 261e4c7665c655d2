import AccessModel
import Diagnostics
import Planning
import Plans
import TestSupport

/// A firm whose register somebody edited at random, revision by revision.
struct RandomPast {
  /// The register after each revision, the first one the firm as it began.
  private(set) var registers: [(at: Instant, resources: [Address: Resource])] = []
  private var random: SeededRandom

  static let deployment = Deployment(environment: .sandbox, region: "hk")

  init(seed: UInt64, revisions: Int) {
    random = SeededRandom(seed: seed)
    var resources = AccessEstate().resources
    var at = Self.hour(0)
    registers.append((at, resources))
    for _ in 1..<revisions {
      // Often in the same second, often at a bound.
      at = Self.hour(
        (at.secondsSince1970 - Self.hour(0).secondsSince1970) / 3600 + Int64(random.int(in: 0...2)))
      edit(&resources)
      registers.append((at, resources))
    }
  }

  static func hour(_ count: Int64) -> Instant {
    Instant(secondsSince1970: 1_795_165_200 + count * 3600) ?? .last
  }

  /// Every instant at which anything may change.
  var instants: [Instant] {
    let last = registers.last?.at ?? Self.hour(0)
    return (0...60).map(Self.hour).filter { $0 <= last }
  }

  // MARK: Edits

  private mutating func edit(_ resources: inout [Address: Resource]) {
    for _ in 0..<random.int(in: 1...2) {
      let made = edited()
      if random.oneIn(20) {
        resources[made.address] = nil
      } else {
        resources[made.address] = made
      }
    }
  }

  private mutating func bound() -> Text { Self.hour(Int64(random.int(in: 0...14))).text }

  private mutating func bounds() -> String {
    switch random.int(in: 0...3) {
    case 0: ", validFrom: \(bound())"
    case 1: ", validUntil: \(bound())"
    default: ""
    }
  }

  private mutating func edited() -> Resource {
    switch random.int(in: 0...11) {
    case 0, 10:
      return Estate.resource(
        "TraderAuthorization", "ben", "{desk: equities\(bounds())}", of: "harbour")
    case 1:
      let user = random.oneIn(2) ? ", user: ben" : ""
      return Estate.resource(
        "TraderAuthorization", "cora", "{desk: equities\(user)\(bounds())}", of: "harbour")
    case 2:
      return Estate.user(random.oneIn(2) ? "ben" : "cora", random.oneIn(3) ? ", state: left" : "")
    case 3, 11:
      let until = random.oneIn(2) ? ", validUntil: \(bound())" : ""
      let block = random.oneIn(2) ? "203.0.113.0/24" : "198.51.100.0/24"
      return AccessEstate.list("office", "{cidr: \(block)\(until)}, {cidr: 192.0.2.0/28}")
    case 4:
      return AccessEstate.account("second", "80010002", random.oneIn(3) ? ", state: FROZEN" : "")
    case 5:
      return AccessEstate.review(
        state: random.oneIn(6) ? "rejected" : "approved", pinned: "[trade.order.place]")
    case 6: return AccessEstate.catalogue("market.new.get")
    case 7:
      return AccessEstate.desk(
        random.oneIn(2) ? "[set:orders]" : "[market.quote.*]", ", ipWhitelists: [office]")
    case 8:
      return Estate.resource(
        "Override", "PortalUser.ben",
        "{state: suspended, incident: I, by: \"staff:a\", at: \(Self.hour(0).text)}",
        of: "harbour")
    default: return AccessEstate.catalogue()
    }
  }

  // MARK: As the store would tell it

  /// Every version of every resource, and the time of every revision.
  func history(for focus: ReplayFocus) -> RecordedHistory {
    var versions: [RecordedHistory.Version] = []
    var live: [Address: (resource: Resource, since: Int64)] = [:]
    func end(_ address: Address, _ revision: Int64) {
      guard let old = live.removeValue(forKey: address) else { return }
      versions.append(version(old, until: revision))
    }
    for (index, register) in registers.enumerated() {
      let revision = Int64(index + 1)
      for address in Array(live.keys) where register.resources[address] != live[address]?.resource {
        end(address, revision)
      }
      for (address, resource) in register.resources where live[address] == nil {
        live[address] = (resource, revision)
      }
    }
    versions += live.values.map { version($0, until: nil) }
    return RecordedHistory(versions.filter { focus.reads($0.resource) }, renames: []) {
      registers[Int($0) - 1].at
    }
  }

  private func version(
    _ live: (resource: Resource, since: Int64), until: Int64?
  ) -> RecordedHistory.Version {
    RecordedHistory.Version(
      resource: live.resource, digest: Digest.of(CanonicalJSON.bytes(of: live.resource)),
      since: live.since, until: until)
  }
}
