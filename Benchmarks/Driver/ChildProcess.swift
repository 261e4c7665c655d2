import Glibc

/// One child process, run to its end.
///
/// WHY a process for every run: its peak memory is its own, and nothing is warm that a command
/// would find cold. The kernel hands a parent's peak on to the child it starts, so whoever starts
/// children must stay small itself.
struct ChildProcess {
  let output: String
  let status: Int32
  let seconds: Double
  let cpuSeconds: Double
  let peakBytes: Int

  /// Runs `words`, the first of which is the path of the program.
  ///
  /// It reads from the file `input`, and writes into the file `sink` instead of `output`.
  init(
    _ words: [String], hidesNotes: Bool = false, input: String = "/dev/null", sink: String? = nil
  ) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { BenchmarkFailure.stop("no pipe") }
    let start = Clock.seconds(CLOCK_MONOTONIC)
    let child = Self.start(
      words, output: ends[1], hidesNotes: hidesNotes, input: input, sink: sink)
    close(ends[1])
    output = Self.readAll(ends[0])
    close(ends[0])
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(child, &status, 0, &usage) == child else {
      BenchmarkFailure.stop("the child was lost")
    }
    seconds = Clock.seconds(CLOCK_MONOTONIC) - start
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakBytes = usage.ru_maxrss * 1024
    self.status = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  private static func start(
    _ words: [String], output: Int32, hidesNotes: Bool, input: String, sink: String?
  ) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addclose(&actions, output)
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    if let sink {
      let flags = O_WRONLY | O_CREAT | O_TRUNC
      unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, sink, flags, 0o644)
    }
    if hidesNotes {
      unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var arguments = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var child: pid_t = 0
    guard unsafe posix_spawn(&child, words[0], &actions, nil, arguments, environ) == 0 else {
      BenchmarkFailure.stop("cannot start \(words[0]); build it with make build")
    }
    return child
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
