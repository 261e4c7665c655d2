package import AccessModel
import Diagnostics
import Plans

/// Holds everything that a store keeps against its audit chain.
///
/// The chain is replayed from its first entry; the head, the revisions, the scopes, the owners and
/// every version of every resource must be what the replay gives, and each resource's content must
/// hash to its digest. What a chain cannot show is that it was rewritten whole or that its end was
/// cut together with everything after it; for that a head remembered elsewhere is needed.
package struct AuditVerifier {
  /// One thing that is not as it must be.
  package struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// Such as `audit entry 12` or an address.
    package let place: String
    /// Continues the sentence that `place` begins.
    package let problem: String

    init(_ place: String, _ problem: String) {
      self.place = place
      self.problem = problem
    }

    package var description: String { "\(place) \(problem)" }
  }

  private let store: any RegisterStore
  private var findings: [Finding] = []

  /// What is wrong with `store`; empty when everything holds.
  ///
  /// `remembered` is a head printed earlier, which must be a link of the chain.
  ///
  /// - Throws: what reading throws, except damage, which is a finding.
  /// - Complexity: O(n) in entries and versions, and a revision costs the scopes that it touched.
  package static func findings(
    in store: any RegisterStore, remembered: Digest? = nil
  ) throws(StoreError) -> [Finding] {
    // A commit between two of the readings would look like damage: then all is read again.
    for _ in 0..<8 {
      do throws(StoreError) {
        let before = try store.status().head
        var verifier = AuditVerifier(store: store)
        try verifier.compare(head: before, remembered: remembered)
        guard try store.status().head == before else { continue }
        return verifier.findings
      } catch .damaged(let reason) {
        return [Finding("the store", "cannot be read: \(reason)")]
      }
    }
    throw .locked(holder: nil)
  }

  private init(store: any RegisterStore) { self.store = store }

  private mutating func compare(head: StoreHead, remembered: Digest?) throws(StoreError) {
    var replay = AuditReplay()
    try store.readAudit { replay.follow($0) }
    replay.closeRevision()
    findings = replay.findings
    if let remembered, !replay.hashes.contains(remembered) {
      report("the audit chain", "lacks the head \(remembered): its history went backwards")
    }
    compareHead(head, replay)
    compareRevisions(try store.revisions(touching: nil), replay)
    compareIdentity(try store.status().identity, replay)
    let snapshot = try store.snapshot(.all)
    compareScopes(snapshot.scopes, replay)
    compareOwners(snapshot.owners, replay)
    try compareVersions(replay)
  }

  // MARK: The store as a whole

  private mutating func compareHead(_ head: StoreHead, _ replay: AuditReplay) {
    let last = replay.revisions.last
    require(head.revision == last?.number ?? 0, "the head", "names another revision")
    require(head.auditSequence == replay.sequence, "the head", "names another last audit entry")
    require(head.auditHead == replay.hash, "the head", "names another last audit hash")
    if let last {
      require(head.stateDigest == last.stateDigest, "the head", "names another state digest")
    }
    let at = head.lastRecorded.map { Text($0.description) }
    require(at == last?.fields?["at"], "the head", "names another last recorded time")
  }

  private mutating func compareIdentity(_ identity: StoreIdentity, _ replay: AuditReplay) {
    guard let founding = replay.revisions.first?.fields else { return }
    require(
      founding["lineage"] == identity.lineage
        && founding["deployment"] == Text(identity.deployment.description),
      "the store", "is stamped other than when it was founded")
  }

  private mutating func compareScopes(_ scopes: [Scope: ScopeState], _ replay: AuditReplay) {
    for scope in Set(scopes.keys).union(replay.scopes.keys).sorted() {
      require(
        scopes[scope] == replay.scopes[scope], "scope \(scope.name)",
        "stands other than its audit entries say")
    }
  }

  private mutating func compareOwners(_ owners: [Owner], _ replay: AuditReplay) {
    for owner in owners {
      let fields = replay.owners[owner.name]
      let protected = owner.protected.map(\.string).joined(separator: " ")
      require(
        fields != nil && fields?["institution"] == owner.institution
          && fields?["protected"] ?? .empty == Text(protected),
        "owner \(owner.name)", "stands other than its audit entries say")
    }
    for name in replay.owners.keys.sorted() where !owners.contains(where: { $0.name == name }) {
      report("owner \(name)", "is missing")
    }
  }

  // MARK: Revisions

  private mutating func compareRevisions(_ records: [RevisionRecord], _ replay: AuditReplay) {
    let stored = Dictionary(records.map { ($0.revision, $0) }) { first, _ in first }
    require(
      records.count == replay.revisions.count, "the list of revisions",
      "has \(records.count) lines where the audit chain has \(replay.revisions.count)")
    for revision in replay.revisions {
      let place = "revision \(revision.number)"
      guard let record = stored[revision.number] else {
        report(place, "is missing")
        continue
      }
      require(revision.matches(record), place, "is recorded other than its audit entry says")
      require(
        revision.fields?["stateDigest"] == Text(revision.stateDigest.description), place,
        "led to another state than its audit entry says")
    }
  }

  // MARK: Resources

  private mutating func compareVersions(_ replay: AuditReplay) throws(StoreError) {
    var unseen = replay.versions
    var found: [Finding] = []
    try store.readVersions { row, until in
      let key = AuditReplay.Version.Key(address: row.address, since: row.sinceRevision)
      guard let version = unseen.removeValue(forKey: key), version.matches(row, until: until) else {
        found.append(Finding("\(row.address)", "stands other than its audit entries say"))
        return
      }
      if Digest.of(Array(row.canonical.bytes)) != row.digest {
        found.append(Finding("\(row.address)", "has another content than its digest says"))
      }
    }
    findings += found.sorted { Text($0.place) < Text($1.place) }
    for key in unseen.keys.sorted(by: { ($0.address, $0.since) < ($1.address, $1.since) }) {
      report("\(key.address)", "lacks its version of revision \(key.since)")
    }
  }

  // MARK: Findings

  private mutating func require(_ holds: Bool, _ place: String, _ problem: String) {
    if !holds { report(place, problem) }
  }

  private mutating func report(_ place: String, _ problem: String) {
    findings.append(Finding(place, problem))
  }
}

extension AuditReplay.Revision {
  /// Whether a recorded revision is this one in every field.
  fileprivate func matches(_ record: RevisionRecord) -> Bool {
    var expected: [Text: Text] = [
      "applyId": record.applyID, "command": record.command, "actor": record.actor,
      "at": Text(record.at.description), "wallClock": Text(record.wallClock.description),
      "planDigest": Text(record.planDigest.description),
      "stateDigest": Text(record.stateDigest.description),
    ]
    expected["onBehalfOf"] = record.onBehalfOf
    expected["reason"] = record.reason
    expected["gitCommit"] = record.commit
    // Compared with the store's own stamp instead.
    var stated = Dictionary(fields?.all.map { ($0.key, $0.value) } ?? []) { first, _ in first }
    if number == 1 {
      stated["lineage"] = nil
      stated["deployment"] = nil
    }
    return stated == expected && owner == record.owner && planDigest == record.planDigest
      && changes == record.changes && auditHead == record.auditHead
  }
}

extension AuditReplay.Version {
  /// Whether a stored version is this one in every field but its content.
  fileprivate func matches(_ row: StoredRow, until end: Int64?) -> Bool {
    digest == row.digest && owner == row.owner && until == end
      && source == row.source.map { Text("\($0.file):\($0.line)") }
  }
}
