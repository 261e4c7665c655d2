import AccessModel
import Diagnostics
import Plans
import SQLiteStore
import StoreFixtures
import Stores
import Testing

/// What changes hands is recorded with both owners, and the trail holds the store against that.
@Suite struct AdoptionRecordTests {
  private let folder: TemporaryFolder
  private let subject: Subject
  private let amy = SampleResource.user("harbour", "amy")

  init() throws {
    folder = try TemporaryFolder()
    subject = Subject(
      store: SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 2_000))
    try subject.apply([.create(amy), .create(SampleResource.user("harbour", "bo"))])
  }

  private func adopt(from owner: Text) throws {
    let plan = try subject.plan([.adopt(amy, from: owner)], owner: "second")
    _ = try subject.receipt(subject.outcome(of: plan, seconds: 1))
  }

  @Test func theOwnerChangesAndTheContentStays() throws {
    let before = try subject.store.snapshot(.all)
    try adopt(from: SamplePlan.owner)
    let after = try subject.store.snapshot(.all)
    func row(_ snapshot: Snapshot) throws -> StoredRow {
      try #require(snapshot.rows.first { $0.address == amy.address })
    }
    #expect(try row(after).owner == "second")
    #expect(try row(after).digest == row(before).digest)
    #expect(try row(after).canonical == row(before).canonical)
    let past = try subject.store.rows(RowFilter(name: "amy"), asOf: 1)
    #expect(past.map(\.owner) == [SamplePlan.owner])
    let record = try #require(try subject.store.revisions(touching: nil).first)
    #expect(record.owner == "second")
    #expect(record.changes == 1)
  }

  @Test func thePlansOfBothOwnersFromBeforeAreStale() throws {
    let plan = try subject.plan([.update(SampleResource.user("harbour", "bo", displayName: "Bo"))])
    try adopt(from: SamplePlan.owner)
    guard case .scopeMoved = try subject.staleness(of: plan).cause else {
      Issue.record("not stale because of the scope")
      return
    }
  }

  @Test func theTrailHoldsAndNamesTheFormerOwner() throws {
    try adopt(from: SamplePlan.owner)
    let image = try StoreImage(of: subject.store)
    #expect(try image.findings == [])
    let entry = try #require(image.entries.last)
    #expect(entry.action == "adopt")
    #expect(entry.detail.string.hasPrefix(#"{"formerOwner":"harbour-access""#))
    var forged = image
    forged.versions = image.versions.map { version in
      (version.row.with(owner: "third"), version.until)
    }
    #expect(try !forged.findings.isEmpty)
  }

  @Test func aFalseFormerOwnerIsFound() throws {
    try adopt(from: "third")
    let findings = try AuditVerifier.findings(in: subject.store)
    #expect(
      findings.map(\.problem) == ["takes over what its former owner did not own as it stands"])
  }
}
