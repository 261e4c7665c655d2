import Glibc

/// How signals reach the programs that this one starts.
///
/// WHY: a child inherits which signals are held back and which are ignored, and this program holds
/// back those that end it (`Interrupt`).
enum ChildSignals {
  /// Calls `body` with attributes by which a child meets every signal as if a shell had started it.
  static func usual<Answer>(_ body: (UnsafePointer<posix_spawnattr_t>) -> Answer) -> Answer {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe setUsual(&attributes, flags: 0)
    return unsafe body(&attributes)
  }

  /// Lets signals through, and adds `flags` of the caller.
  static func setUsual(_ attributes: UnsafeMutablePointer<posix_spawnattr_t>, flags: Int32) {
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(attributes, &none)
    // Its own death by SIGPIPE, which this process ignores.
    var usual = sigset_t()
    unsafe sigemptyset(&usual)
    unsafe sigaddset(&usual, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(attributes, &usual)
    unsafe posix_spawnattr_setflags(
      attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | flags))
  }
}
