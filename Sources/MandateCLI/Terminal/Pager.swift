import Glibc

/// The program that long results are read in.
struct Pager: Sendable {
  /// For the shell, as people write it into PAGER.
  let command: String
  private let variables: [String]

  /// The commands that only show something, and may show much.
  static let commands: Set<String> = [
    "plan", "show", "get", "describe", "history", "explain", "diff", "audit log", "access export",
    "access who-can", "access explain", "access gained", "access review", "app status", "key list",
    "key show", "agreement list", "agreement show", "notification list", "owner list", "schema",
  ]

  /// The pager that people ask for; nil when they want none, or there is none.
  init?(_ variables: [String: String]) {
    let asked = variables["MANDATE_PAGER"] ?? variables["PAGER"]
    guard let command = asked ?? Self.usual(variables["PATH"] ?? "") else { return nil }
    let words = command.split(separator: " ")
    guard let first = words.first, words.count > 1 || first != "cat" else { return nil }
    self.command = command
    // As git does: only where people have not said how they like it.
    var own = variables
    if own["LESS"] == nil { own["LESS"] = "FRX" }
    if own["LV"] == nil { own["LV"] = "-c" }
    self.variables = own.map { "\($0.key)=\($0.value)" }.sorted()
  }

  private static func usual(_ path: String) -> String? {
    let isThere = path.split(separator: ":").contains { unsafe access("\($0)/less", X_OK) == 0 }
    return isThere ? "less" : nil
  }

  /// Starts it, reading from a pipe; nil when that cannot be done.
  func start() -> RunningPager? {
    guard let pipe = try? ProgramPipe() else { return nil }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, pipe.reading, STDIN_FILENO)
    var child: pid_t = 0
    let words = ["/bin/sh", "-c", command]
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
    let status = unsafe ChildSignals.usual { attributes in
      unsafe posix_spawn(&child, "/bin/sh", &actions, attributes, &arguments, &environment)
    }
    close(pipe.reading)
    guard status == 0 else {
      close(pipe.writing)
      return nil
    }
    Interrupt.pagerRuns(true)
    return RunningPager(child: child, input: pipe.writing)
  }
}

/// A pager that somebody reads in.
struct RunningPager: Sendable {
  let child: pid_t
  /// Where its text goes.
  let input: Int32

  /// Waits until the reader has enough; false when it could not be started at all.
  func finish() -> Bool {
    close(input)
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    Interrupt.pagerRuns(false)
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 0
    return code != 126 && code != 127
  }
}
