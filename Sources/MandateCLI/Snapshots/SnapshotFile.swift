import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering
import Stores
import YAMLSyntax

/// Reads snapshot files, and believes nothing in them that it can work out.
///
/// The digest at the end of the file is held against its bytes before they are parsed; then every scope
/// is hashed anew from the resources that the file holds. Who edits a file and all of its digests makes
/// plans that are stale, for they name digests that no store has.
struct SnapshotFile {
  /// The institution for whose tree it was made; nil when it holds all of them.
  let institution: Text?
  let snapshot: Snapshot

  static let bytesMax = 1 << 30

  private static let limits = SyntaxLimits(
    depth: 64, fileBytes: bytesMax, scalarBytes: 64 << 10, nodes: 200_000_000,
    expandedBytes: 1 << 31)

  init(_ file: SourceFile) throws(CommandFailure) {
    guard file.bytes.starts(with: SnapshotJSON.opening) else { throw Self.malformed(file) }
    try Self.requireWhole(file)
    var diagnostics: [Diagnostic] = []
    guard let tree = parseSyntax(file, limits: Self.limits, into: &diagnostics) else {
      throw .diagnostics(diagnostics)
    }
    guard tree.documents.count == 1, let document = tree.documents.first else {
      throw Self.malformed(file)
    }
    let root = PlanNode(tree: tree, node: document)
    let version = root["snapshotVersion"]?.string
    if let version, version != SnapshotJSON.formatVersion {
      throw .request(
        "`\(file.path)` is a snapshot of format \(version), and this version reads "
          + SnapshotJSON.formatVersion,
        help: "export it with the version that is to read it")
    }
    guard let read = Self.contents(root) else { throw Self.malformed(file) }
    (institution, snapshot) = read
    // Nothing in a file may mean two things, or be passed over.
    guard SnapshotJSON.bytes(of: snapshot, for: institution) == file.bytes else {
      throw Self.damaged(file, "it is not as this program writes it")
    }
    do throws(StoreError) { try snapshot.requireSound() } catch {
      guard case .damaged(let reason) = error else { throw .store(error) }
      throw Self.damaged(file, reason)
    }
    try requireBounds(file)
  }

  private static func malformed(_ file: SourceFile) -> CommandFailure {
    .diagnostics([
      .error(
        .snapshotMalformed, "`\(file.path)` is not a snapshot that export --snapshot wrote",
        at: SourceRange(file, 0..<min(1, file.bytes.count)),
        help: "make one with mandate export --snapshot FILE")
    ])
  }

  private static func damaged(_ file: SourceFile, _ reason: String) -> CommandFailure {
    .store(.snapshotDamaged(reason: "`\(file.path)`: \(reason)"))
  }

  private static func requireWhole(_ file: SourceFile) throws(CommandFailure) {
    let length = SnapshotJSON.tail(for: .zero).count
    let body = file.bytes.dropLast(length)
    guard file.bytes.count > length,
      file.bytes.suffix(length).elementsEqual(SnapshotJSON.tail(for: Digest.of(Array(body))))
    else { throw damaged(file, "its contents are not what its digest says") }
  }

  /// A file for an institution's tree holds the scopes which that tree reads, and no file any mails.
  private func requireBounds(_ file: SourceFile) throws(CommandFailure) {
    for scope in snapshot.scopes.keys {
      let isWithin =
        institution.map { ScopeSelection.scopes(readFor: $0).contains(scope) }
        ?? (scope != .notices)
      guard isWithin else { throw Self.damaged(file, "scope \(scope.name) has no place in it") }
    }
  }
}

extension ScopeSelection {
  /// What the tree of an institution reads.
  static func scopes(readFor institution: Text) -> Set<Scope> {
    [.global, .institution(institution), .keys(of: institution)]
  }
}

// MARK: - Parts

extension SnapshotFile {
  private static func contents(_ root: PlanNode) -> (Text?, Snapshot)? {
    guard
      let parts = root.record([
        "snapshotVersion", "store", "environment", "region", "revision", "lastRecorded",
        "institution", "owners", "scopes", "rows", "digest",
      ]),
      let lineage = parts[1].text,
      let environment = parts[2].string.flatMap(Deployment.Environment.init),
      let region = parts[3].text, let revision = parts[4].natural,
      parts[5].isNull || parts[5].instant != nil, parts[6].isNull || parts[6].text != nil,
      let owners = parts[7].list(owner), let scopes = parts[8].list(scope),
      let rows = rows(parts[9])
    else { return nil }
    let states = Dictionary(scopes, uniquingKeysWith: { first, _ in first })
    guard states.count == scopes.count else { return nil }
    let snapshot = Snapshot(
      store: StoreIdentity(
        lineage: lineage, deployment: Deployment(environment: environment, region: region)),
      revision: revision, lastRecorded: parts[5].instant, scopes: states, owners: owners,
      rows: rows)
    return (parts[6].text, snapshot)
  }

  private static func owner(_ node: PlanNode) -> Owner? {
    guard let parts = node.record(["name", "institution", "protected"]), let name = parts[0].text,
      parts[1].isNull || parts[1].text != nil, let protected = parts[2].list(\.text)
    else { return nil }
    return Owner(name: name, institution: parts[1].text, protected: protected)
  }

  private static func scope(_ node: PlanNode) -> (Scope, ScopeState)? {
    guard let parts = node.record(["name", "digest", "touches", "lastRevision"]),
      let name = parts[0].text, let digest = parts[1].text.flatMap({ Digest($0) }),
      let touches = parts[2].natural, let revision = parts[3].natural
    else { return nil }
    return (
      Scope(named: name), ScopeState(digest: digest, touches: touches, lastRevision: revision)
    )
  }

  private static func rows(_ node: PlanNode) -> [StoredRow]? {
    let hasher = Hasher256()
    var previous: Address?
    return node.list { node in
      guard let row = row(node, hasher), previous.map({ $0 < row.address }) ?? true else {
        return nil
      }
      previous = row.address
      return row
    }
  }

  private static func row(_ node: PlanNode, _ hasher: borrowing Hasher256) -> StoredRow? {
    guard let parts = node.record(["owner", "since", "file", "line", "resource"]),
      let owner = parts[0].text, let since = parts[1].natural,
      let address = address(parts[4])
    else { return nil }
    let source: Source?
    switch (parts[2].text, parts[3].natural) {
    case (let file?, let line?): source = Source(file: file, line: Int(line))
    case (nil, nil) where parts[2].isNull && parts[3].isNull: source = nil
    default: return nil
    }
    let canonical = parts[4].json
    return StoredRow(
      address: address, owner: owner, digest: hasher.digest(of: canonical), canonical: canonical,
      source: source, sinceRevision: since)
  }

  /// Where a resource says that it stands; what else it says is read when it is needed.
  private static func address(_ resource: PlanNode) -> Address? {
    guard let kind = resource["kind"]?.text.flatMap({ Kind.named($0) }),
      let metadata = resource["metadata"], let name = metadata["name"]?.text
    else { return nil }
    return Address(kind, institution: metadata["institution"]?.text ?? .empty, name: name)
  }
}

extension PlanNode {
  /// A whole number that is not negative.
  fileprivate var natural: Int64? { integer.flatMap { $0 >= 0 ? Int64($0) : nil } }
}
