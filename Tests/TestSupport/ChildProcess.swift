import Foundation
import Synchronization

/// A child that could not be started, or whose pipes failed.
package struct ChildProcessError: Error, CustomStringConvertible {
  package let description: String

  init(_ call: String, code: Int32) {
    description = "\(call): \(String(cString: strerror(code)))"
  }
}

/// A running child with its own pipes and its own process group.
///
/// The group lets a timeout end what the child has started, too.
final class ChildProcess {
  let pid: pid_t
  /// Our ends of the pipes; nil once closed.
  private(set) var standardInput: Int32?
  private(set) var standardOutput: Int32?
  private(set) var standardError: Int32?

  /// Starts `program`, looked up in the path of this process when it has no slash.
  ///
  /// `environment` holds all variables of the child, or is nil for those of this process.
  init(
    _ program: String, _ arguments: [String], environment: [String: String]?, directory: String?
  ) throws(ChildProcessError) {
    _ = ignoresBrokenPipes
    let started = spawnLock.withLock { _ in
      Result { () throws(ChildProcessError) in
        try Started(program, arguments, environment ?? Self.ownVariables, directory)
      }
    }
    let child = try started.get()
    pid = child.pid
    standardInput = child.input
    standardOutput = child.output
    standardError = child.errors
    for end in [child.input, child.output, child.errors] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
  }

  private static let ownVariables = ProcessInfo.processInfo.environment

  deinit {
    closeInput()
    closeOutput()
    closeErrors()
  }

  func closeInput() { closeOnce(&standardInput) }
  func closeOutput() { closeOnce(&standardOutput) }
  func closeErrors() { closeOnce(&standardError) }

  private func closeOnce(_ end: inout Int32?) {
    if let open = end { close(open) }
    end = nil
  }

  /// Ends the child and everything it started that has not left its group.
  func kill() { Foundation.kill(-pid, SIGKILL) }

  /// Waits for the end of the child until `deadline`; nil when it still runs then.
  func waitForEnd(until deadline: ContinuousClock.Instant) -> ProcessResult.Ending? {
    var status: Int32 = 0
    var pauseMicroseconds: UInt32 = 100
    while waitpid(pid, &status, WNOHANG) == 0 {
      if ContinuousClock.now >= deadline { return nil }
      usleep(pauseMicroseconds)
      pauseMicroseconds = min(pauseMicroseconds * 2, 10_000)
    }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
  }

  /// Waits until a pipe has something to say or `deadline` has passed; false when it has.
  ///
  /// With `wantsInput`, it wakes up also when the child's input takes more bytes.
  func waitForPipes(wantsInput: Bool, until deadline: ContinuousClock.Instant) -> Bool {
    var watched: [pollfd] = []
    for end in [standardOutput, standardError] {
      if let end { watched.append(pollfd(fd: end, events: Int16(POLLIN), revents: 0)) }
    }
    if wantsInput, let standardInput {
      watched.append(pollfd(fd: standardInput, events: Int16(POLLOUT), revents: 0))
    }
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return false }
    let milliseconds = left.components.seconds * 1000 + 1
    return poll(&watched, nfds_t(watched.count), Int32(clamping: milliseconds)) != 0
  }

  /// Appends what the child has printed so far; a pipe at its end is closed.
  func readOutput(into bytes: inout [UInt8]) {
    if let standardOutput, !drain(standardOutput, into: &bytes) { closeOutput() }
  }

  /// Appends what the child has reported so far; a pipe at its end is closed.
  func readErrors(into bytes: inout [UInt8]) {
    if let standardError, !drain(standardError, into: &bytes) { closeErrors() }
  }

  /// Offers `bytes` to the child and returns how many it took; closes the pipe if nobody reads.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let standardInput, !bytes.isEmpty else { return 0 }
    let taken = bytes.withUnsafeBytes {
      Foundation.write(standardInput, $0.baseAddress, $0.count)
    }
    if taken >= 0 { return taken }
    if errno != EAGAIN && errno != EINTR { closeInput() }
    return 0
  }
}

/// Set once: a child that stops reading must not end the tests.
private let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

/// Held from the making of pipes until they close on exec, so that children started at the same
/// time do not hold one another's pipes open.
private let spawnLock = Mutex(())

/// Both ends of a new pipe, closed on exec.
private struct Pipe {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(ChildProcessError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ChildProcessError("pipe", code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  func close() {
    for end in [readEnd, writeEnd] { _ = Foundation.close(end) }
  }
}

/// A child just started, and our ends of its pipes.
private struct Started {
  let pid: pid_t
  let input: Int32
  let output: Int32
  let errors: Int32

  init(
    _ program: String, _ arguments: [String], _ variables: [String: String], _ directory: String?
  ) throws(ChildProcessError) {
    let pipes = [try Pipe(), try Pipe(), try Pipe()]
    let ends = [pipes[0].readEnd, pipes[1].writeEnd, pipes[2].writeEnd]
    do throws(ChildProcessError) {
      pid = try spawn(program, arguments, variables, directory, ends)
    } catch {
      for pipe in pipes { pipe.close() }
      throw error
    }
    for end in ends { close(end) }
    input = pipes[0].writeEnd
    output = pipes[1].readEnd
    errors = pipes[2].readEnd
  }
}

private func spawn(
  _ program: String, _ arguments: [String], _ variables: [String: String], _ directory: String?,
  _ ends: [Int32]
) throws(ChildProcessError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (stream, end) in ends.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, end, Int32(stream))
  }
  if let directory, changeDirectory?(&actions, directory) != 0 {
    throw ChildProcessError("changing to \(directory)", code: ENOSYS)
  }
  var attributes = spawnAttributes()
  defer { posix_spawnattr_destroy(&attributes) }

  let words = ([program] + arguments).map { strdup($0) } + [nil]
  let settings = variables.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
  defer { for word in words + settings { free(word) } }
  var child: pid_t = 0
  let code = posix_spawnp(&child, program, &actions, &attributes, words, settings + [nil])
  guard code == 0 else { throw ChildProcessError("starting \(program)", code: code) }
  return child
}

/// A process group of its own, broken pipes treated as usual, and no signal held back, as the threads
/// of tests hold back most.
private func spawnAttributes() -> posix_spawnattr_t {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  var defaults = sigset_t()
  sigemptyset(&defaults)
  sigaddset(&defaults, SIGPIPE)
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  var blocked = sigset_t()
  sigemptyset(&blocked)
  posix_spawnattr_setsigmask(&attributes, &blocked)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(
    &attributes,
    Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  return attributes
}

private typealias ChangeDirectory =
  @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32

/// `posix_spawn_file_actions_addchdir_np`.
///
/// WHY looked up: the C library has it, but its header shows it only under a macro that Swift does
/// not set.
private let changeDirectory: ChangeDirectory? =
  dlsym(nil, "posix_spawn_file_actions_addchdir_np").map {
    unsafeBitCast($0, to: ChangeDirectory.self)
  }

/// Reads all that is there now; false at the end of the stream.
private func drain(_ end: Int32, into bytes: inout [UInt8]) -> Bool {
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(end, &buffer, buffer.count)
    if count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    } else if count == 0 {
      return false
    } else {
      return errno == EAGAIN || errno == EINTR
    }
  }
}
