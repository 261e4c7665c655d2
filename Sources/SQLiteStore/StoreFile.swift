import Diagnostics
import Glibc
import Stores

/// The path of a store and what may be known about it without opening it.
///
/// INVARIANT: nothing here opens the file. Closing any descriptor of it would drop the locks that
/// SQLite holds through another one. Source: sqlite.org/howtocorrupt.html section 2.2.
@safe struct StoreFile {
  /// As the person wrote it, for messages.
  let path: String

  enum Presence {
    /// No file, or one without content: what a crash before the first commit leaves.
    case absent, empty
    case present
  }

  /// Looks at the file itself, not at what a link leads to.
  ///
  /// - Throws: `foreign` for anything but a plain file with one name, `unreachable` when it cannot
  ///   be looked at or lies on a network file system.
  func presence() throws(StoreError) -> Presence {
    guard let status = try status() else { return .absent }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK:
      throw .foreign(reason: "`\(path)` is a symbolic link; name the file that it leads to")
    default: throw .foreign(reason: "`\(path)` is not a plain file")
    }
    guard status.st_nlink == 1 else {
      throw .foreign(
        reason: "`\(path)` has \(status.st_nlink) names (hard links); keep one of them")
    }
    try refuseNetworkFileSystem()
    return status.st_size == 0 ? .empty : .present
  }

  /// Makes the empty file, readable by its owner only; false when there is one already.
  ///
  /// WHY mknod: it makes a plain file with the right mode and no descriptor.
  func create() throws(StoreError) -> Bool {
    try refuseNetworkFileSystem()
    if unsafe mknod(path, S_IFREG | S_IRUSR | S_IWUSR, 0) == 0 { return true }
    switch errno {
    case EEXIST: return false
    case ENOSPC, EDQUOT: throw .full(reason: Self.systemMessage())
    case EACCES, EPERM, EROFS:
      throw .readOnly(reason: "cannot make `\(path)`: \(Self.systemMessage())")
    default: throw .unreachable(reason: "cannot make `\(path)`: \(Self.systemMessage())")
    }
  }

  /// Removes the file; a failure leaves an empty file, which counts as none.
  func remove() { _ = unsafe unlink(path) }

  /// The path with links in its folders followed, as SQLite needs it to refuse a link at its end.
  func resolved() throws(StoreError) -> String {
    let (folder, name) = parts
    guard !name.isEmpty, name != ".", name != ".." else {
      throw .unreachable(reason: "`\(path)` names no file")
    }
    guard let buffer = unsafe realpath(folder, nil) else {
      throw .unreachable(reason: "folder of `\(path)`: \(Self.systemMessage())")
    }
    defer { unsafe free(buffer) }
    let resolved = unsafe String(cString: buffer)
    return resolved.utf8.last == UInt8(ascii: "/") ? resolved + name : "\(resolved)/\(name)"
  }

  /// Device and number of the file, by which the kernel lists its locks.
  var identity: (device: UInt64, inode: UInt64)? {
    guard let status = try? status() else { return nil }
    return (UInt64(status.st_dev), UInt64(status.st_ino))
  }

  /// What the kernel says of the file's content without opening it; nil where there is no file.
  var stamp: Stamp? {
    guard let status = try? status() else { return nil }
    return Stamp(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Stamp.nanoseconds(status.st_mtim), changed: Stamp.nanoseconds(status.st_ctim))
  }

  /// Another one means that the file was replaced or written to; the same one means nothing, for
  /// the kernel's clock has ticks.
  struct Stamp: Equatable {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    let modified: Int64
    let changed: Int64

    static func nanoseconds(_ time: timespec) -> Int64 {
      Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
  }

  private var parts: (folder: String, name: String) {
    let bytes = Array(path.utf8)
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let name = String(decoding: bytes[(slash + 1)...], as: UTF8.self)
    return (slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self), name)
  }

  private func status() throws(StoreError) -> stat? {
    var status = stat()
    if unsafe lstat(path, &status) == 0 { return status }
    switch errno {
    case ENOENT: return nil
    case ENOTDIR: throw .unreachable(reason: "`\(path)` leads through something not a folder")
    default: throw .unreachable(reason: "`\(path)`: \(Self.systemMessage())")
    }
  }

  private func refuseNetworkFileSystem() throws(StoreError) {
    guard let magic = SQLiteConnection.fileSystemType(of: parts.folder) else {
      throw .unreachable(reason: "folder of `\(path)`: \(Self.systemMessage())")
    }
    guard let name = NetworkFileSystem.names[magic] else { return }
    throw .unreachable(
      reason: "`\(path)` lies on a network file system (\(name)), where locks do not hold; "
        + "keep the store on a local disk or use PostgreSQL")
  }

  private static func systemMessage() -> String { unsafe String(cString: strerror(errno)) }
}

/// The file systems on which SQLite's locks cannot be trusted.
///
/// Source: statfs(2), and sqlite.org/howtocorrupt.html section 2.1.
private enum NetworkFileSystem {
  static let names: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x564C: "NCP",
    0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x7375_7245: "Coda", 0x00C3_6400: "Ceph",
    0x0BD0_0BD0: "Lustre",
  ]
}
