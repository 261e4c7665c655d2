import Glibc
import Manifests
import Synchronization

/// Replaces several files at once: all of them, or none.
struct FileReplacement {
  typealias Change = (path: String, before: [UInt8], after: [UInt8])

  private let rename: (_ old: String, _ new: String) -> Bool

  /// `rename` moves a file and tells whether it did; tests say how a disk fails.
  init(renamingBy rename: @escaping (String, String) -> Bool = { unsafe Glibc.rename($0, $1) == 0 })
  {
    self.rename = rename
  }

  /// Throws when a file is not as it was read, or cannot be written; every file is then as it was,
  /// or the failure names what could not be put back and where it lies.
  ///
  /// WHY a link to each old file: putting it back by its name is the one way that can hardly fail.
  /// An interrupt before the first file is moved in takes away what lies beside the files; from then on
  /// it waits, however often it is asked for: half of the files would be new.
  func replace(_ changes: [Change]) throws(CommandFailure) {
    let staging = Staging()
    let undoing = Interrupt.undoing { staging.endForGood() }
    defer { Interrupt.forget(undoing) }
    var lost: Set<Int> = []
    defer { staging.clean(keepingOldOf: lost) }
    for change in changes {
      try Self.requireUnchanged(change)
      try staging.add(StagedFile(path: change.path), change.after)
    }
    for change in changes { try Self.requireUnchanged(change) }
    try staging.movingIn { staged throws(CommandFailure) in try moveIn(staged, &lost) }
  }

  private func moveIn(_ staged: [StagedFile], _ lost: inout Set<Int>) throws(CommandFailure) {
    for (place, file) in staged.enumerated() {
      if rename(file.new, file.path) { continue }
      let reason = StagedFile.reason
      lost = Set((0..<place).filter { !rename(staged[$0].old, staged[$0].path) })
      throw lost.isEmpty ? file.failure(reason) : halfway(file, reason, lost.map { staged[$0] })
    }
    for folder in Set(staged.map(\.folder)) { Self.syncFolder(folder) }
  }

  private func halfway(
    _ file: StagedFile, _ reason: String, _ lost: [StagedFile]
  ) -> CommandFailure {
    let names = lost.map(\.path).sorted().map { "`\($0)`" }.joined(separator: ", ")
    let moves = lost.map { "mv '\($0.old)' '\($0.path)'" }.sorted().joined(separator: "; ")
    return .request(
      "`\(file.path)` cannot be written: \(reason); these are written and cannot be put back: \(names)",
      help: "put back what they were:  \(moves)")
  }

  private static func requireUnchanged(_ change: Change) throws(CommandFailure) {
    let limit = change.before.count + (1 << 20)
    guard try OutputFile.read(change.path, bytesMax: limit) == change.before else {
      throw .request(
        "`\(change.path)` has changed since it was read; nothing was written",
        help: "run the command again")
    }
  }

  private static func syncFolder(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// The files that lie beside those they will replace, until they do.
///
/// WHY a lock: who ends the program cleans up on a thread of its own, while files are still being made.
private final class Staging: Sendable {
  private struct State {
    var files: [StagedFile] = []
    /// Whether the program ends, so that nothing more may be made.
    var isOver = false
  }

  private let state = Mutex(State())

  func add(_ file: StagedFile, _ bytes: [UInt8]) throws(CommandFailure) {
    try state.withLock { state throws(CommandFailure) in
      Self.waitForEnd(state)
      state.files.append(file)
      try file.write(bytes)
    }
  }

  /// Does what must not be left half done; an end that is asked for meanwhile waits.
  func movingIn(
    _ work: ([StagedFile]) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    try state.withLock { state throws(CommandFailure) in
      Self.waitForEnd(state)
      try work(state.files)
    }
  }

  func clean(keepingOldOf lost: Set<Int>) {
    state.withLock { state in
      for (place, file) in state.files.enumerated() {
        file.clean(keepingOld: lost.contains(place))
      }
      state.files = []
    }
  }

  /// Takes everything away; the process dies next, and makes nothing more until then.
  func endForGood() {
    state.withLock { state in
      state.isOver = true
      for file in state.files { file.clean(keepingOld: false) }
    }
  }

  private static func waitForEnd(_ state: State) {
    while state.isOver { pause() }
  }
}

/// One file on its way: the new text and a link to the old one lie beside it.
private struct StagedFile {
  let path: String

  var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
  private var name: String { String(path.split(separator: "/").last ?? "") }
  /// Hidden, so that nobody takes them for manifests.
  var new: String { "\(folder)/.\(name).\(getpid()).new" }
  var old: String { "\(folder)/.\(name).\(getpid()).old" }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw failure(Self.reason) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(new, flags, 0o600)
    guard descriptor >= 0 else { throw failure(Self.reason) }
    defer { close(descriptor) }
    guard Descriptor.writeAll(bytes, to: descriptor),
      fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0,
      unsafe link(path, old) == 0
    else { throw failure(Self.reason) }
  }

  func clean(keepingOld: Bool) {
    unsafe unlink(new)
    if !keepingOld { unsafe unlink(old) }
  }

  /// Why the last call failed.
  static var reason: String {
    unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
  }

  func failure(_ reason: String) -> CommandFailure {
    .request("`\(path)` cannot be written: \(reason); all files are as they were", help: nil)
  }
}
