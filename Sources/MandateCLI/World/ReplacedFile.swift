import Glibc

/// A file that gets new content in one step: readers see all of the old or all of the new.
enum ReplacedFile {
  /// Writes beside the file and renames into place; its permissions stay.
  ///
  /// - `path` has its links resolved.
  static func write(_ bytes: [UInt8], at path: String) throws(CommandFailure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw failure(path) }
    let temporary = "\(path).\(getpid()).tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(temporary, flags, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten =
      Descriptor.writeAll(bytes, to: descriptor)
      && fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, unsafe rename(temporary, path) == 0 else {
      let failure = failure(path)
      unsafe unlink(temporary)
      throw failure
    }
  }

  private static func failure(_ path: String) -> CommandFailure {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
    return .request("`\(path)` cannot be written: \(reason)", help: nil)
  }
}
