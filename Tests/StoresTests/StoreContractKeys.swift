import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import StoreFixtures
import Stores
import Testing

/// What commits do with keys, which lie beside the scopes that plans read.
extension Subject {
  private static let authorization = Address(
    .traderAuthorization, institution: "harbour", name: "amy")

  private static func key(secrets: Int) throws -> KeyRecord {
    var key = KeyRecord(
      id: "AKAMY", product: .trader,
      principal: PrincipalAddress(.trader(institution: "harbour", authorization: "amy")),
      name: "phone", user: "amy", registeredAt: SamplePlan.instant(0), texts: [])
    key.state = .keyed
    key.generations = (1...secrets).map { number in
      SecretGeneration(
        number: number, secret: Digest.of([UInt8(number)]), madeAt: SamplePlan.instant(0),
        until: number < secrets ? SamplePlan.instant(864_000) : nil, isDelivered: true)
    }
    return key
  }

  /// Ends what the plan ends, as the judge of an apply does.
  private static func endingKeys(_ basis: CommitBasis) -> Judgement {
    let keys = Self.resources(basis.keyRows)
    let versions = Dictionary(
      zip(keys, basis.keyRows).map {
        ($0.address, Change.Version(resource: $0, digest: $1.digest))
      }, uniquingKeysWith: { first, _ in first })
    return .accepted(
      consequences: KeyConsequences.of(
        basis.plan.changes, planned: [], recorded: keys, at: basis.header.at, by: "staff:olga",
        version: { versions[$0] }))
  }

  private static func resources(_ rows: [StoredRow]) -> [Resource] {
    var diagnostics: [Diagnostic] = []
    return RegisterDecoder.resources(of: rows.map(\.canonical), into: &diagnostics) ?? []
  }

  private func seed() throws {
    let amy = Resource(
      address: Self.authorization, labels: [], reason: nil,
      spec: [Value](repeating: .absent, count: Kind.traderAuthorization.description.fields.count))
    var bystander = try Self.key(secrets: 1)
    bystander.id = "AKBO"
    bystander.principal = PrincipalAddress(.trader(institution: "harbour", authorization: "bo"))
    bystander.state = .deleted
    let rows = [amy, try Self.key(secrets: 1).resource, bystander.resource]
    try apply(rows.map(SamplePlan.Step.create))
  }

  private func row(_ address: Address) throws -> KeyRecord {
    let rows = try store.rows(RowFilter(), asOf: nil).filter { $0.address == address }
    return KeyRecord(try #require(Self.resources(rows).first))
  }

  /// A secret made after the plan neither makes it stale nor outlives the principal.
  func endsKeysThatCameLater() throws {
    try seed()
    let plan = try plan([.delete(Self.authorization)])
    #expect(plan.base.scopes.map(\.scope) == [.institution("harbour")])
    try apply([.update(try Self.key(secrets: 2).resource)], seconds: 5)
    _ = try receipt(
      outcome(of: plan, seconds: 60, keys: .all, judge: Self.endingKeys))
    let key = try row(try Self.key(secrets: 1).address)
    #expect(key.state == .deleted)
    #expect(key.generations.map(\.until) == [SamplePlan.instant(60), SamplePlan.instant(60)])
    #expect(key.ending == .init(.withdrawal, at: SamplePlan.instant(60), by: "staff:olga"))
    let scopes = try store.snapshot(.all).scopes
    #expect(scopes[.keys(of: "harbour")]?.lastRevision == 3)
    #expect(try AuditVerifier.findings(in: store) == [])
    let lines = try auditSubjects(ofRevision: 3)
    #expect(lines.contains("update Key/harbour/AKAMY"))
  }

  /// Keys that nobody asked for are not read, and none is ended unseen.
  func readsOnlyTheKeysAskedFor() throws {
    try seed()
    let plan = try plan([.delete(Self.authorization)], reading: [.global])
    for (wanted, count) in [
      (ScopeSelection.all, 2), (.only([.keys(of: "harbour")]), 2), (.only([.keys(of: .empty)]), 0),
      (.only([]), 0),
    ] {
      var seen = -1
      _ = try? outcome(of: plan, keys: wanted) { basis in
        seen = basis.keyRows.count
        return .refused(.forbidden([]))
      }
      #expect(seen == count, "\(wanted)")
    }
    let before = try content()
    let end = try outcome(of: plan, keys: .only([])) { basis in
      let key = try? Self.key(secrets: 1).resource
      let version = key.map {
        Change.Version(resource: $0, digest: Digest.of(CanonicalJSON.bytes(of: $0)))
      }
      return .accepted(consequences: [Change(before: version, after: nil, source: nil)])
    }
    guard case .notApplied(.damaged) = end else { throw Unexpected("\(end)") }
    #expect(try content() == before)
  }

  private func auditSubjects(ofRevision revision: Int64) throws -> [String] {
    var lines: [String] = []
    try store.readAudit { entry in
      if entry.revision == revision { lines.append("\(entry.action) \(entry.subject)") }
    }
    return lines
  }
}
