import Diagnostics
import Glibc

/// Finds the process that holds a lock on a file.
///
/// WHY the kernel's list: asking for the lock itself would need a descriptor of the file. The list
/// is a courtesy; where it is missing or hides the process, the holder stays unknown.
@safe enum LockHolder {
  /// Such as ``process 4711 (`mandate`, running for 12 s)``; nil when nobody is known.
  static func describe(device: UInt64, inode: UInt64) -> String? {
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & ~0xFF
    let own = String(getpid())
    var found: String?
    for line in lines(of: "/proc/locks") {
      let words = line.split(separator: " ")
      guard words.count >= 8, words[1] == "POSIX" else { continue }
      let place = words[5].split(separator: ":")
      guard place.count == 3, UInt64(place[0], radix: 16) == major,
        UInt64(place[1], radix: 16) == minor, UInt64(place[2]) == inode
      else { continue }
      guard words[4] != own, words[4] != "0", !words[4].hasPrefix("-") else { continue }
      // A writer bars others longer than a reader does.
      if words[3] == "WRITE" { return describe(process: String(words[4])) }
      found = String(words[4])
    }
    return found.map(describe(process:))
  }

  private static func describe(process: String) -> String {
    var facts: [String] = []
    if let name = lines(of: "/proc/\(process)/comm").first { facts.append("`\(name)`") }
    if let seconds = age(of: process) { facts.append("running for \(seconds) s") }
    return facts.isEmpty
      ? "process \(process)" : "process \(process) (\(facts.joined(separator: ", ")))"
  }

  /// Seconds since a process began.
  private static func age(of process: String) -> Int? {
    // The name, in parentheses, may hold spaces; the fields are counted after it. Source: proc(5).
    guard let line = lines(of: "/proc/\(process)/stat").first,
      let close = line.utf8.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = line[line.index(after: close)...].split(separator: " ")
    let ticks = sysconf(Int32(_SC_CLK_TCK))
    guard fields.count > 19, let started = Int(fields[19]), ticks > 0,
      let uptime = lines(of: "/proc/uptime").first?.split(separator: ".").first.flatMap({ Int($0) })
    else { return nil }
    return max(0, uptime - started / ticks)
  }

  private static func lines(of path: String) -> [Substring] {
    guard let file = unsafe fopen(path, "re") else { return [] }
    defer { _ = unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 16 << 20 {
      let count = unsafe fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
