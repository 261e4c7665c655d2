import Diagnostics
import Glibc

/// Which git commit the manifests are.
///
/// git runs without a shell, with an environment of our own, and is asked only what it answers from
/// its own objects: a command that looks at files, such as `git status`, would run the filters that
/// a hostile repository can name.
enum GitCommit {
  /// One file as it was read.
  struct File {
    /// Relative to the work tree.
    let path: Text
    let bytes: [UInt8]
  }

  /// The commit that is checked out at `folder`; nil outside git, or when one of `files` is not as it
  /// is in that commit.
  static func current(in folder: String, holding files: [File]) -> Text? {
    guard unsafe access(folder + "/.git", F_OK) == 0,
      let head = run(["rev-parse", "--verify", "HEAD^{commit}"], in: folder),
      let listing = run(["ls-tree", "-r", "-z", "--full-tree", "HEAD"], in: folder)
    else { return nil }
    let commit = Text(Array(head.prefix { $0 != UInt8(ascii: "\n") }))
    guard let hash = hash(ofIDLength: commit.count) else { return nil }
    let committed = blobs(in: listing)
    let isCommitted = files.allSatisfy { committed[$0.path] == Crypto.gitBlobID($0.bytes, hash) }
    return isCommitted ? commit : nil
  }

  /// Whether git leaves the file at `path` alone.
  static func ignores(_ path: String, in folder: String) -> Bool {
    run(["check-ignore", "-q", "--no-index", "--", path], in: folder) != nil
  }

  private static func hash(ofIDLength count: Int) -> Crypto.GitHash? {
    switch count {
    case 40: .sha1
    case 64: .sha256
    default: nil
    }
  }

  /// The blob ids of `MODE blob ID<tab>PATH` records that zero bytes end, by path.
  private static func blobs(in listing: [UInt8]) -> [Text: Text] {
    var blobs: [Text: Text] = [:]
    for record in Text(listing).split(0) {
      guard let tab = record.bytes.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let place = tab - record.bytes.startIndex
      let words = record.slice(0..<place).split(UInt8(ascii: " "))
      guard words.count == 3, words[1].is("blob") else { continue }
      blobs[record.slice(place + 1..<record.count)] = words[2]
    }
    return blobs
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
    let status = unsafe ChildSignals.usual { attributes in
      unsafe posix_spawnp(&child, "git", &actions, attributes, &arguments, &variables)
    }
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
