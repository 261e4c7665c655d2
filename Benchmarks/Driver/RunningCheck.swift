import Glibc

/// A `check --batch` that runs as long as somebody asks it.
final class RunningCheck {
  private let child: pid_t
  private let input: Int32
  private let output: Int32
  private var pending: [UInt8] = []

  init(_ words: [String]) {
    var (questions, answers): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard unsafe pipe(&questions) == 0, unsafe pipe(&answers) == 0 else {
      BenchmarkFailure.stop("no pipe")
    }
    // Whoever else is started must not hold the pipe of the questions open.
    for end in questions + answers { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, questions[0], STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, answers[1], STDOUT_FILENO)
    var arguments = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var child: pid_t = 0
    guard unsafe posix_spawn(&child, words[0], &actions, nil, arguments, environ) == 0 else {
      BenchmarkFailure.stop("cannot start \(words[0]); build it with make build")
    }
    self.child = child
    input = questions[1]
    output = answers[0]
    close(questions[0])
    close(answers[1])
  }

  /// Asks one question, a line without its break, and waits for the answer.
  func ask(_ question: String) -> String {
    let line = Array("\(question)\n".utf8)
    guard unsafe write(input, line, line.count) == line.count else {
      BenchmarkFailure.stop("check --batch reads no more")
    }
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        defer { pending.removeSubrange(...end) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe Glibc.read(output, &buffer, buffer.count)
      guard count > 0 else { BenchmarkFailure.stop("check --batch answers no more") }
      pending += buffer[..<count]
    }
  }

  /// Ends it, whether or not it would go on.
  func end() {
    close(input)
    close(output)
    _ = kill(child, SIGTERM)
    var status: Int32 = 0
    _ = unsafe waitpid(child, &status, 0)
  }
}
