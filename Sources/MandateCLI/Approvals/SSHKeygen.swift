import Diagnostics
import Glibc

/// `ssh-keygen`, which signs and verifies; started directly, never by a shell.
enum SSHKeygen {
  /// What it says of approvals alone, so that a signature made for anything else is none.
  static let namespace = "mandate-approval"

  /// WHY not by PATH: what decides whether an approval counts is not for a variable to choose.
  private static let places = [
    "/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen", "/bin/ssh-keygen",
    "/run/current-system/sw/bin/ssh-keygen",
  ]
  private static let bareEnvironment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"]
  /// What signing needs of its user: an agent, a terminal, a way to ask for a passphrase.
  private static let passedOn = [
    "HOME", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "SSH_AUTH_SOCK", "SSH_ASKPASS",
    "SSH_ASKPASS_REQUIRE", "SSH_SK_PROVIDER", "SSH_SK_HELPER",
  ]
  private static let verifySecondsMax = 20

  /// The armored signature over `message`; nil when ssh-keygen made none, having said why.
  static func sign(
    _ message: [UInt8], keyFile: String, _ variables: [String: String]
  ) throws(CommandFailure) -> [UInt8]? {
    let passed = passedOn.compactMap { name in variables[name].map { "\(name)=\($0)" } }
    let child = try Child(
      try program(), ["-Y", "sign", "-q", "-n", namespace, "-f", keyFile],
      bareEnvironment + passed, isTalking: true)
    child.give(message)
    let output = child.readAll()
    return child.ending(within: nil) == 0 ? output : nil
  }

  /// Whether `signature` is one over `message` by the one key line in the file `allowed`.
  static func verifies(
    _ message: [UInt8], by signer: String, signature: String, allowed: String
  ) throws(CommandFailure) -> Bool {
    let words = [
      "-Y", "verify", "-n", namespace, "-I", signer, "-f", allowed, "-s", signature,
    ]
    let child = try Child(try program(), words, bareEnvironment, isTalking: false)
    child.give(message)
    return child.ending(within: verifySecondsMax) == 0
  }

  static var isThere: Bool { places.contains { unsafe access($0, X_OK) == 0 } }

  private static func program() throws(CommandFailure) -> String {
    if let place = places.first(where: { unsafe access($0, X_OK) == 0 }) { return place }
    throw .request(
      "there is no ssh-keygen here, which signs and verifies approvals",
      help: "install OpenSSH 8.2 or later")
  }

  // MARK: The child

  private struct Child {
    let pid: pid_t
    /// Our end of its standard input.
    private let input: Int32
    /// Our end of its standard output; nil when nobody reads it.
    private let output: Int32?

    /// Starts `program`; a talking one speaks with its user, and its results are read.
    init(
      _ program: String, _ words: [String], _ variables: [String], isTalking: Bool
    ) throws(CommandFailure) {
      let down = try Self.makePipe()
      let up = isTalking ? try Self.makePipe() : nil
      let child = Self.spawn([program] + words, variables, input: down.read, output: up?.write)
      close(down.read)
      if let up { close(up.write) }
      input = down.write
      output = up?.read
      guard let child else {
        close(down.write)
        if let up { close(up.read) }
        throw .request("ssh-keygen could not be started", help: nil)
      }
      pid = child
      // It may have silenced the terminal for a passphrase, and is given the time to undo it.
      Interrupt.started(child) { pid in
        kill(pid, SIGTERM)
        usleep(100_000)
      }
    }

    private static func makePipe() throws(CommandFailure) -> (read: Int32, write: Int32) {
      var ends: [Int32] = [0, 0]
      guard unsafe pipe(&ends) == 0 else {
        throw .request("no pipe could be made", help: nil)
      }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }

    private static func spawn(
      _ words: [String], _ variables: [String], input: Int32, output: Int32?
    ) -> pid_t? {
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      defer { unsafe posix_spawn_file_actions_destroy(&actions) }
      unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
      if let output {
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      } else {
        for silent in [STDOUT_FILENO, STDERR_FILENO] {
          unsafe posix_spawn_file_actions_addopen(&actions, silent, "/dev/null", O_WRONLY, 0)
        }
      }
      var child: pid_t = 0
      var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
      var environment = unsafe variables.map { unsafe strdup($0) } + [nil]
      defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
      let status = unsafe ChildSignals.usual { attributes in
        unsafe posix_spawn(&child, words[0], &actions, attributes, &arguments, &environment)
      }
      return status == 0 ? child : nil
    }

    /// Hands over the whole message, which is shorter than what a pipe holds.
    func give(_ message: [UInt8]) {
      _ = Descriptor.writeAll(message, to: input)
      close(input)
    }

    func readAll() -> [UInt8] {
      guard let output else { return [] }
      defer { close(output) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while bytes.count <= ApprovalFile.bytesMax {
        let count = unsafe buffer.withUnsafeMutableBytes {
          unsafe read(output, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        bytes.append(contentsOf: buffer[..<count])
      }
      return bytes
    }

    /// Its exit code; nil when it was ended by a signal or by us, after so many seconds.
    func ending(within seconds: Int?) -> Int32? {
      let step: UInt32 = 1_000
      var waited = 0
      var status: Int32 = 0
      defer { Interrupt.ended(pid) }
      while true {
        let found = unsafe waitpid(pid, &status, seconds == nil ? 0 : WNOHANG)
        if found == pid { break }
        if found < 0, errno != EINTR { return nil }
        if let seconds, waited >= seconds * 1_000_000 {
          kill(pid, SIGKILL)
          _ = unsafe waitpid(pid, &status, 0)
          return nil
        }
        if seconds != nil {
          usleep(step)
          waited += Int(step)
        }
      }
      return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }
  }
}
