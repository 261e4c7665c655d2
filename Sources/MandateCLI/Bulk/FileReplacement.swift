import Glibc
import Manifests

/// Replaces several files at once: all of them, or none.
enum FileReplacement {
  typealias Change = (path: String, before: [UInt8], after: [UInt8])

  /// Throws when a file is not as it was read, or cannot be written; every file is then as it was.
  ///
  /// WHY a link to each old file: putting it back by its name is the one way that can hardly fail.
  static func replace(_ changes: [Change]) throws(CommandFailure) {
    var staged: [Staged] = []
    defer { for file in staged { file.clean() } }
    for change in changes {
      let file = Staged(path: change.path)
      staged.append(file)
      try file.write(change.after, insteadOf: change.before)
    }
    for change in changes { try requireUnchanged(change) }
    for (place, file) in staged.enumerated() {
      do throws(CommandFailure) { try file.moveIn() } catch {
        for earlier in staged[..<place] { earlier.putBack() }
        throw error
      }
    }
    for folder in Set(staged.map(\.folder)) { syncFolder(folder) }
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

  /// One file on its way.
  private struct Staged {
    let path: String

    var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    private var name: String { String(path.split(separator: "/").last ?? "") }
    /// Hidden, so that nobody takes them for manifests.
    private var new: String { "\(folder)/.\(name).\(getpid()).new" }
    private var old: String { "\(folder)/.\(name).\(getpid()).old" }

    func write(_ bytes: [UInt8], insteadOf before: [UInt8]) throws(CommandFailure) {
      try FileReplacement.requireUnchanged((path, before, bytes))
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { throw failure() }
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor = unsafe open(new, flags, 0o600)
      guard descriptor >= 0 else { throw failure() }
      defer { close(descriptor) }
      guard Descriptor.writeAll(bytes, to: descriptor),
        fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0,
        unsafe link(path, old) == 0
      else { throw failure() }
    }

    func moveIn() throws(CommandFailure) {
      guard unsafe rename(new, path) == 0 else { throw failure() }
    }

    func putBack() { unsafe rename(old, path) }

    func clean() {
      unsafe unlink(new)
      unsafe unlink(old)
    }

    private func failure() -> CommandFailure {
      let reason =
        unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
      return .request(
        "`\(path)` cannot be written: \(reason); all files are as they were", help: nil)
    }
  }
}
