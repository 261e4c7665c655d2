import Glibc

/// Files that no output takes the place of, whatever a command line says.
///
/// WHY by what they are and not by where the store is: a mistyped name hits another environment's
/// store, or a manifest of another tree, as well.
enum PreciousFile {
  /// How a database, its log and its journal begin.
  ///
  /// Source: sqlite.org/fileformat2.html, sections 1.3, 3 and 4.1.
  private static let beginnings: [[UInt8]] = [
    Array("SQLite format 3\0".utf8), [0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83],
    [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7],
  ]

  /// What SQLite keeps beside a database.
  private static let companions = ["-journal", "-wal", "-shm"]

  /// Throws where `path` is a database or belongs to one, or is named like a YAML file: people write
  /// those, and a new one would be read as a manifest.
  static func requireNone(at path: String) throws(CommandFailure) {
    let isCompanion = companions.contains { suffix in
      path.hasSuffix(suffix) && isDatabase(String(path.dropLast(suffix.count)))
    }
    let what: String
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      what = "named like a manifest"
    } else if isCompanion || isDatabase(path) {
      what = "a database, or belongs to one"
    } else {
      return
    }
    throw .request(
      "`\(path)` is \(what); no output is written there", help: "name another file")
  }

  private static func isDatabase(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    guard count > 0 else { return false }
    return beginnings.contains { bytes.prefix(count).starts(with: $0) }
  }
}
