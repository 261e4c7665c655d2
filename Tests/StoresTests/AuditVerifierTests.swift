import AccessModel
import Diagnostics
import Plans
import SQLiteStore
import StoreFixtures
import Stores
import Testing

/// The verifier finds whatever is not as it was written, in every column and every entry.
@Suite struct AuditVerifierTests {
  let image: StoreImage

  /// Five revisions with every action, an owner, and versions that ended.
  init() throws {
    let folder = try TemporaryFolder()
    let store = SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 2_000)
    let subject = Subject(store: store)
    let (amy, bo) = (SampleResource.user("harbour", "amy"), SampleResource.user("harbour", "bo"))
    let owner = Owner(name: "harbour-access", institution: "harbour", protected: ["Tier", "Desk"])
    try subject.apply([.create(SampleResource.set("viewers")), .create(amy)], owner: owner)
    try subject.apply([.create(bo), .create(SampleResource.user("peak", "cy"))], seconds: 1)
    try subject.apply([.rename(amy.address, to: SampleResource.user("harbour", "ann"))], seconds: 2)
    try subject.apply([.update(SampleResource.set("viewers", include: ["trade.*"]))], seconds: 3)
    try subject.apply([.delete(bo.address)], seconds: 4)
    image = try StoreImage(of: store)
  }

  @Test func aStoreAsItWasWrittenHasNoFindings() throws {
    #expect(try image.findings == [])
    #expect(image.entries.count == 13)
    #expect(image.versions.count == 6)
  }

  // MARK: The chain

  /// Expects findings once `entries` are falsified in every one of the given ways.
  private func expectFindings(
    _ ways: [[AuditEntry]], _ what: String, atLeast count: Int = 1
  ) throws {
    #expect(ways.count >= count, "\(what)")
    for (number, entries) in ways.enumerated() {
      var forged = image
      forged.entries = entries
      #expect(try !forged.findings.isEmpty, "\(what), way \(number)")
    }
  }

  private func replacing(_ index: Int, with entries: [AuditEntry]) -> [[AuditEntry]] {
    entries.map {
      var all = image.entries
      all[index] = $0
      return all
    }
  }

  @Test func aTurnedBitInAnyFieldOfAnEntryIsFound() throws {
    for index in [0, 1, 4, 7, 12] {
      let entry = image.entries[index]
      try expectFindings(
        replacing(index, with: TurnedBit.all(of: entry.sequence).map { entry.with(sequence: $0) }),
        "sequence", atLeast: 64)
      try expectFindings(
        replacing(index, with: TurnedBit.all(of: entry.revision).map { entry.with(revision: $0) }),
        "revision", atLeast: 64)
      try expectFindings(
        replacing(index, with: TurnedBit.all(of: entry.action).map { entry.with(action: $0) }),
        "action", atLeast: 5)
      try expectFindings(
        replacing(index, with: TurnedBit.all(of: entry.subject).map { entry.with(subject: $0) }),
        "subject", atLeast: 10)
      try expectFindings(
        replacing(index, with: TurnedBit.all(of: entry.detail).map { entry.with(detail: $0) }),
        "detail", atLeast: 2)
      try expectFindings(
        replacing(index, with: TurnedBit.all(of: entry.hash).map { entry.with(hash: $0) }),
        "hash", atLeast: 32)
    }
  }

  @Test func aTurnedBitInTheDigestsOfAnEntryIsFound() throws {
    for (index, entry) in image.entries.enumerated() {
      let before = entry.before.map(TurnedBit.all(of:)) ?? [.zero]
      try expectFindings(
        replacing(index, with: before.map { entry.with(before: .some($0)) }), "before")
      let after = entry.after.map(TurnedBit.all(of:)) ?? [.zero]
      try expectFindings(
        replacing(index, with: after.map { entry.with(after: .some($0)) }), "after")
    }
  }

  @Test func aDeletedSwappedInsertedOrRepeatedEntryIsFound() throws {
    let all = image.entries
    for index in all.indices {
      var deleted = all
      deleted.remove(at: index)
      var doubled = all
      doubled.insert(all[index], at: index)
      try expectFindings([deleted, doubled], "entry \(index + 1) deleted or repeated")
      for other in all.indices where other > index {
        var swapped = all
        swapped.swapAt(index, other)
        try expectFindings([swapped], "entries \(index + 1) and \(other + 1) swapped")
      }
    }
  }

  @Test func aCutTailIsFound() throws {
    try expectFindings(
      image.entries.indices.map { Array(image.entries[..<$0]) }, "tail cut", atLeast: 13)
  }

  @Test func aTailCutTogetherWithTheHeadIsFoundByARememberedHead() throws {
    let remembered = image.currentStatus.head.auditHead
    let shorter = try earlierImage()
    #expect(try shorter.findings == [])
    let findings = try AuditVerifier.findings(in: shorter, remembered: remembered)
    #expect(findings.map(\.place) == ["the audit chain"])
  }

  /// A store that stopped after the first revision of the same history.
  private func earlierImage() throws -> StoreImage {
    let folder = try TemporaryFolder()
    let store = SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 2_000)
    try Subject(store: store).apply([.create(SampleResource.set("viewers"))])
    return try StoreImage(of: store)
  }

  // MARK: Forgers who link the chain anew

  /// Expects findings when an entry is replaced and every later one linked to it, the head too.
  private func expectForgeryFound(_ index: Int, _ entry: AuditEntry) throws {
    var forged = image
    forged.entries[index] = entry
    forged.relink(from: index)
    let head = image.currentStatus.head
    forged.currentStatus = image.currentStatus.with(
      head: StoreHead(
        revision: head.revision, stateDigest: head.stateDigest, auditSequence: head.auditSequence,
        auditHead: forged.entries[forged.entries.count - 1].hash, lastRecorded: head.lastRecorded))
    forged.records = image.records.map { record in
      let last = forged.entries.last { $0.revision == record.revision }
      return record.with(auditHead: last?.hash ?? .zero)
    }
    #expect(try !forged.findings.isEmpty, "entry \(index + 1)")
  }

  @Test func aForgedEntryInARelinkedChainIsFound() throws {
    for (index, entry) in image.entries.enumerated() {
      try expectForgeryFound(index, entry.with(subject: "PortalUser/harbour/zoe"))
      try expectForgeryFound(index, entry.with(after: .some(Digest.of([1]))))
      try expectForgeryFound(index, entry.with(revision: entry.revision + 1))
      try expectForgeryFound(index, entry.with(action: "lift"))
      if entry.action == "commit" {
        let detail = Text(entry.detail.string.replacing("staff:olga", with: "staff:mallory"))
        try expectForgeryFound(index, entry.with(detail: detail))
        let state = Text(entry.detail.string.replacing("stateDigest\":\"sha256:", with: "x\":\""))
        try expectForgeryFound(index, entry.with(detail: state))
      }
    }
  }

  @Test func aStateThatARevisionDidNotLeadToIsFound() throws {
    let index = try #require(image.entries.firstIndex { $0.action == "commit" && $0.revision == 2 })
    let record = try #require(image.records.first { $0.revision == 2 })
    let entry = image.entries[index]
    let other = Digest.of([7])
    let detail = entry.detail.string.replacing(
      record.stateDigest.description, with: other.description)
    var forged = image
    forged.entries[index] = entry.with(detail: Text(detail))
    forged.relink(from: index)
    forged.records = image.records.map { record in
      let last = forged.entries.last { $0.revision == record.revision }
      return record.with(
        stateDigest: record.revision == 2 ? other : record.stateDigest,
        auditHead: last?.hash ?? .zero)
    }
    let head = forged.entries[forged.entries.count - 1].hash
    forged.currentStatus = image.currentStatus.with(
      head: image.currentStatus.head.with(auditHead: head))
    #expect(try forged.findings.map(\.place) == ["revision 2"])
  }

  // MARK: The tables beside the chain

  @Test func anyChangedFieldOfTheHeadIsFound() throws {
    let head = image.currentStatus.head
    let heads =
      TurnedBit.all(of: head.revision).map { head.with(revision: $0) }
      + TurnedBit.all(of: head.stateDigest).map { head.with(stateDigest: $0) }
      + TurnedBit.all(of: head.auditSequence).map { head.with(auditSequence: $0) }
      + TurnedBit.all(of: head.auditHead).map { head.with(auditHead: $0) }
      + [
        head.with(lastRecorded: .some(nil)), head.with(lastRecorded: .some(SamplePlan.instant(9))),
      ]
    for forgedHead in heads {
      var forged = image
      forged.currentStatus = image.currentStatus.with(head: forgedHead)
      #expect(try !forged.findings.isEmpty)
    }
  }

  @Test func aChangedStampOfTheStoreIsFound() throws {
    let stamps = [
      StoreIdentity(lineage: "lineage-2", deployment: SamplePlan.deployment),
      StoreIdentity(
        lineage: "lineage-1", deployment: Deployment(environment: .prod, region: "hk")),
      StoreIdentity(
        lineage: "lineage-1", deployment: Deployment(environment: .sandbox, region: "hl")),
    ]
    for stamp in stamps {
      var forged = image
      forged.currentStatus = image.currentStatus.with(identity: stamp)
      #expect(try forged.findings.map(\.place) == ["the store"])
    }
  }

  @Test func aChangedScopeOrOwnerIsFound() throws {
    for (scope, state) in image.scopes {
      let states =
        TurnedBit.all(of: state.digest).map { state.with(digest: $0) }
        + TurnedBit.all(of: state.touches).map { state.with(touches: $0) }
        + TurnedBit.all(of: state.lastRevision).map { state.with(lastRevision: $0) }
        + [nil]
      for changed in states {
        var forged = image
        forged.scopes[scope] = changed
        #expect(try !forged.findings.isEmpty)
      }
    }
    var added = image
    added.scopes[.institution("zoo")] = image.scopes[.global]
    #expect(try !added.findings.isEmpty)
    let owners: [[Owner]] = [
      [], [Owner(name: "harbour-access", institution: nil, protected: ["Tier", "Desk"])],
      [Owner(name: "harbour-access", institution: "harbour", protected: ["Desk", "Tier"])],
      [Owner(name: "other", institution: "harbour", protected: ["Tier", "Desk"])],
      image.currentStatus.owners + [Owner(name: "mallory", institution: nil, protected: [])],
    ]
    for changed in owners {
      var forged = image
      forged.currentStatus = image.currentStatus.with(owners: changed)
      #expect(try !forged.findings.isEmpty)
    }
  }

  @Test func anyChangedFieldOfARevisionIsFound() throws {
    for (index, record) in image.records.enumerated() {
      var changed = TurnedBit.all(of: record.planDigest).map { record.with(planDigest: $0) }
      changed += TurnedBit.all(of: record.stateDigest).map { record.with(stateDigest: $0) }
      changed += TurnedBit.all(of: record.auditHead).map { record.with(auditHead: $0) }
      changed += [
        record.with(applyID: "x"), record.with(owner: "x"), record.with(command: "x"),
        record.with(actor: "staff:mallory"), record.with(onBehalfOf: "staff:x"),
        record.with(reason: "x"), record.with(at: SamplePlan.instant(90)),
        record.with(wallClock: SamplePlan.instant(90)), record.with(commit: "0a1b2d"),
        record.with(changes: record.changes + 1), record.with(revision: 9),
      ]
      for forgedRecord in changed {
        var forged = image
        forged.records[index] = forgedRecord
        #expect(try !forged.findings.isEmpty)
      }
      var shorter = image
      shorter.records.remove(at: index)
      #expect(try !shorter.findings.isEmpty)
      var longer = image
      longer.records.append(record)
      #expect(try !longer.findings.isEmpty)
    }
  }

  @Test func anyChangedFieldOfAVersionIsFound() throws {
    for (index, version) in image.versions.enumerated() {
      let row = version.row
      let harbour = Address(.portalUser, institution: "harbour", name: "zoe")
      let rows =
        TurnedBit.all(of: row.canonical).map { row.with(canonical: $0) }
        + TurnedBit.all(of: row.digest).map { row.with(digest: $0) }
        + TurnedBit.all(of: row.sinceRevision).map { row.with(sinceRevision: $0) }
        + TurnedBit.all(of: row.owner).map { row.with(owner: $0) }
        + [row.with(address: harbour), row.with(source: .some(nil))]
        + [row.with(source: .some(Source(file: "x", line: 1)))]
      for forgedRow in rows {
        var forged = image
        forged.versions[index].row = forgedRow
        #expect(try !forged.findings.isEmpty, "\(row.address)")
      }
      var moved = image
      moved.versions[index].until = version.until == nil ? 5 : nil
      #expect(try !moved.findings.isEmpty)
      var lost = image
      lost.versions.remove(at: index)
      #expect(try !lost.findings.isEmpty)
    }
  }

  @Test func aForgedRowWithItsRightDigestIsFound() throws {
    let user = SampleResource.user("harbour", "mallory")
    let bytes = CanonicalJSON.bytes(of: user)
    let row = StoredRow(
      address: user.address, owner: SamplePlan.owner, digest: Digest.of(bytes),
      canonical: Text(bytes), source: nil, sinceRevision: 2)
    var forged = image
    forged.versions.append((row, nil))
    #expect(try forged.findings.map(\.place) == ["PortalUser/harbour/mallory"])
  }
}
