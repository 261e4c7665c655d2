import AccessModel
import Diagnostics
import Foundation
import Plans
import Stores

/// A store in memory whose every field a test may falsify; it can only be read.
struct StoreImage: RegisterStore {
  var currentStatus: StoreStatus
  var scopes: [Scope: ScopeState]
  var versions: [(row: StoredRow, until: Int64?)]
  var records: [RevisionRecord]
  var entries: [AuditEntry]

  /// What a real store holds.
  init(of store: any RegisterStore) throws(StoreError) {
    currentStatus = try store.status()
    scopes = try store.snapshot(.all).scopes
    var versions: [(row: StoredRow, until: Int64?)] = []
    try store.readVersions { versions.append(($0, $1)) }
    self.versions = versions.sorted {
      ($0.row.address, $0.row.sinceRevision) < ($1.row.address, $1.row.sinceRevision)
    }
    records = try store.revisions(touching: nil)
    var entries: [AuditEntry] = []
    try store.readAudit { entries.append($0) }
    self.entries = entries
  }

  let place = "memory:"

  func exists() throws(StoreError) -> Bool { true }

  func snapshot(_ selection: ScopeSelection) throws(StoreError) -> Snapshot {
    Snapshot(
      store: currentStatus.identity, revision: currentStatus.head.revision,
      lastRecorded: currentStatus.head.lastRecorded, scopes: scopes, owners: currentStatus.owners,
      rows: versions.filter { $0.until == nil }.map(\.row))
  }

  func status() throws(StoreError) -> StoreStatus { currentStatus }

  func rows(_ filter: RowFilter, asOf revision: Int64?) throws(StoreError) -> [StoredRow] { [] }

  func readVersions(_ body: (StoredRow, Int64?) -> Void) throws(StoreError) {
    for version in versions { body(version.row, version.until) }
  }

  func revisions(touching address: Text?) throws(StoreError) -> [RevisionRecord] { records }

  func readAudit(_ body: (AuditEntry) -> Void) throws(StoreError) { entries.forEach(body) }

  func revision(ofApply applyID: Text) throws(StoreError) -> RevisionRecord? { nil }

  func makeFollower() -> any RegisterFollower { UnmovedFollower() }

  func beginWriting(creating identity: StoreIdentity?) throws(StoreError) -> any WriteTransaction {
    throw .readOnly(reason: "an image is only read")
  }
}

/// An image has no history to follow.
private final class UnmovedFollower: RegisterFollower {
  func news() throws(StoreError) -> RegisterNews? {
    throw .unreachable(reason: "an image is not followed")
  }
}

extension StoreImage {
  var findings: [AuditVerifier.Finding] {
    get throws(StoreError) { try AuditVerifier.findings(in: self) }
  }

  /// Links every entry anew from `index` on, as somebody would who may write and knows how.
  mutating func relink(from index: Int) {
    for position in index..<entries.count {
      let previous = position == 0 ? Digest.zero : entries[position - 1].hash
      let entry = entries[position]
      entries[position] = entry.with(
        hash: entry.expectedHash(after: previous, hasher: Hasher256()))
    }
  }
}

extension AuditEntry {
  func with(
    sequence: Int64? = nil, revision: Int64? = nil, action: Text? = nil, subject: Text? = nil,
    before: Digest?? = nil, after: Digest?? = nil, detail: Text? = nil, hash: Digest? = nil
  ) -> AuditEntry {
    AuditEntry(
      sequence: sequence ?? self.sequence, revision: revision ?? self.revision,
      action: action ?? self.action, subject: subject ?? self.subject,
      before: before ?? self.before, after: after ?? self.after, detail: detail ?? self.detail,
      hash: hash ?? self.hash)
  }
}

/// Values with one bit turned: one in every byte, or every bit with `MANDATE_EVERY_BIT=1`.
enum TurnedBit {
  private static let isEveryBit = ProcessInfo.processInfo.environment["MANDATE_EVERY_BIT"] != nil

  static func all(of text: Text) -> [Text] {
    let bytes = Array(text.bytes)
    return bytes.indices.flatMap { offset in
      (isEveryBit ? Array(0..<8) : [offset % 8]).map { bit in
        var turned = bytes
        turned[offset] ^= 1 << bit
        return Text(turned)
      }
    }
  }

  static func all(of digest: Digest) -> [Digest] {
    all(of: Text(digest.bytes)).compactMap { Digest(bytes: Array($0.bytes)) }
  }

  static func all(of number: Int64) -> [Int64] { (0..<64).map { number ^ (1 << $0) } }
}
