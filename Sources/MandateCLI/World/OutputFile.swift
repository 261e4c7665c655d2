import Glibc
import Manifests

/// Files that commands write for their users.
enum OutputFile {
  /// Writes all bytes or leaves no half file: to a neighbour first, then renamed into place.
  ///
  /// A device or a pipe is written into, and a link is followed: none of them is replaced. A file that
  /// is there keeps its mode; a new one gets `mode`.
  static func write(
    _ bytes: [UInt8], to named: String, mode: mode_t = 0o644
  ) throws(CommandFailure) {
    let path = PathText.resolved(named) ?? named
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else { return try writeInto(bytes, path) }
    try PreciousFile.requireNone(at: path)
    try place(bytes, at: path, mode, keeping: isThere ? status.st_mode & 0o7777 : nil)
  }

  /// Gives a file that is there new content in one step; its mode stays.
  ///
  /// `path` has its links resolved.
  static func replace(_ bytes: [UInt8], at path: String) throws(CommandFailure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw failure(path) }
    try place(bytes, at: path, 0o600, keeping: status.st_mode & 0o7777)
  }

  /// Writes a neighbour and renames it into place.
  private static func place(
    _ bytes: [UInt8], at path: String, _ mode: mode_t, keeping kept: mode_t?
  ) throws(CommandFailure) {
    let temporary = "\(path).\(getpid()).tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let undoing = Interrupt.undoing { unsafe unlink(temporary) }
    defer { Interrupt.forget(undoing) }
    let descriptor = unsafe open(temporary, flags, mode)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten =
      (kept.map { fchmod(descriptor, $0) == 0 } ?? true)
      && Descriptor.writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, unsafe rename(temporary, path) == 0 else {
      let failure = failure(path)
      unsafe unlink(temporary)
      throw failure
    }
  }

  private static func writeInto(_ bytes: [UInt8], _ path: String) throws(CommandFailure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten = Descriptor.writeAll(bytes, to: descriptor)
    close(descriptor)
    guard isWritten else { throw failure(path) }
  }

  /// Adds to the end of a file, which is made when it is not there; all of it or nothing, and
  /// nothing where the file would come to hold more than `bytesMax`.
  static func append(
    _ bytes: [UInt8], to path: String, bytesMax: Int
  ) throws(CommandFailure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_size <= bytesMax - bytes.count else {
      throw .request("`\(path)` would hold more than \(bytesMax) bytes", help: nil)
    }
    guard Descriptor.writeAll(bytes, to: descriptor) else {
      let failure = failure(path)
      _ = ftruncate(descriptor, status.st_size)
      throw failure
    }
  }

  /// Makes the folders above a file.
  static func makeFolders(of path: String) throws(CommandFailure) {
    var made = ""
    for part in path.split(separator: "/").dropLast() {
      made += "/\(part)"
      guard unsafe mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
      guard unsafe access(made, F_OK) == 0 else { throw failure(made, "made") }
    }
  }

  /// Creates a file that must not exist yet.
  static func create(_ bytes: [UInt8], at path: String) throws(CommandFailure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(path, flags, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten = Descriptor.writeAll(bytes, to: descriptor)
    close(descriptor)
    guard isWritten else { throw failure(path) }
  }

  /// The bytes of a file that the user named, at most so many.
  static func read(_ path: String, bytesMax: Int) throws(CommandFailure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "read") }
    defer { close(descriptor) }
    return try read(descriptor, of: path, bytesMax: bytesMax)
  }

  /// What a user handed over: the file of that name, or standard input for `-`.
  static func readInput(
    _ name: String, in invocation: Invocation, bytesMax: Int
  ) throws(CommandFailure) -> [UInt8] {
    guard name == "-" else { return try read(invocation.absolute(name), bytesMax: bytesMax) }
    return try read(STDIN_FILENO, of: "<stdin>", bytesMax: bytesMax)
  }

  private static func read(
    _ descriptor: Int32, of path: String, bytesMax: Int
  ) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, "read") }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= bytesMax else {
        throw .request("`\(path)` is larger than \(bytesMax) bytes", help: nil)
      }
    }
  }

  /// Why the last call of the system failed, for a message.
  static func failure(_ path: String, _ verb: String = "written") -> CommandFailure {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
    return .request("`\(path)` cannot be \(verb): \(reason)", help: nil)
  }
}
