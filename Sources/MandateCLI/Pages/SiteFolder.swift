import Glibc
import Manifests

/// A folder of pages that comes into place whole: written beside it first, then renamed.
///
/// It takes the place of nothing but an empty folder or an earlier site, which a list of its files
/// marks; a folder that holds anything else stays as it is.
struct SiteFolder: ~Copyable {
  private let target: String
  private let staging: String
  /// The files written so far, relative to the folder.
  private var files: [String]
  private var folders: Set<String>
  private var isFinished: Bool
  /// What an interrupt takes away.
  private let undoing: Interrupt.Token

  /// The list of the files of a site, within it.
  static let listName = ".mandate-pages"
  private static let listHeader = "mandate pages 1"

  init(_ path: String) throws(CommandFailure) {
    let named = path.utf8.last == UInt8(ascii: "/") ? String(path.utf8.dropLast()) ?? path : path
    let target = PathText.resolved(named) ?? named
    try Self.requireReplaceable(target)
    let staging = "\(target).\(getpid()).tmp"
    try OutputFile.makeFolders(of: target)
    guard unsafe mkdir(staging, 0o755) == 0 else { throw OutputFile.failure(target) }
    self.target = target
    self.staging = staging
    files = []
    folders = []
    isFinished = false
    undoing = Interrupt.undoing { Self.sweep(staging) }
  }

  deinit {
    if !isFinished { Self.remove(staging, files, folders) }
    Interrupt.forget(undoing)
  }

  /// Writes a page; `path` is made of names that are safe in a file system.
  mutating func write(_ bytes: [UInt8], to path: [String]) throws(CommandFailure) {
    if path.count > 1, folders.insert(path[0]).inserted,
      unsafe mkdir("\(staging)/\(path[0])", 0o755) != 0
    {
      throw OutputFile.failure(target)
    }
    let name = path.joined(separator: "/")
    files.append(name)
    try OutputFile.create(bytes, at: "\(staging)/\(name)")
  }

  /// Puts everything into place, and takes an earlier site away; gives the number of pages.
  mutating func finish() throws(CommandFailure) -> Int {
    let count = files.count
    let list = ([Self.listHeader] + files.sorted()).joined(separator: "\n") + "\n"
    try write(Array(list.utf8), to: [Self.listName])
    let (target, staging) = (target, staging)
    try Interrupt.holding { () throws(CommandFailure) in try Self.move(staging, to: target) }
    isFinished = true
    return count
  }

  private static func move(_ staging: String, to target: String) throws(CommandFailure) {
    let earlier = files(of: target)
    let aside = "\(target).\(getpid()).old"
    if earlier != nil, unsafe rename(target, aside) != 0 { throw OutputFile.failure(target) }
    guard unsafe rename(staging, target) == 0 else {
      let failure = OutputFile.failure(target)
      if earlier != nil { _ = unsafe rename(aside, target) }
      throw failure
    }
    if let earlier {
      let inner = Set(earlier.compactMap { $0.split(separator: "/").first.map(String.init) })
      remove(aside, earlier + [listName], inner.subtracting(earlier))
    }
  }

  /// Takes away a folder of our own with all that is in it; sites have one level of folders.
  private static func sweep(_ folder: String) {
    for name in (try? names(in: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      guard unsafe unlink(path) != 0 else { continue }
      for inner in (try? names(in: path)) ?? [] { _ = unsafe unlink("\(path)/\(inner)") }
      _ = unsafe rmdir(path)
    }
    _ = unsafe rmdir(folder)
  }

  // MARK: What stands there

  private static func requireReplaceable(_ target: String) throws(CommandFailure) {
    var status = stat()
    guard unsafe stat(target, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .request("`\(target)` is not a folder", help: nil)
    }
    let names = try names(in: target)
    guard !names.isEmpty else { return }
    guard let known = files(of: target) else {
      throw .request(
        "`\(target)` is not empty, and no site that mandate wrote",
        help: "name a new or an empty folder")
    }
    let inner = Set(known.compactMap { $0.split(separator: "/").first.map(String.init) })
    var found = names.filter { !inner.contains($0) && $0 != listName }
    for folder in inner.subtracting(known).intersection(names) {
      found += try Self.names(in: "\(target)/\(folder)").map { "\(folder)/\($0)" }
        .filter { !known.contains($0) }
    }
    guard let stranger = found.min() else { return }
    throw .request(
      "`\(target)` holds `\(stranger)`, which mandate did not write",
      help: "move it away, or name another folder")
  }

  /// The files that the list of a site names; nil where there is no list.
  private static func files(of folder: String) -> [String]? {
    guard let bytes = try? OutputFile.read("\(folder)/\(listName)", bytesMax: 1 << 24) else {
      return nil
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let files = Array(lines.dropFirst())
    let areSafe = files.allSatisfy { name in
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0 != ".." }
    }
    return lines.first == listHeader && areSafe ? files : nil
  }

  private static func names(in folder: String) throws(CommandFailure) -> [String] {
    guard let stream = unsafe opendir(folder) else { throw OutputFile.failure(folder, "read") }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static func remove(_ folder: String, _ files: [String], _ folders: Set<String>) {
    for name in files { _ = unsafe unlink("\(folder)/\(name)") }
    for name in folders { _ = unsafe rmdir("\(folder)/\(name)") }
    _ = unsafe rmdir(folder)
  }
}
