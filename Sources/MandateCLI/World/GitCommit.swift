import Diagnostics
import Glibc

/// Which git commit the manifests are.
///
/// git runs without a shell, with an environment of our own and with everything off that a hostile
/// repository could use to run programs.
enum GitCommit {
  /// The commit that is checked out at `folder`; nil outside git or when files differ from it.
  static func current(in folder: String) -> Text? {
    guard unsafe access(folder + "/.git", F_OK) == 0 else { return nil }
    guard let status = run(["status", "--porcelain", "--untracked-files=normal"], in: folder),
      status.isEmpty,
      let head = run(["rev-parse", "--verify", "HEAD"], in: folder)
    else { return nil }
    let digits = head.prefix { $0 != UInt8(ascii: "\n") }
    let isCommit =
      (40...64).contains(digits.count) && digits.allSatisfy { Digit.isHexadecimal($0) }
    return isCommit ? Text(Array(digits)) : nil
  }

  private enum Digit {
    static func isHexadecimal(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
  }

  private static let safety = [
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat",
    "-c", "protocol.allow=never",
  ]

  private static let environment = [
    "PATH=/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM=1", "GIT_OPTIONAL_LOCKS=0",
    "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "HOME=/nonexistent",
  ]

  /// What git prints, or nil when it cannot run or fails.
  private static func run(_ words: [String], in folder: String) -> [UInt8]? {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let child = spawn(["git", "-C", folder] + safety + words, output: ends[1])
    close(ends[1])
    guard let child else { return nil }
    let bytes = readAll(ends[0])
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    return status == 0 ? bytes : nil
  }

  private static func spawn(_ words: [String], output: Int32) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var child: pid_t = 0
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
    let status = unsafe posix_spawnp(&child, "git", &actions, nil, &arguments, &variables)
    return status == 0 ? child : nil
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
