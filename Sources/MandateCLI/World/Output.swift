import Diagnostics
import Glibc
import Synchronization

/// The two output streams; the only place that writes to the terminal.
///
/// Results are buffered and go to standard output, everything else to standard error at once. On a
/// terminal, long results go to a pager, and what is said beside them waits until it is closed.
final class Output: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var hasFailed = false
    var pager: Pager?
    var running: RunningPager?
    /// What went to the pager, in case that it cannot be started.
    var paged: [UInt8] = []
    var waitingNotes: [[UInt8]] = []
    var progress = ProgressLine()
  }

  private let state = Mutex(State())
  let display: Display
  /// Whether standard output is a terminal.
  var isTerminal: Bool { display.showsResults }
  private static let bufferBytes = 64 << 10

  init(_ display: Display) { self.display = display }

  /// Lets long results be read in a pager.
  func page(in pager: Pager) { state.withLock { $0.pager = pager } }

  /// Appends to the results.
  func write(_ bytes: some Collection<UInt8>) {
    state.withLock { state in
      state.pending.append(contentsOf: bytes)
      if state.pager != nil {
        if !fitsOnScreen(state.pending) { startPager(&state) }
      } else if state.pending.count >= Self.bufferBytes {
        Self.flush(&state)
      }
    }
  }

  func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes out what is pending now, for a reader who waits for it; false when that fails.
  func flush() -> Bool {
    state.withLock { state in
      Self.flush(&state)
      return !state.hasFailed
    }
  }

  /// Writes a line for people to standard error.
  func note(_ text: String) {
    let shown = Array((TokenMask.masked(text) + "\n").utf8)
    state.withLock { state in
      guard state.running == nil, state.pager == nil || state.pending.isEmpty else {
        state.waitingNotes.append(shown)
        return
      }
      Self.flush(&state)
      Self.say(shown, &state)
    }
  }

  /// Writes out what is pending and waits for the reader of a pager; false when any result could not be
  /// written.
  func finish() -> Bool {
    state.withLock { state in
      Self.flush(&state)
      Self.endPager(&state)
      state.progress.end()
      for note in state.waitingNotes { Self.say(note, &state) }
      state.waitingNotes = []
      return !state.hasFailed
    }
  }

  // MARK: Progress

  /// Begins to tell what takes long, where somebody can see it.
  func showProgress() {
    guard display.mayShowProgress else { return }
    state.withLock { $0.progress.begin() }
    ProgressClock.start(self)
  }

  /// Names what is being done from here on; nothing while somebody is asked.
  func phase(_ words: @autoclosure () -> String) {
    guard display.mayShowProgress else { return }
    let words = words()
    state.withLock { $0.progress.enter(words) }
  }

  /// Draws the line of progress; false when it is over.
  func drawProgress() -> Bool {
    state.withLock { state in
      guard state.progress.isWanted else { return false }
      if state.running == nil, state.pending.isEmpty {
        state.progress.draw(width: display.width)
      }
      return true
    }
  }

  /// Takes the line of progress away for good, unless somebody writes just now.
  func abandon() {
    _ = state.withLockIfAvailable { $0.progress.end() }
  }

  // MARK: Writing

  private static func say(_ bytes: [UInt8], _ state: inout State) {
    state.progress.clear()
    _ = Descriptor.writeAll(bytes, to: STDERR_FILENO)
  }

  private static func flush(_ state: inout State) {
    guard !state.pending.isEmpty else { return }
    state.progress.clear()
    if let running = state.running {
      // A reader who has seen enough is no failure.
      _ = Descriptor.writeAll(state.pending, to: running.input)
      state.paged += state.pending
    } else if !Descriptor.writeAll(state.pending, to: STDOUT_FILENO) {
      state.hasFailed = true
    }
    state.pending.removeAll(keepingCapacity: true)
  }

  // MARK: Pager

  /// Whether results of this size are seen without a pager.
  private func fitsOnScreen(_ bytes: [UInt8]) -> Bool {
    var rows = 1
    var column = 0
    for byte in bytes {
      column += 1
      if byte == UInt8(ascii: "\n") || column > display.width {
        rows += 1
        column = 0
      }
      if rows >= display.height { return false }
    }
    return true
  }

  private func startPager(_ state: inout State) {
    state.progress.end()
    state.running = state.running ?? state.pager?.start()
    if state.running == nil { state.pager = nil }
    Self.flush(&state)
  }

  private static func endPager(_ state: inout State) {
    guard let running = state.running else { return }
    let wasThere = running.finish()
    state.running = nil
    state.pager = nil
    guard !wasThere else { return }
    if !Descriptor.writeAll(state.paged, to: STDOUT_FILENO) { state.hasFailed = true }
  }
}
