import Diagnostics
import Glibc

/// The store's notification command: started directly, without a shell, and given a few seconds.
struct NotifyProgram {
  /// Absolute.
  let path: String
  var secondsMax: Int64 = 10

  private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"]

  /// Runs it with `input` on its standard input; nil when it took it, else why not.
  func run(_ input: [UInt8]) -> String? {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return "no pipe could be made" }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (child, status) = spawn(input: ends[0])
    close(ends[0])
    guard let child else {
      close(ends[1])
      return "it could not be started: \(Self.words(of: status))"
    }
    // A program that does not read is judged by how it ends, not by what it left in the pipe.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    _ = Descriptor.writeAll(input, to: ends[1])
    close(ends[1])
    return ending(of: child)
  }

  private func spawn(input: Int32) -> (child: pid_t?, status: Int32) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      unsafe posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it starts ends with it; and its own death by SIGPIPE.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    var arguments = unsafe [unsafe strdup(path), nil]
    var variables = unsafe Self.environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
    let status = unsafe posix_spawn(&child, path, &actions, &attributes, &arguments, &variables)
    return (status == 0 ? child : nil, status)
  }

  private func ending(of child: pid_t) -> String? {
    let step: UInt32 = 10_000
    var waited: Int64 = 0
    var status: Int32 = 0
    while true {
      let found = unsafe waitpid(child, &status, WNOHANG)
      if found == child { break }
      if found < 0, errno != EINTR { return "its end could not be seen" }
      guard waited < secondsMax * 1_000_000 else {
        kill(-child, SIGKILL)
        _ = unsafe waitpid(child, &status, 0)
        return "it did not end within \(secondsMax) s"
      }
      usleep(step)
      waited += Int64(step)
    }
    if status & 0x7F != 0 { return "it was ended by signal \(status & 0x7F)" }
    let code = status >> 8 & 0xFF
    return code == 0 ? nil : "it ended with exit code \(code)"
  }

  private static func words(of status: Int32) -> String {
    unsafe strerror(status).map { unsafe String(cString: $0).lowercased() } ?? "error \(status)"
  }
}
