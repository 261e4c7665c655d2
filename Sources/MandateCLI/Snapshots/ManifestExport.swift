import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering
import Stores

/// The store as manifests: what owners own, each in a tree of its own on which a plan is empty.
struct ManifestExport {
  private let invocation: Invocation
  private let store: any RegisterStore
  private let snapshot: Snapshot
  /// Nil when all of an owner's institutions are asked for.
  private let institution: Text?

  init(
    _ invocation: Invocation, _ store: any RegisterStore, institution: Text?
  ) throws(CommandFailure) {
    self.invocation = invocation
    self.store = store
    self.institution = institution
    snapshot = try asking { () throws(StoreError) in try store.snapshot(.all) }
  }

  /// What one owner owns.
  private struct Holding {
    let owner: Text
    let resources: [Resource]
    /// Whether it is all that the owner owns.
    let isWhole: Bool
  }

  /// The manifests as one stream of documents.
  func stream() throws(CommandFailure) -> [UInt8] {
    try holdings().flatMap(\.resources).sorted { $0.address < $1.address }
      .flatMap { ResourceYAML.bytes(of: $0) }
  }

  /// Writes trees into a new folder; gives the number of files.
  func write(to folder: String) throws(CommandFailure) -> Int {
    let holdings = try holdings()
    let isSingle = try chosenOwner() != nil
    let path = invocation.absolute(folder)
    var files: [ManifestFiles.File] = []
    for holding in holdings {
      let place = isSingle ? "" : "\(holding.owner)/"
      var own = ManifestFiles.files(of: holding.resources)
      if holding.isWhole { own.append(project(holding, below: "\(path)/\(place)")) }
      files += own.map { ManifestFiles.File(path: place + $0.path, bytes: $0.bytes) }
    }
    try NewFolder.make(at: path, holding: files)
    return files.count
  }

  private func holdings() throws(CommandFailure) -> [Holding] {
    let chosen = try chosenOwner()
    var rows: [Text: [StoredRow]] = [:]
    for row in snapshot.rows where !row.address.kind.isRecorded {
      guard chosen.map({ $0 == row.owner }) ?? true else { continue }
      rows[row.owner, default: []].append(row)
    }
    var holdings: [Holding] = []
    for (owner, rows) in rows.sorted(by: { $0.key < $1.key }) {
      let wanted = rows.filter { isWanted($0.address) }
      guard !wanted.isEmpty else { continue }
      let resources = try RegisterSplit.decode(wanted)
      holdings.append(
        Holding(owner: owner, resources: resources, isWhole: wanted.count == rows.count))
    }
    guard !holdings.isEmpty else {
      throw .request(
        chosen.map { "owner `\($0)` owns nothing of that in the store" }
          ?? "nothing of that is in the store", help: "list what is there with mandate get")
    }
    return holdings
  }

  private func isWanted(_ address: Address) -> Bool {
    guard let institution else { return true }
    return address.institution == institution
      || address == Address(.institution, name: institution)
  }

  /// `--owner`, else the owner whose tree this is; nil where there is no project, for all of them.
  private func chosenOwner() throws(CommandFailure) -> Text? {
    if let name = invocation.arguments.value("--owner") { return Text(name) }
    return invocation.projectPath == nil ? nil : try invocation.project().name
  }

  private func project(_ holding: Holding, below folder: String) -> ManifestFiles.File {
    let owner = snapshot.owner(named: holding.owner)
    return ManifestFiles.project(
      named: holding.owner,
      snapshot.store?.deployment ?? Deployment(environment: .sandbox, region: .empty),
      institution: owner?.institution, store: Self.url(store.place, from: folder),
      protected: owner?.protected ?? [])
  }

  /// The store as a project file in `folder` names it: paths relative to it.
  private static func url(_ place: String, from folder: String) -> String {
    let scheme = "sqlite:"
    guard place.hasPrefix(scheme) else { return place }
    let path = String(place.dropFirst(scheme.count))
    let target = path.hasPrefix("/") ? path : "/" + path
    return scheme + RelativePath.path(to: target, from: folder)
  }
}

/// Paths from one folder to a file, by their names alone.
enum RelativePath {
  static func path(to file: String, from folder: String) -> String {
    let base = components(of: folder)
    let wanted = components(of: file)
    let shared = zip(base, wanted).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: base.count - shared) + wanted.dropFirst(shared)
    return parts.joined(separator: "/")
  }

  /// The same path with links resolved as far as something stands there.
  static func resolved(_ path: String) -> String {
    "/" + components(of: path).joined(separator: "/")
  }

  /// The components with links resolved as far as something stands there.
  private static func components(of path: String) -> [String] {
    var missing: [String] = []
    var parts = path.split(separator: "/").map(String.init)
    while !parts.isEmpty {
      if let resolved = PathText.resolved("/" + parts.joined(separator: "/")) {
        parts = resolved.split(separator: "/").map(String.init)
        break
      }
      missing.append(parts.removeLast())
    }
    return parts + missing.reversed().filter { $0 != "." }
  }
}
