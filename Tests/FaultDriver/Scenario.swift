import AccessModel
import Diagnostics
import Glibc
import Plans
import SQLiteStore
import StoreFixtures
import Stores

/// The applies that harnesses break.
enum Scenario {
  /// Makes a plan on the store as it stands, carries it out, and prints what became of it.
  static func apply(_ name: String, to path: String, isEarly: Bool) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 2_000)
    do {
      let plan = SamplePlan.make(steps(name), on: try store.snapshot(.all))
      let header = SamplePlan.header(applyID: Text(name))
      let outcome = try commit(
        plan, header: header, to: isEarly ? EarlyStore(inner: store) : store,
        newStore: SamplePlan.identity, judge: { _ in .accepted })
      if !isEarly { print(word(for: outcome)) }
    } catch let refusal as Refusal {
      print("refused \(refusal)")
    } catch {
      print("not-applied \(error)")
    }
  }

  static func word(for outcome: CommitOutcome) -> String {
    switch outcome {
    case .applied(let receipt): "applied \(receipt.revision)"
    case .notApplied(let error): "not-applied \(error)"
    case .unknown(_, let error): "unknown \(error)"
    }
  }

  private static func steps(_ name: String) -> [SamplePlan.Step] {
    switch name {
    case "first": first
    case "second": second
    default: [.create(SampleResource.user("peak", Text(name)))]
    }
  }

  private static func user(_ number: Int, _ displayName: Text = "Amy Wong") -> Resource {
    let institution: Text = number.isMultiple(of: 2) ? "harbour" : "peak"
    return SampleResource.user(institution, Text("user-\(number)"), displayName: displayName)
  }

  private static func set(_ number: Int, _ include: [Text] = ["market.*"]) -> Resource {
    SampleResource.set(Text("set-\(number)"), include: include)
  }

  private static var first: [SamplePlan.Step] {
    (0..<10).map { .create(set($0)) } + (0..<30).map { .create(user($0)) }
  }

  private static var second: [SamplePlan.Step] {
    let creates = (30..<38).map { SamplePlan.Step.create(user($0)) }
    let updates = (0..<6).map { SamplePlan.Step.update(user($0, "Amy Chan")) }
    let widenings = (0..<4).map { SamplePlan.Step.update(set($0, ["trade.*"])) }
    let deletions = (10..<16).map { SamplePlan.Step.delete(user($0).address) }
    let renames = (20..<24).map {
      SamplePlan.Step.rename(user($0).address, to: user($0 + 100))
    }
    return creates + updates + widenings + deletions + renames
  }
}

/// A planted fault: a store that says `applied` before it is.
private struct EarlyStore: RegisterStore {
  let inner: SQLiteStore

  var place: String { inner.place }
  func exists() throws(StoreError) -> Bool { try inner.exists() }
  func snapshot(_ scopes: ScopeSelection) throws(StoreError) -> Snapshot {
    try inner.snapshot(scopes)
  }
  func status() throws(StoreError) -> StoreStatus { try inner.status() }
  func rows(_ filter: RowFilter, asOf revision: Int64?) throws(StoreError) -> [StoredRow] {
    try inner.rows(filter, asOf: revision)
  }
  func readVersions(_ body: (StoredRow, Int64?) -> Void) throws(StoreError) {
    try inner.readVersions(body)
  }
  func revisions(touching address: Text?) throws(StoreError) -> [RevisionRecord] {
    try inner.revisions(touching: address)
  }
  func readAudit(_ body: (AuditEntry) -> Void) throws(StoreError) { try inner.readAudit(body) }
  func revision(ofApply applyID: Text) throws(StoreError) -> RevisionRecord? {
    try inner.revision(ofApply: applyID)
  }
  func makeFollower() -> any RegisterFollower { inner.makeFollower() }
  func beginWriting(creating identity: StoreIdentity?) throws(StoreError) -> any WriteTransaction {
    EarlyTransaction(inner: try inner.beginWriting(creating: identity))
  }
}

/// The transaction of `EarlyStore`.
private final class EarlyTransaction: WriteTransaction {
  private let inner: any WriteTransaction
  init(inner: any WriteTransaction) { self.inner = inner }

  var identity: StoreIdentity { inner.identity }
  func head() throws(StoreError) -> StoreHead { try inner.head() }
  func scopes() throws(StoreError) -> [Scope: ScopeState] { try inner.scopes() }
  func owners() throws(StoreError) -> [Owner] { try inner.owners() }
  func revision(_ number: Int64) throws(StoreError) -> RevisionRecord? {
    try inner.revision(number)
  }
  func revision(ofPlan digest: Digest) throws(StoreError) -> RevisionRecord? {
    try inner.revision(ofPlan: digest)
  }
  func rows(of scopes: Set<Scope>) throws(StoreError) -> [StoredRow] { try inner.rows(of: scopes) }
  func entries(of scope: Scope) throws(StoreError) -> [ScopeDigest.Entry] {
    try inner.entries(of: scope)
  }
  func insert(_ row: StoredRow) throws(StoreError) -> Bool { try inner.insert(row) }
  func replace(
    _ address: Address, digest: Digest, with row: StoredRow
  ) throws(StoreError) -> Bool {
    try inner.replace(address, digest: digest, with: row)
  }
  func remove(
    _ address: Address, digest: Digest, at revision: Int64
  ) throws(StoreError) -> Bool {
    try inner.remove(address, digest: digest, at: revision)
  }
  func append(_ entry: AuditEntry) throws(StoreError) { try inner.append(entry) }
  func setScope(_ scope: Scope, to state: ScopeState) throws(StoreError) {
    try inner.setScope(scope, to: state)
  }
  func setOwner(_ owner: Owner) throws(StoreError) { try inner.setOwner(owner) }
  func insert(_ record: RevisionRecord) throws(StoreError) { try inner.insert(record) }
  func setHead(_ head: StoreHead, expecting expected: Int64) throws(StoreError) -> Bool {
    try inner.setHead(head, expecting: expected)
  }
  func commit() throws(StoreError) {
    print("applied early")
    _ = fflush(nil)
    try inner.commit()
  }
  func rollback() { inner.rollback() }
}
