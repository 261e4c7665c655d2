import AccessModel
import Diagnostics
import Plans

/// What the audit chain alone says the store must hold, worked out entry by entry.
///
/// INVARIANT: shares no code with the commit script, not even the making of hashes.
struct AuditReplay {
  private(set) var findings: [AuditVerifier.Finding] = []
  private(set) var sequence: Int64 = 0
  private(set) var hash = Digest.zero
  /// The links of the chain, to look up a head remembered elsewhere.
  private(set) var hashes: Set<Digest> = [.zero]
  private(set) var revisions: [Revision] = []
  private(set) var versions: [Version.Key: Version] = [:]
  private var live: [Scope: [Address: Version]] = [:]
  private(set) var scopes: [Scope: ScopeState] = [:]
  private(set) var owners: [Text: AuditFields] = [:]
  private var touched: Set<Scope> = []
  private let hasher = RecomputedDigests()

  /// What the `commit` entry of a revision and the entries after it say.
  struct Revision {
    let number: Int64
    let owner: Text
    let planDigest: Digest?
    let fields: AuditFields?
    var changes = 0
    var auditHead: Digest
    var stateDigest = Digest.zero
  }

  /// One version of a resource: what stood at an address from one revision until another.
  struct Version {
    struct Key: Hashable {
      let address: Address
      let since: Int64
    }

    let key: Key
    let digest: Digest
    let owner: Text
    let source: Text?
    var until: Int64?
  }

  // MARK: The chain

  mutating func follow(_ entry: AuditEntry) {
    if entry.sequence != sequence + 1 {
      report(entry, "follows entry \(sequence)")
    }
    let expected = hasher.hash(of: entry, after: hash)
    if entry.hash != expected { report(entry, "has another hash than its content gives") }
    sequence = entry.sequence
    hash = entry.hash
    hashes.insert(entry.hash)
    if entry.action.is("commit") {
      closeRevision()
      open(entry)
    } else if revisions.last?.number != entry.revision {
      report(entry, "stands outside its revision")
    }
    if let index = revisions.indices.last { revisions[index].auditHead = entry.hash }
    carryOut(entry)
  }

  private mutating func open(_ entry: AuditEntry) {
    if entry.revision != (revisions.last?.number ?? 0) + 1 {
      report(entry, "opens revision \(entry.revision) after \(revisions.last?.number ?? 0)")
    }
    revisions.append(
      Revision(
        number: entry.revision, owner: entry.subject, planDigest: entry.after,
        fields: AuditFields(entry.detail), auditHead: entry.hash))
  }

  /// Ends the last revision: the digests of what it touched, and of the whole.
  mutating func closeRevision() {
    guard let index = revisions.indices.last else { return }
    for scope in touched {
      let standing = live[scope].map { Array($0.values) } ?? []
      let touches = (scopes[scope]?.touches ?? 0) + 1
      scopes[scope] = ScopeState(
        digest: hasher.digest(of: scope, touches: touches, versions: standing), touches: touches,
        lastRevision: revisions[index].number)
    }
    touched = []
    revisions[index].stateDigest = hasher.digest(of: scopes)
  }

  // MARK: The changes

  private static let changes = ["create", "update", "delete", "rename", "adopt"]

  private mutating func carryOut(_ entry: AuditEntry) {
    let isChange = Self.changes.contains(entry.action.string)
    if !isChange, entry.before != nil || (entry.after != nil) != entry.action.is("commit") {
      report(entry, "has digests that do not fit its action")
    }
    switch entry.action.string {
    case "commit", "lift": break
    case "approval":
      if !Self.isApproval(entry) { report(entry, "has an unreadable subject or detail") }
    case "owner":
      guard let fields = AuditFields(entry.detail) else {
        return report(entry, "has an unreadable detail")
      }
      owners[entry.subject] = fields
    case "create", "update", "delete", "rename", "adopt": carryOutChange(entry)
    default: report(entry, "has an unknown action")
    }
  }

  /// Who approved which plan with which key.
  private static func isApproval(_ entry: AuditEntry) -> Bool {
    guard Actor(entry.subject) != nil, let fields = AuditFields(entry.detail) else { return false }
    let names: [Text] = ["key", "statement", "plan", "expires"]
    return fields.all.map(\.key) == names
  }

  private mutating func carryOutChange(_ entry: AuditEntry) {
    guard let address = Address(entry.subject), let fields = AuditFields(entry.detail) else {
      return report(entry, "has an unreadable subject or detail")
    }
    if let index = revisions.indices.last { revisions[index].changes += 1 }
    let renamed = fields["renamedFrom"].flatMap { Address($0) }
    if entry.action.is("rename") != (renamed != nil) {
      report(entry, "is a rename without a former name or the reverse")
    }
    if entry.action.is("create") != (entry.before == nil)
      || entry.action.is("delete") != (entry.after == nil)
    {
      report(entry, "has digests that do not fit its action")
    }
    if entry.action.is("adopt") || fields["formerOwner"] != nil {
      checkAdoption(of: address, entry, fields)
    }
    if entry.before != nil { end(renamed ?? address, entry) }
    if let after = entry.after { begin(address, after, fields["source"], entry) }
  }

  /// Content stays as it is, and the owner is another one than before.
  private mutating func checkAdoption(
    of address: Address, _ entry: AuditEntry, _ fields: AuditFields
  ) {
    let former = live[address.scope]?[address]?.owner
    if !entry.action.is("adopt") || entry.before != entry.after || former == nil
      || fields["formerOwner"] != former || former == revisions.last?.owner
    {
      report(entry, "takes over what its former owner did not own as it stands")
    }
  }

  private mutating func end(_ address: Address, _ entry: AuditEntry) {
    let version = live[address.scope]?.removeValue(forKey: address)
    guard let version, version.digest == entry.before else {
      return report(entry, "changes something that did not stand there")
    }
    touched.insert(address.scope)
    if version.key.since == entry.revision {
      versions[version.key] = nil
    } else {
      versions[version.key]?.until = entry.revision
    }
  }

  private mutating func begin(
    _ address: Address, _ digest: Digest, _ source: Text?, _ entry: AuditEntry
  ) {
    if live[address.scope]?[address] != nil { report(entry, "creates what already stood there") }
    let version = Version(
      key: Version.Key(address: address, since: entry.revision), digest: digest,
      owner: address.kind.isRecorded ? "(recorded)" : revisions.last?.owner ?? .empty,
      source: source)
    touched.insert(address.scope)
    live[address.scope, default: [:]][address] = version
    versions[version.key] = version
  }

  private mutating func report(_ entry: AuditEntry, _ problem: String) {
    findings.append(AuditVerifier.Finding("audit entry \(entry.sequence)", problem))
  }
}
