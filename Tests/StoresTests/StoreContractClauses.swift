import AccessModel
import Diagnostics
import Plans
import StoreFixtures
import Stores
import Testing

private typealias Sample = SampleResource

extension Subject {
  func creates() throws {
    #expect(try !store.exists())
    #expect(try store.snapshot(.all).store == nil)
    let receipt = try apply([.create(Sample.set("viewers"))])
    #expect(try store.exists())
    #expect(receipt.revision == 1)
    #expect(try store.snapshot(.all).store == SamplePlan.identity)
    #expect(try store.revisions(touching: nil).map(\.command) == ["bootstrap"])
  }

  func returnsWhatWasWritten() throws {
    let resources = [
      Sample.set("viewers"), Sample.user("harbour", "amy"), Sample.user("peak", "bo"),
    ]
    try apply(resources.map(SamplePlan.Step.create), seconds: 5)
    let snapshot = try store.snapshot(.all)
    let rows = snapshot.rows.sorted { $0.address < $1.address }
    #expect(rows.map(\.address) == resources.map(\.address).sorted())
    for resource in resources {
      let row = try #require(rows.first { $0.address == resource.address })
      #expect(Array(row.canonical.bytes) == CanonicalJSON.bytes(of: resource))
      #expect(row.digest == Digest.of(CanonicalJSON.bytes(of: resource)))
      #expect(row.owner == SamplePlan.owner)
      #expect(row.source?.file == "institutions/harbour.yaml")
      #expect(row.sinceRevision == 1)
    }
    #expect(snapshot.lastRecorded == SamplePlan.instant(5))
    #expect(Set(snapshot.scopes.keys) == [.global, .institution("harbour"), .institution("peak")])
    #expect(snapshot.scopes[.global]?.touches == 1)
  }

  func selectsScopes() throws {
    try apply([.create(Sample.set("viewers")), .create(Sample.user("harbour", "amy"))])
    let harbour = Scope.institution("harbour")
    let some = try store.snapshot(.only([harbour, .institution("peak")]))
    #expect(some.rows.map(\.address.text) == ["PortalUser/harbour/amy"])
    #expect(Array(some.scopes.keys) == [harbour])
  }

  func appliesOnce() throws {
    let first = try plan([.create(Sample.user("harbour", "amy"))])
    _ = try receipt(outcome(of: first))
    let again = try staleness(of: first)
    guard case .otherStore(planned: nil, found: "lineage-1") = again.cause else {
      throw Unexpected("\(again.cause)")
    }
    let second = try plan([.update(Sample.user("harbour", "amy", displayName: "Amy Chan"))])
    _ = try receipt(outcome(of: second, actor: .staff("petra"), seconds: 60))
    let stale = try staleness(of: second)
    guard case .alreadyApplied = stale.cause else { throw Unexpected("\(stale.cause)") }
    #expect(stale.by?.actor == "staff:petra")
    #expect(stale.by?.revision == 2)
    #expect(try store.status().head.revision == 2)
  }

  func namesTheMover() throws {
    try apply([.create(Sample.user("harbour", "amy")), .create(Sample.user("peak", "bo"))])
    let late = try plan([.delete(Sample.user("harbour", "amy").address)])
    try apply([.create(Sample.user("peak", "cy"))], actor: .staff("nobody"), seconds: 20)
    try apply([.create(Sample.user("harbour", "dee"))], actor: .staff("petra"), seconds: 30)
    let stale = try staleness(of: late)
    guard case .scopeMoved(.institution("harbour")) = stale.cause else {
      throw Unexpected("\(stale.cause)")
    }
    #expect(stale.by?.revision == 3)
    #expect(stale.by?.actor == "staff:petra")
    #expect(stale.by?.at == SamplePlan.instant(30))
  }

  func commitsDisjointScopes() throws {
    try apply([.create(Sample.set("viewers"))])
    let one = try plan([.create(Sample.user("harbour", "amy"))], reading: [.global])
    let other = try plan([.create(Sample.user("peak", "bo"))], reading: [.global])
    #expect(try receipt(outcome(of: one)).revision == 2)
    #expect(try receipt(outcome(of: other)).revision == 3)
    #expect(try store.snapshot(.all).rows.count == 3)
  }

