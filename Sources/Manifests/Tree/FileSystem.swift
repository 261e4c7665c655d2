import Glibc

/// The door to the file system: opens by component, never through a link, and reads once.
///
/// WHY descriptors and not paths: a path may be swapped for a link between the look and the read.
@safe final class Folder {
  private let descriptor: Int32

  /// Opens an absolute path that the user named; links in it are the user's own.
  init(path: String) throws(FileProblem) {
    descriptor = try Folder.opened(unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// What an entry of a folder is.
  enum EntryKind { case file, folder, link, special, missing }

  func kind(of name: String) -> EntryKind {
    var status = stat()
    guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return .missing
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .special
    }
  }

  /// Whether a link leads to a folder; looks through the link without opening anything.
  func linkLeadsToFolder(_ name: String) -> Bool {
    var status = stat()
    guard unsafe fstatat(descriptor, name, &status, 0) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  func folder(_ name: String) throws(FileProblem) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let opened = unsafe openat(descriptor, name, flags)
    // With both flags the system calls a link no directory.
    if opened < 0, errno == ENOTDIR, kind(of: name) == .link { throw .link }
    return Folder(descriptor: try Folder.opened(opened))
  }

  /// The names in the folder but `.` and `..`, sorted by their bytes.
  func names() throws(FileProblem) -> [String] {
    let copy = try Folder.opened(unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let stream = unsafe fdopendir(copy) else {
      close(copy)
      throw FileProblem.system(errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of a regular file, read once.
  func read(_ name: String, bytesMax: Int) throws(FileProblem) -> [UInt8] {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = try Folder.opened(unsafe openat(descriptor, name, flags))
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw FileProblem.system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileProblem.notAFile }
    guard status.st_size <= bytesMax else { throw FileProblem.tooLarge(Int(status.st_size)) }
    return try Folder.contents(of: file, expected: Int(status.st_size), bytesMax: bytesMax)
  }

  /// Reads to the end, also when the file grows meanwhile, but never past the limit.
  private static func contents(
    of file: Int32, expected: Int, bytesMax: Int
  ) throws(FileProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: expected + 1)
    var filled = 0
    while true {
      if filled == bytes.count {
        guard filled <= bytesMax else { throw FileProblem.tooLarge(filled) }
        bytes.append(contentsOf: [UInt8](repeating: 0, count: bytes.count))
      }
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(
          file, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileProblem.system(errno) }
      if count == 0 { break }
      filled += count
    }
    guard filled <= bytesMax else { throw FileProblem.tooLarge(filled) }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  private static func opened(_ descriptor: Int32) throws(FileProblem) -> Int32 {
    guard descriptor >= 0 else {
      throw errno == ELOOP ? FileProblem.link : FileProblem.system(errno)
    }
    return descriptor
  }
}

/// Why a file or folder could not be read.
enum FileProblem: Error, Equatable {
  case link
  case notAFile
  case tooLarge(Int)
  /// An error number of the system.
  case system(Int32)

  /// In words, for messages.
  var words: String {
    switch self {
    case .link: return "it is a link"
    case .notAFile: return "it is not a regular file"
    case .tooLarge(let size): return "it has \(size) bytes"
    case .system(let number):
      guard let text = unsafe strerror(number) else { return "error \(number)" }
      return unsafe String(cString: text).lowercased()
    }
  }
}

/// Names of files and folders as text.
package enum PathText {
  /// The absolute path with links resolved, or nil where nothing stands there.
  package static func resolved(_ path: String) -> String? {
    guard let pointer = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(pointer) }
    return unsafe String(cString: pointer)
  }

  /// Whether something stands at a path.
  static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// The components of a path, with `.` dropped and `..` taken back; nil when it climbs too far.
  static func components(of path: String, below base: [String]) -> [String]? {
    var result = path.hasPrefix("/") ? [] : base
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard result.popLast() != nil else { return nil }
      } else {
        result.append(String(part))
      }
    }
    return result
  }
}
