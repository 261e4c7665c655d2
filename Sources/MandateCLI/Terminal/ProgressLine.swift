import Glibc

/// One line on standard error that is rewritten while something takes long, and then taken away.
struct ProgressLine: Sendable {
  /// What is being done; empty while nothing is, such as at a question.
  private var phase = ""
  private(set) var isWanted = false
  private var isShown = false
  private var began: Int64 = 0

  /// Nothing is shown before.
  static let patienceMilliseconds: Int64 = 1_000

  mutating func begin() {
    isWanted = true
    began = CommandContext.monotonicNanoseconds()
  }

  /// Goes on to something else; what follows a pause is timed anew.
  mutating func enter(_ words: String) {
    if phase.isEmpty { began = CommandContext.monotonicNanoseconds() }
    if words.isEmpty { clear() }
    phase = words
  }

  mutating func draw(width: Int) {
    guard !phase.isEmpty else { return }
    let seconds = (CommandContext.monotonicNanoseconds() - began) / 1_000_000_000
    guard seconds * 1_000 >= Self.patienceMilliseconds else { return }
    let line = String("\(phase) (\(seconds) s)".prefix(width - 1))
    _ = Descriptor.writeAll(Array("\r\(line)\u{1b}[K".utf8), to: STDERR_FILENO)
    isShown = true
  }

  /// Takes the line away; it comes back when more is being done.
  mutating func clear() {
    guard isShown else { return }
    _ = Descriptor.writeAll(Array("\r\u{1b}[K".utf8), to: STDERR_FILENO)
    isShown = false
  }

  mutating func end() {
    clear()
    isWanted = false
  }
}