  func refusesAnotherStore() throws {
    try apply([.create(Sample.set("viewers"))])
    let here = try store.snapshot(.all)
    let elsewhere = Snapshot(
      store: StoreIdentity(lineage: "lineage-2", deployment: SamplePlan.deployment),
      revision: here.revision, lastRecorded: nil, scopes: here.scopes, owners: [], rows: here.rows)
    let foreign = SamplePlan.make([.create(Sample.set("traders"))], on: elsewhere)
    let stale = try staleness(of: foreign)
    guard case .otherStore(planned: "lineage-2", found: "lineage-1") = stale.cause else {
      throw Unexpected("\(stale.cause)")
    }
  }

  func leavesNothingOnMismatch() throws {
    try apply([.create(Sample.user("harbour", "amy")), .create(Sample.set("viewers"))])
    let before = try (content(), store.status().head)
    let snapshot = try store.snapshot(.all)
    let rows = snapshot.rows.map { row in
      StoredRow(
        address: row.address, owner: row.owner, digest: .zero, canonical: row.canonical,
        source: row.source, sinceRevision: row.sinceRevision)
    }
    let wrong = Snapshot(
      store: snapshot.store, revision: 1, lastRecorded: nil, scopes: snapshot.scopes, owners: [],
      rows: rows)
    let steps: [[SamplePlan.Step]] = [
      [.update(Sample.user("harbour", "amy", displayName: "Other"))],
      [.delete(Sample.user("harbour", "amy").address)],
      [.rename(Sample.user("harbour", "amy").address, to: Sample.user("harbour", "ann"))],
      [.create(Sample.user("harbour", "amy"))],
    ]
    for step in steps {
      // The row before it is written, so that there is something to undo.
      let plan = SamplePlan.make([.create(Sample.set("early"))] + step, on: wrong)
      let stale = try staleness(of: plan)
      guard case .rowDiffers = stale.cause else { throw Unexpected("\(stale.cause)") }
    }
    #expect(try content() == before.0)
    #expect(try store.status().head == before.1)
    #expect(try AuditVerifier.findings(in: store) == [])
  }

  func leavesNothingOnRefusal() throws {
    let plan = try plan([.create(Sample.set("viewers"))])
    let refusal = Refusal.forbidden([Prohibition(rule: "no", message: "no", help: [])])
    #expect(throws: Refusal.self) { try self.outcome(of: plan) { _ in .refused(refusal) } }
    #expect(try !store.exists())
    #expect(try receipt(outcome(of: plan)).revision == 1)
    let second = try self.plan([.create(Sample.set("traders"))])
    let before = try store.status().head
    #expect(throws: Refusal.self) { try self.outcome(of: second) { _ in .refused(refusal) } }
    #expect(try store.status().head == before)
  }

  func readsThePast() throws {
    let (amy, bo) = (Sample.user("harbour", "amy"), Sample.user("harbour", "bo"))
    let steps: [[SamplePlan.Step]] = [
      [.create(amy), .create(Sample.set("viewers"))],
      [.update(Sample.user("harbour", "amy", displayName: "Amy Chan")), .create(bo)],
      [.rename(amy.address, to: Sample.user("harbour", "ann"))],
      [.delete(bo.address), .update(Sample.set("viewers", include: ["trade.*"]))],
      [.create(bo), .update(Sample.user("harbour", "ann", displayName: "Ann"))],
      [.delete(bo.address), .create(Sample.user("peak", "bo"))],
    ]
    var seen: [[String]] = []
    for (index, step) in steps.enumerated() {
      try apply(step, seconds: Int64(index))
      seen.append(try content())
    }
    #expect(Set(seen).count == steps.count)
    for revision in steps.indices {
      #expect(try content(asOf: Int64(revision + 1)) == seen[revision])
    }
    #expect(try content(asOf: 0) == [])
    let filter = RowFilter(kind: .portalUser, institution: "harbour", name: "bo")
    #expect(try store.rows(filter, asOf: 2).count == 1)
    #expect(try store.rows(filter, asOf: 4).count == 0)
    #expect(try store.rows(RowFilter(kind: .permissionSet), asOf: nil).count == 1)
    #expect(try store.rows(RowFilter(name: "bo"), asOf: nil).map(\.address.scope.name) == ["peak"])
  }

