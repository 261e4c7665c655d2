import Diagnostics
import Glibc
import Synchronization

/// The two output streams; the only place that writes to the terminal.
///
/// Results are buffered and go to standard output, everything else to standard error at once.
final class Output: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var hasFailed = false
  }

  private let state = Mutex(State())
  /// Whether standard output is a terminal.
  let isTerminal: Bool
  private static let bufferBytes = 64 << 10

  init() { isTerminal = isatty(STDOUT_FILENO) == 1 }

  /// Appends to the results.
  func write(_ bytes: some Collection<UInt8>) {
    state.withLock { state in
      state.pending.append(contentsOf: bytes)
      if state.pending.count >= Self.bufferBytes { Self.flush(&state) }
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
    state.withLock { Self.flush(&$0) }
    let shown = TokenMask.masked(text)
    _ = Descriptor.writeAll(Array((shown + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes out what is pending; false when any result could not be written.
  func finish() -> Bool {
    state.withLock { state in
      Self.flush(&state)
      return !state.hasFailed
    }
  }

  private static func flush(_ state: inout State) {
    guard !state.pending.isEmpty else { return }
    if !Descriptor.writeAll(state.pending, to: STDOUT_FILENO) { state.hasFailed = true }
    state.pending.removeAll(keepingCapacity: true)
  }
}
