import Glibc

/// A program that a setting of the store names: started directly, without a shell, in a closed
/// environment and a process group of its own, so that whatever it starts ends with it.
struct ChildProgram {
  /// Absolute.
  let path: String

  private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"]

  /// Where one of its standard streams leads.
  enum Stream {
    case nowhere
    case pipe(Int32)
  }

  /// Starts it; throws why it could not be started.
  func start(input: Stream, output: Stream) throws(ProgramProblem) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (stream, end) in [
      (input, STDIN_FILENO), (output, STDOUT_FILENO), (.nowhere, STDERR_FILENO),
    ] {
      switch stream {
      case .nowhere:
        let mode = end == STDIN_FILENO ? O_RDONLY : O_WRONLY
        unsafe posix_spawn_file_actions_addopen(&actions, end, "/dev/null", mode, 0)
      case .pipe(let descriptor):
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, end)
      }
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe ChildSignals.setUsual(&attributes, flags: Int32(POSIX_SPAWN_SETPGROUP))
    var child: pid_t = 0
    var arguments = unsafe [unsafe strdup(path), nil]
    var variables = unsafe Self.environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
    let status = unsafe posix_spawn(&child, path, &actions, &attributes, &arguments, &variables)
    guard status == 0 else {
      throw ProgramProblem("it could not be started: \(Self.words(of: status))")
    }
    Interrupt.started(child) { kill(-$0, SIGKILL) }
    return child
  }

  /// Waits for its end at most so long, then ends it; nil when it ended well.
  static func ending(of child: pid_t, secondsMax: Int64) -> ProgramProblem? {
    let step: UInt32 = 10_000
    var waited: Int64 = 0
    var status: Int32 = 0
    defer { Interrupt.ended(child) }
    while true {
      let found = unsafe waitpid(child, &status, WNOHANG)
      if found == child { break }
      if found < 0, errno != EINTR { return ProgramProblem("its end could not be seen") }
      guard waited < secondsMax * 1_000_000 else {
        end(child)
        return ProgramProblem("it did not end within \(secondsMax) s")
      }
      usleep(step)
      waited += Int64(step)
    }
    if status & 0x7F != 0 {
      return ProgramProblem("it was ended by signal \(status & 0x7F)")
    }
    let code = status >> 8 & 0xFF
    return code == 0 ? nil : ProgramProblem("it ended with exit code \(code)")
  }

  /// Ends it and everything that it started.
  static func end(_ child: pid_t) {
    var status: Int32 = 0
    defer { Interrupt.ended(child) }
    kill(-child, SIGKILL)
    while unsafe waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return }
    }
  }

  private static func words(of status: Int32) -> String {
    unsafe strerror(status).map { unsafe String(cString: $0).lowercased() } ?? "error \(status)"
  }
}

/// Why a program of the store did not do its part.
struct ProgramProblem: Error {
  let words: String

  init(_ words: String) { self.words = words }
}

/// A pipe whose ends no started program inherits by accident.
struct ProgramPipe {
  let reading: Int32
  let writing: Int32

  /// Throws when the process has no descriptors left.
  init() throws(ProgramProblem) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw ProgramProblem("no pipe could be made") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeBoth() {
    close(reading)
    close(writing)
  }
}