  func followsRenames() throws {
    let (amy, ann) = (Sample.user("harbour", "amy"), Sample.user("harbour", "ann"))
    try apply([.create(amy)])
    try apply([.create(Sample.set("viewers"))])
    try apply([.rename(amy.address, to: ann)])
    try apply([.update(Sample.user("harbour", "ann", displayName: "Ann"))])
    try apply([.create(amy)])
    #expect(
      try store.revisions(touching: Text(ann.address.text)).map(\.revision) == [4, 3, 1])
    #expect(
      try store.revisions(touching: Text(amy.address.text)).map(\.revision) == [5, 3, 1])
    #expect(try store.revisions(touching: nil).map(\.revision) == [5, 4, 3, 2, 1])
    #expect(try store.revisions(touching: "PortalUser/harbour/nobody").isEmpty)
  }

  func registersOwners() throws {
    let first = Owner(name: "harbour-access", institution: nil, protected: ["Tier", "Desk/a/b"])
    try apply([.create(Sample.set("viewers"))], owner: first)
    #expect(try store.snapshot(.only([])).owners == [first])
    let second = Owner(name: "harbour-access", institution: "harbour", protected: ["Tier"])
    let other = Owner(name: "peak-access", institution: "peak", protected: [])
    try apply([], owner: second)
    try apply([], owner: other)
    #expect(try store.status().owners == [second, other])
    #expect(try AuditVerifier.findings(in: store) == [])
  }

  func tellsItsStatus() throws {
    do {
      _ = try store.status()
      throw Unexpected("a status without a store")
    } catch StoreError.missing {}
    let receipt = try apply([.create(Sample.set("viewers"))], seconds: 7)
    let status = try store.status()
    #expect(status.identity == SamplePlan.identity)
    #expect(status.resources == 1)
    #expect(status.head.revision == 1)
    #expect(status.head.stateDigest == receipt.stateDigest)
    #expect(status.head.auditHead == receipt.auditHead)
    #expect(status.head.auditSequence == 2)
    #expect(status.head.lastRecorded == SamplePlan.instant(7))
  }

  func findsApplies() throws {
    let receipt = try apply([.create(Sample.set("viewers"))])
    let record = try #require(try store.revision(ofApply: receipt.applyID))
    #expect(record.revision == 1)
    #expect(record.planDigest == receipt.planDigest)
    #expect(record.reason == "quarterly review")
    #expect(record.actor == "staff:olga")
    #expect(record.wallClock == SamplePlan.instant(1))
    #expect(try store.revision(ofApply: "apply-99") == nil)
  }

  func agreesWithItsAudit() throws {
    #expect(throws: StoreError.self) { try AuditVerifier.findings(in: self.store) }
    try readsThePast()
    #expect(try AuditVerifier.findings(in: store) == [])
    var entries: [AuditEntry] = []
    try store.readAudit { entries.append($0) }
    #expect(entries.map(\.sequence) == Array(1...Int64(entries.count)))
    #expect(entries.filter { $0.action == "commit" }.map(\.revision) == Array(1...6))
    let head = try store.status().head
    #expect(try AuditVerifier.findings(in: store, remembered: entries[2].hash) == [])
    #expect(try AuditVerifier.findings(in: store, remembered: head.stateDigest).count == 1)
  }

  func keepsTextByteForByte() throws {
    let names = ["e\u{301}", "\u{e9}", "王小明", "a\r\nb", "tab\tand \"quotes\" \\", "\u{0}nul"]
    let users = names.enumerated().map {
      Sample.user("harbour", Text("u\($0.offset)"), displayName: Text($0.element), reason: "é")
    }
    try apply(users.map(SamplePlan.Step.create))
    let rows = try store.snapshot(.all).rows.sorted { $0.address < $1.address }
    for (row, user) in zip(rows, users) {
      #expect(Array(row.canonical.bytes) == CanonicalJSON.bytes(of: user))
    }
    #expect(try AuditVerifier.findings(in: store) == [])
  }
}
