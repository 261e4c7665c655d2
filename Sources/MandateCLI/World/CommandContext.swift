import AccessModel
import Diagnostics
import Glibc
import SQLiteStore

/// Everything a run takes from the world, made once in `main` and passed down.
package struct CommandContext: Sendable {
  let words: [String]
  let variables: [String: String]
  let workingFolder: String
  let output: Output
  /// The machine's clock.
  let now: @Sendable () -> Instant

  /// The world as this process finds it.
  package static func ofProcess() -> CommandContext {
    // A full disk and a closed pipe are errors to report, not signals to die of.
    _ = signal(SIGPIPE, SIG_IGN)
    SQLiteStore.surviveFileSizeLimit()
    Interrupt.listen()
    let variables = environmentVariables()
    let output = Output(Display(.ofProcess(), variables))
    _ = Interrupt.undoing { output.abandon() }
    return CommandContext(
      words: Array(CommandLine.arguments.dropFirst()), variables: variables,
      workingFolder: currentFolder(), output: output, now: clockTime)
  }

  /// The same world, as if it had been asked in other words.
  func with(words: [String]) -> CommandContext {
    CommandContext(
      words: words, variables: variables, workingFolder: workingFolder, output: output, now: now)
  }

  /// Which streams are terminals, how wide, and in which colours.
  var display: Display { output.display }

  /// Whether somebody can answer a question.
  var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// An unguessable name of 32 hexadecimal digits.
  func randomName() -> Text {
    return Text(
      Crypto.randomBytes(16).flatMap { [JSONText.hexDigit($0 >> 4), JSONText.hexDigit($0 & 0xF)] })
  }

  private static func environmentVariables() -> [String: String] {
    var result: [String: String] = [:]
    var place = unsafe environ
    while let entry = unsafe place.pointee {
      let parts = unsafe String(cString: entry)
        .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
      unsafe place += 1
    }
    return result
  }

  private static func currentFolder() -> String {
    guard let pointer = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(pointer) }
    return unsafe String(cString: pointer)
  }

  /// A clock for waiting that nobody sets; says nothing about the time of day.
  static func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  @Sendable private static func clockTime() -> Instant {
    Instant(secondsSince1970: Int64(time(nil))) ?? .last
  }
}
