import AccessModel
import Diagnostics
import Plans

/// The steps inside the one transaction, the same for every store.
struct CommitScript {
  let plan: Plan
  let header: CommitHeader
  /// The keys scopes that the judge must see, of those beside the scopes of the plan.
  let keys: ScopeSelection
  let transaction: any WriteTransaction

  func carryOut(judge: CommitJudge) throws(CommitInterruption) -> Receipt {
    let head = try asking { () throws(StoreError) in try transaction.head() }
    let scopes = try asking { () throws(StoreError) in try transaction.scopes() }
    try requireFresh(head: head, scopes: scopes)
    try requireTime(head: head)
    let (rows, consequences) = try readBase(head: head, known: Set(scopes.keys), judge: judge)
    let changes = plan.changes + consequences
    let revision = head.revision + 1
    let at = max(header.at, head.lastRecorded ?? header.at)
    try writeRows(changes, revision: revision)
    let touched = try writeScopes(scopes, changes, rows: rows, revision: revision)
    let stateDigest = ScopeDigest.ofState(touched.map { (scope: $0.key, digest: $0.value.digest) })
    let audit = try writeAudit(
      changes, head: head, revision: revision, at: at, stateDigest: stateDigest)
    let record = makeRecord(
      revision, at: at, changes: changes.count, stateDigest: stateDigest, auditHead: audit.hash)
    try close(record, auditSequence: audit.sequence, expecting: head.revision)
    return Receipt(record)
  }

  // MARK: Step 2: what the plan read must stand as it was read

  private func requireFresh(
    head: StoreHead, scopes: [Scope: ScopeState]
  ) throws(CommitInterruption) {
    let lineage = transaction.identity.lineage
    if let planned = plan.base.store, planned != lineage {
      throw stale(.otherStore(planned: planned, found: lineage), by: nil)
    }
    if plan.base.store == nil, head.revision > 0 {
      let newest = try summary(of: head.revision)
      throw stale(.otherStore(planned: nil, found: lineage), by: newest)
    }
    if !plan.changes.isEmpty,
      let earlier = try asking({ () throws(StoreError) in
        try transaction.revision(ofPlan: plan.digest)
      })
    {
      throw stale(.alreadyApplied, by: earlier.summary)
    }
    for (scope, digest) in plan.base.scopes {
      let found = scopes[scope]
      guard (found?.digest ?? ScopeDigest.ofUntouched(scope)) != digest else { continue }
      let by = found.map(\.lastRevision)
      throw stale(.scopeMoved(scope), by: try by.map(summary(of:)) ?? nil)
    }
  }

  /// The scopes whose digest changes move.
  private static func scopes(touchedBy changes: [Change]) -> Set<Scope> {
    var scopes: Set<Scope> = []
    var last: Scope?
    for change in changes {
      for version in [change.before, change.after] {
        // Most changes are of the scope of the one before; a set a change would cost more.
        guard let scope = version?.resource.address.scope, scope != last else { continue }
        last = scope
        scopes.insert(scope)
      }
    }
    return scopes
  }

  private func summary(of revision: Int64) throws(CommitInterruption) -> RevisionSummary? {
    try asking { () throws(StoreError) in try transaction.revision(revision) }?.summary
  }

  /// History does not run backwards, but for the few seconds that clocks of machines differ by.
  private func requireTime(head: StoreHead) throws(CommitInterruption) {
    guard let last = head.lastRecorded,
      header.at.secondsSince1970 < last.secondsSince1970 - CommitHeader.clockSkewSeconds
    else { return }
    throw .refused(
      .invalid([
        .error(
          .clockBehind, "it is \(header.at), and the last write was recorded at \(last)", at: nil,
          help: "correct the clock, or outside prod give a later time with --at")
      ]))
  }

