import CSQLite
import Glibc

/// A kernel that takes only the first bytes of one write and says so, which strace cannot feign.
///
/// Source: sqlite.org/c3ref/vfs.html, xSetSystemCall, which is there for tests.
enum ShortWrites {
  private nonisolated(unsafe) static var callsLeft = 0

  /// Shortens the write with this number, counted from 1; none when the variable is not set.
  static func installFromEnvironment() {
    guard let text = unsafe getenv("FAULT_SHORT_WRITE"),
      let number = Int(unsafe String(cString: text))
    else { return }
    unsafe callsLeft = number
    let write: @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int = {
      file, bytes, count, at in
      unsafe ShortWrites.callsLeft -= 1
      let isShort = unsafe ShortWrites.callsLeft == 0 && count > 100
      return unsafe pwrite(file, bytes, isShort ? 100 : count, at)
    }
    guard let system = unsafe sqlite3_vfs_find(nil) else { return }
    for name in ["pwrite", "pwrite64"] {
      _ = unsafe system.pointee.xSetSystemCall(
        system, name, unsafeBitCast(write, to: sqlite3_syscall_ptr.self))
    }
  }
}
