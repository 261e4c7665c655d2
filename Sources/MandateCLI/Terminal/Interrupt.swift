import Dispatch
import Glibc
import Synchronization

/// What happens when somebody ends the program before it is done: nothing half done is left behind.
///
/// The signals that ask for an end are held back everywhere and waited for on a thread of its own, so
/// that cleaning up is ordinary code. Then the process dies of the signal, as whoever waits for it
/// expects.
///
/// WHY one for the process and not a part of `CommandContext`: signals are the process's, and what must
/// be cleaned up is made in places that know nothing of commands.
enum Interrupt {
  /// Names something to be undone.
  struct Token: Hashable, Sendable {
    fileprivate let number: Int
  }

  private struct State {
    var undoings: [Token: @Sendable () -> Void] = [:]
    var nextNumber = 0
    /// Programs that run, with how each is ended.
    var children: [pid_t: @Sendable (pid_t) -> Void] = [:]
    /// How many pieces of work, one inside the other, must end first.
    var held = 0
    /// The signal that came meanwhile.
    var waiting: Int32?
    var pagerRuns = false
  }

  private static let state = Mutex(State())
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Begins to listen; a signal that was ignored from the start stays so, as `nohup` wants it.
  static func listen() {
    var awaited = sigset_t()
    unsafe sigemptyset(&awaited)
    var count = 0
    for signal in signals {
      var action = sigaction()
      guard unsafe sigaction(signal, nil, &action) == 0 else { continue }
      let isIgnored = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
      guard !isIgnored else { continue }
      unsafe sigaddset(&awaited, signal)
      count += 1
    }
    guard count > 0 else { return }
    unsafe pthread_sigmask(SIG_BLOCK, &awaited, nil)
    let wanted = awaited
    DispatchQueue(label: "signals").async {
      while true {
        var set = wanted
        var signal: Int32 = 0
        guard unsafe sigwait(&set, &signal) == 0 else { continue }
        take(signal)
      }
    }
  }

  /// Remembers how to undo something, until it is forgotten.
  static func undoing(_ undo: @escaping @Sendable () -> Void) -> Token {
    state.withLock { state in
      let token = Token(number: state.nextNumber)
      state.nextNumber += 1
      state.undoings[token] = undo
      return token
    }
  }

  static func forget(_ token: Token) {
    state.withLock { _ = $0.undoings.removeValue(forKey: token) }
  }

  /// Remembers a program that was started, with how it is ended when this one is.
  static func started(_ child: pid_t, _ end: @escaping @Sendable (pid_t) -> Void) {
    state.withLock { $0.children[child] = end }
  }

  static func ended(_ child: pid_t) {
    state.withLock { _ = $0.children.removeValue(forKey: child) }
  }

  /// Does work that an interrupt waits for: what is committed is also told.
  static func holding<Answer, Failure: Error>(
    _ work: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    state.withLock { $0.held += 1 }
    defer { release() }
    return try work()
  }

  private static func release() {
    let waiting = state.withLock { state in
      state.held -= 1
      return state.held == 0 ? state.waiting : nil
    }
    if let waiting { end(waiting) }
  }

  /// While a pager runs, Ctrl-C is for the pager.
  static func pagerRuns(_ runs: Bool) { state.withLock { $0.pagerRuns = runs } }

  private static func take(_ signal: Int32) {
    enum Answer { case ignore, hold, end }
    let answer: Answer = state.withLock { state in
      if signal == SIGINT, state.pagerRuns { return .ignore }
      guard state.held > 0, state.waiting == nil else { return .end }
      state.waiting = signal
      return .hold
    }
    switch answer {
    case .ignore: return
    case .hold:
      if isatty(STDERR_FILENO) == 1 {
        _ = Descriptor.writeAll(
          Array("\nfinishing what is being written; again to stop at once\n".utf8),
          to: STDERR_FILENO)
      }
    case .end: end(signal)
    }
  }

  /// Undoes what is half done, the latest first, and dies of the signal.
  private static func end(_ signal: Int32) -> Never {
    let (undoings, children) = state.withLock { state in
      defer { (state.undoings, state.children) = ([:], [:]) }
      return (state.undoings, state.children)
    }
    for (child, end) in children { end(child) }
    for (_, undo) in undoings.sorted(by: { $0.key.number > $1.key.number }) { undo() }
    _ = Glibc.signal(signal, SIG_DFL)
    var deadly = sigset_t()
    unsafe sigemptyset(&deadly)
    unsafe sigaddset(&deadly, signal)
    unsafe pthread_sigmask(SIG_UNBLOCK, &deadly, nil)
    kill(getpid(), signal)
    // Only where a debugger holds the signal back.
    while true { kill(getpid(), SIGKILL) }
  }
}
