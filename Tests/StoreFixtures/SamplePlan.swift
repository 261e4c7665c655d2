package import AccessModel
package import Diagnostics
package import Plans
package import Stores

/// Plans made by hand for tests of stores, without manifests and without the rules of planning.
package enum SamplePlan {
  package static let owner: Text = "harbour-access"
  package static let deployment = Deployment(environment: .sandbox, region: "hk")
  package static let start: Int64 = 1_795_000_000

  /// One wished change.
  package enum Step {
    case create(Resource)
    case update(Resource)
    case delete(Address)
    case rename(Address, to: Resource)
    /// Names the owner that it is taken over from.
    case adopt(Resource, from: Text)
  }

  /// The plan of `steps` on what a snapshot showed.
  ///
  /// `reading` names scopes beside those that the steps touch.
  package static func make(
    _ steps: [Step], on snapshot: Snapshot, reading: Set<Scope> = [], author: Actor? = nil,
    owner: Text = owner
  ) -> Plan {
    var stored: [Address: StoredRow] = [:]
    for row in snapshot.rows { stored[row.address] = row }
    let changes = steps.enumerated().map { line, step in change(step, stored, line: line + 1) }
    let scopes = changes.reduce(into: reading) { $0.formUnion($1.scopes) }
    return Plan(
      owner: owner, deployment: deployment, createdAt: instant(0), author: author,
      base: Plan.Base(
        store: snapshot.store?.lineage, revision: snapshot.revision,
        scopes: scopes.map {
          ($0, snapshot.scopes[$0]?.digest ?? ScopeDigest.ofUntouched($0))
        }),
      desired: Plan.Desired(digest: .zero, resources: steps.count, commit: "0a1b2c"),
      changes: changes, waiting: [], guardrails: [])
  }

  private static func change(
    _ step: Step, _ stored: [Address: StoredRow], line: Int
  ) -> Change {
    let source = Source(file: "institutions/harbour.yaml", line: line)
    return switch step {
    case .create(let resource):
      Change(before: nil, after: version(resource), source: source)
    case .update(let resource):
      Change(
        before: version(resource.address, stored), after: version(resource), source: source)
    case .delete(let address):
      Change(before: version(address, stored), after: nil, source: nil)
    case .rename(let address, let resource):
      Change(before: version(address, stored), after: version(resource), source: source)
    case .adopt(let resource, let owner):
      Change(adopting: version(resource), from: owner, source: source)
    }
  }

  private static func version(_ resource: Resource) -> Change.Version {
    Change.Version(
      resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource)))
  }

  /// The version that stands; of it a commit looks at address and digest only.
  private static func version(
    _ address: Address, _ stored: [Address: StoredRow]
  ) -> Change.Version {
    Change.Version(
      resource: Resource(address: address, labels: [], reason: nil, spec: []),
      digest: stored[address]?.digest ?? .zero)
  }

  /// A moment some seconds after the start of all samples.
  package static func instant(_ seconds: Int64) -> Instant {
    guard let instant = Instant(secondsSince1970: start + seconds) else {
      preconditionFailure("a sample outside the years; this is a bug in the tests")
    }
    return instant
  }

  package static func header(
    applyID: Text, actor: Actor = .staff("olga"), seconds: Int64 = 0, owner: Owner? = nil
  ) -> CommitHeader {
    CommitHeader(
      applyID: applyID, command: "apply", actor: actor, onBehalfOf: nil, reason: "quarterly review",
      at: instant(seconds), wallClock: instant(seconds + 1), owner: owner, lifts: [])
  }

  package static let identity = StoreIdentity(lineage: "lineage-1", deployment: deployment)
}
