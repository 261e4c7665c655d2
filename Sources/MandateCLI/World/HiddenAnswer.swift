import AccessModel
import Glibc

/// What a person typed at the terminal without seeing it; overwritten when it is let go.
@safe struct HiddenAnswer: ~Copyable {
  private let typed: UnsafeMutableRawBufferPointer
  private var count = 0

  private static let bytesMax = 256

  private init() { unsafe typed = .allocate(byteCount: Self.bytesMax, alignment: 1) }

  /// Asks at the terminal device, whatever the standard streams are.
  ///
  /// - Throws: when there is no terminal, nobody answers in time, or the answer is too long.
  static func ask(
    _ prompt: String, before deadline: Deadline
  ) throws(ProgramProblem) -> HiddenAnswer {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else {
      throw ProgramProblem("it asks a person, and there is no terminal to ask at")
    }
    defer { close(terminal) }
    guard Descriptor.writeAll(Array(prompt.utf8), to: terminal) else {
      throw ProgramProblem("the terminal cannot be written to")
    }
    var answer = HiddenAnswer()
    guard let quiet = QuietTerminal(terminal) else {
      throw ProgramProblem("the terminal cannot be asked")
    }
    let count = unsafe line(from: terminal, into: answer.typed, before: deadline)
    quiet.restore()
    guard let count else { throw ProgramProblem("nobody answered at the terminal") }
    answer.count = count
    return answer
  }

  deinit {
    unsafe Digest.erase(typed)
    unsafe typed.deallocate()
  }

  /// The number of bytes before the end of the line; nil when none came in time.
  private static func line(
    from terminal: Int32, into buffer: UnsafeMutableRawBufferPointer, before deadline: Deadline
  ) -> Int? {
    var filled = 0
    while filled < buffer.count {
      guard waits(for: terminal, before: deadline) else { return nil }
      let count = unsafe read(
        terminal, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      filled += count
      if unsafe buffer[filled - 1] == 0x0A { return filled - 1 }
    }
    return nil
  }

  /// Waits for a key; false when the time is over or a signal waits to end the program.
  private static func waits(for terminal: Int32, before deadline: Deadline) -> Bool {
    while deadline.millisecondsLeft > 0 {
      if deadline.waits(for: terminal, atMostMilliseconds: 250) { return true }
      var pending = sigset_t()
      unsafe sigpending(&pending)
      for signal in QuietTerminal.held where unsafe sigismember(&pending, signal) == 1 {
        return false
      }
    }
    return false
  }

  /// Writes `{"answer":"..."}` and a line break; false when it cannot be written as JSON, or at all.
  borrowing func isSent(to descriptor: Int32) -> Bool {
    let head = Array(#"{"answer":""#.utf8)
    let tail = Array("\"}\n".utf8)
    let line = UnsafeMutableRawBufferPointer.allocate(
      byteCount: head.count + 2 * count + tail.count, alignment: 1)
    defer {
      unsafe Digest.erase(line)
      unsafe line.deallocate()
    }
    var length = 0
    for byte in head { unsafe Self.put(byte, &length, line) }
    for place in 0..<count {
      let byte = unsafe typed[place]
      guard byte >= 0x20 else { return false }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        unsafe Self.put(UInt8(ascii: "\\"), &length, line)
      }
      unsafe Self.put(byte, &length, line)
    }
    for byte in tail { unsafe Self.put(byte, &length, line) }
    return unsafe Descriptor.writeAll(
      UnsafeRawBufferPointer(rebasing: line[..<length]), to: descriptor)
  }

  private static func put(
    _ byte: UInt8, _ length: inout Int, _ line: UnsafeMutableRawBufferPointer
  ) {
    unsafe line[length] = byte
    length += 1
  }
}

/// A terminal that does not show what is typed, until it is restored.
///
/// Signals that end the program wait meanwhile, so that none of them leaves the terminal silent.
private struct QuietTerminal {
  private let terminal: Int32
  private var usual = termios()
  private var signals = sigset_t()
  private var undoing: Interrupt.Token?

  /// The signals that wait while nothing typed is shown.
  static let held = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

  /// Nil for what is no terminal.
  init?(_ terminal: Int32) {
    self.terminal = terminal
    guard unsafe tcgetattr(terminal, &usual) == 0 else { return nil }
    var blocked = sigset_t()
    unsafe sigemptyset(&blocked)
    for signal in Self.held { unsafe sigaddset(&blocked, signal) }
    unsafe sigprocmask(SIG_BLOCK, &blocked, &signals)
    var quiet = usual
    quiet.c_lflag &= ~tcflag_t(ECHO)
    quiet.c_lflag |= tcflag_t(ECHONL)
    unsafe tcsetattr(terminal, TCSAFLUSH, &quiet)
    let shown = usual
    undoing = Interrupt.undoing {
      var shown = shown
      unsafe tcsetattr(terminal, TCSAFLUSH, &shown)
      _ = Descriptor.writeAll([0x0A], to: terminal)
    }
  }

  func restore() {
    var (usual, signals) = (usual, signals)
    unsafe tcsetattr(terminal, TCSAFLUSH, &usual)
    unsafe sigprocmask(SIG_SETMASK, &signals, nil)
    if let undoing { Interrupt.forget(undoing) }
  }
}