  /// Reads the scopes of the plan and has the judge look at them.
  private func readBase(
    head: StoreHead, known: Set<Scope>, judge: CommitJudge
  ) throws(CommitInterruption) -> (rows: [StoredRow], consequences: [Change]) {
    // A plan against no store read nothing, for nothing was there.
    let read = plan.base.scopes.map(\.scope)
    let touched = Self.scopes(touchedBy: plan.changes)
    let scopes = plan.base.store == nil ? touched : Set(read)
    guard touched.isSubset(of: scopes) else {
      throw stale(.changesDiffer, by: nil)
    }
    let keyScopes = keyScopes(beside: scopes, known: known)
    let rows = try soundRows(of: scopes)
    let keyRows = try soundRows(of: keyScopes)
    let owners = try asking { () throws(StoreError) in try transaction.owners() }
    let basis = CommitBasis(
      identity: transaction.identity, owners: owners, rows: rows, keyRows: keyRows,
      knownScopes: known, isFirstWrite: head.revision == 0, plan: plan, header: header)
    switch judge(basis) {
    case .refused(let refusal): throw .refused(refusal)
    case .accepted(let consequences):
      guard Self.scopes(touchedBy: consequences).isSubset(of: scopes.union(keyScopes)) else {
        throw .failed(.damaged(reason: "a consequence lies outside of what the plan read"))
      }
      return (rows + keyRows, consequences)
    }
  }

  /// The keys scopes to read; one that was never touched holds nothing and is not asked for.
  private func keyScopes(beside scopes: Set<Scope>, known: Set<Scope>) -> Set<Scope> {
    var found = Set(scopes.lazy.map(\.keys)).intersection(known).subtracting(scopes)
    if case .only(let wanted) = keys { found.formIntersection(wanted) }
    return found
  }

  private func soundRows(of scopes: Set<Scope>) throws(CommitInterruption) -> [StoredRow] {
    guard !scopes.isEmpty else { return [] }
    let rows = try asking { () throws(StoreError) in try transaction.rows(of: scopes) }
    let hasher = Hasher256()
    for row in rows { try asking { () throws(StoreError) in try row.requireSound(hasher) } }
    return rows
  }

  // MARK: Step 3: row operations, each on the digest that the plan saw

  private func writeRows(_ changes: [Change], revision: Int64) throws(CommitInterruption) {
    for change in changes {
      let done = try asking { () throws(StoreError) in try write(change, revision: revision) }
      guard done else { throw stale(.rowDiffers(change.address), by: nil) }
    }
  }

  private func write(_ change: Change, revision: Int64) throws(StoreError) -> Bool {
    guard let after = change.after else {
      guard let before = change.before else { return false }
      return try transaction.remove(
        before.resource.address, digest: before.digest, at: revision)
    }
    let row = StoredRow(
      address: after.resource.address,
      owner: after.resource.kind.isRecorded ? Owner.ofRecords : plan.owner, digest: after.digest,
      canonical: Text(CanonicalJSON.bytes(of: after.resource)), source: change.source,
      sinceRevision: revision)
    guard let before = change.before else { return try transaction.insert(row) }
    return try transaction.replace(before.resource.address, digest: before.digest, with: row)
  }

  // MARK: Step 5: read back, and the digests up the tree

  /// Gives every scope as it stands afterwards, the touched ones written and read back.
  private func writeScopes(
    _ scopes: [Scope: ScopeState], _ changes: [Change], rows: [StoredRow], revision: Int64
  ) throws(CommitInterruption) -> [Scope: ScopeState] {
    var result = scopes
    let expected = ExpectedState(rows: rows, changes: changes)
    for scope in Self.scopes(touchedBy: changes).sorted() {
      let touches = (scopes[scope]?.touches ?? 0) + 1
      let entries = try readBack(scope)
      guard expected.matches(entries, of: scope) else {
        throw .failed(.damaged(reason: "scope \(scope.name) reads back other than it was written"))
      }
      let digest = ScopeDigest.of(scope, touches: touches, entries: entries)
      let state = ScopeState(digest: digest, touches: touches, lastRevision: revision)
      try asking { () throws(StoreError) in try transaction.setScope(scope, to: state) }
      result[scope] = state
    }
    return result
  }

