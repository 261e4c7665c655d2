/// How a run ends (cli, section 2); of several the one that stands first in `precedence` counts.
package enum ExitCode: Int32, CaseIterable, Sendable {
  /// Done, allowed, or nothing to change.
  case done = 0
  /// The input or the request is wrong: diagnostics were printed.
  case wrongInput = 1
  /// There are changes, where a command was asked to tell.
  case changes = 2
  /// A guardrail, policy, ownership or second-person rule refused.
  case refused = 3
  /// What the plan read has moved since, or the plan was applied already.
  case stale = 4
  /// The store is locked by another writer, or cannot be reached.
  case unavailable = 5
  /// The audit chain or the store fails its check.
  case damaged = 6
  /// Whether a commit happened is unknown.
  case unknown = 7
  /// Committed, but the one-time secret could not be delivered.
  case undelivered = 8
  /// An AccessTest failed.
  case testFailed = 9
  /// The command line is wrong, or no actor is named. Source: BSD `EX_USAGE`.
  case usage = 64
  /// A bug in mandate. Source: BSD `EX_SOFTWARE`.
  case software = 70

  private static let precedence: [ExitCode] = [
    .unknown, .damaged, .unavailable, .stale, .wrongInput, .refused, .testFailed, .changes, .done,
  ]

  /// The code that counts when both apply.
  func joined(with other: ExitCode) -> ExitCode {
    Self.precedence.first { $0 == self || $0 == other } ?? self
  }

  /// What the code means, for `--help`.
  var words: String {
    switch self {
    case .done: "done; with plan --detailed-exitcode: nothing to change"
    case .wrongInput: "the input or the request is wrong: diagnostics were printed"
    case .changes: "plan --detailed-exitcode: there are changes"
    case .refused: "a guardrail, policy, ownership or second-person rule refused"
    case .stale: "stale: what the plan read has moved since; nothing was done"
    case .unavailable: "the store is locked by another writer or not reachable; nothing was done"
    case .damaged: "integrity: the audit chain or the store fails its check"
    case .unknown: "the outcome of a commit is unknown; see mandate recover"
    case .undelivered: "committed, but the one-time secret could not be delivered"
    case .testFailed: "an AccessTest failed"
    case .usage: "the command line itself is wrong, or no actor is named"
    case .software: "a bug in mandate"
    }
  }
}