  /// The rows of a scope as the database has them now, each hashed again.
  private func readBack(_ scope: Scope) throws(CommitInterruption) -> [ScopeDigest.Entry] {
    let rows = try asking { () throws(StoreError) in try transaction.rows(of: [scope]) }
    let hasher = Hasher256()
    for row in rows where hasher.digest(of: row.canonical) != row.digest {
      throw .failed(.damaged(reason: "\(row.address) reads back other than it was written"))
    }
    return rows.map { ScopeDigest.Entry(address: $0.address, digest: $0.digest) }
  }

  // MARK: Steps 4 and 6: audit, revision, head

  private func writeAudit(
    _ changes: [Change], head: StoreHead, revision: Int64, at: Instant, stateDigest: Digest
  ) throws(CommitInterruption) -> (sequence: Int64, hash: Digest) {
    var last = (sequence: head.auditSequence, hash: head.auditHead)
    let hasher = Hasher256()
    let isFirst = head.revision == 0
    let opening = AuditDetail.ofCommit(
      plan: plan, header: header, command: command(isFirst: isFirst), at: at,
      stateDigest: stateDigest, founding: isFirst ? transaction.identity : nil)
    func append(
      _ action: String, _ subject: String, _ before: Digest?, _ after: Digest?, _ detail: Text
    ) throws(CommitInterruption) {
      let entry = AuditEntry(
        following: last, revision: revision, action: Text(action), subject: Text(subject),
        before: before, after: after, detail: detail, hasher: hasher)
      try asking { () throws(StoreError) in try transaction.append(entry) }
      last = (entry.sequence, entry.hash)
    }
    try append("commit", plan.owner.string, nil, plan.digest, opening)
    for lift in header.lifts { try append("lift", lift.string, nil, nil, header.reason ?? .empty) }
    for approval in header.approvals {
      try append(
        "approval", approval.statement.approver.description, nil, nil, AuditDetail.of(approval))
    }
    if let owner = header.owner {
      try append("owner", owner.name.string, nil, nil, AuditDetail.of(owner))
    }
    for change in changes {
      try append(
        change.action.rawValue, change.address.text, change.before?.digest, change.after?.digest,
        AuditDetail.of(change))
    }
    return last
  }

  /// The first write of a store is recorded as what it is, whichever command made it.
  private func command(isFirst: Bool) -> Text { Text(isFirst ? "bootstrap" : header.command) }

  private func makeRecord(
    _ revision: Int64, at: Instant, changes: Int, stateDigest: Digest, auditHead: Digest
  ) -> RevisionRecord {
    RevisionRecord(
      revision: revision, applyID: header.applyID, planDigest: plan.digest, owner: plan.owner,
      command: command(isFirst: revision == 1), actor: Text(header.actor.description),
      onBehalfOf: header.onBehalfOf.map { Text($0.description) }, reason: header.reason, at: at,
      wallClock: header.wallClock, commit: plan.desired.commit, changes: changes,
      stateDigest: stateDigest, auditHead: auditHead)
  }

  private func close(
    _ record: RevisionRecord, auditSequence: Int64, expecting revision: Int64
  ) throws(CommitInterruption) {
    let head = StoreHead(
      revision: record.revision, stateDigest: record.stateDigest, auditSequence: auditSequence,
      auditHead: record.auditHead, lastRecorded: record.at)
    try asking { () throws(StoreError) in
      if let owner = header.owner { try transaction.setOwner(owner) }
      try transaction.insert(record)
    }
    let moved = try asking { () throws(StoreError) in
      try transaction.setHead(head, expecting: revision)
    }
    guard moved else { throw .failed(.damaged(reason: "the head moved inside our transaction")) }
    try asking { () throws(StoreError) in try transaction.commit() }
  }

  // MARK: Errors

  private func asking<Answer>(
    _ question: () throws(StoreError) -> Answer
  ) throws(CommitInterruption) -> Answer {
    do throws(StoreError) { return try question() } catch { throw .failed(error) }
  }

  private func stale(_ cause: Staleness.Cause, by: RevisionSummary?) -> CommitInterruption {
    .refused(.stale(Staleness(cause: cause, by: by)))
  }
}
