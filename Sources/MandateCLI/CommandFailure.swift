import Diagnostics
import Plans
import Stores

/// Why a command cannot do what it was asked.
enum CommandFailure: Error {
  /// The command line is wrong.
  case usage(String, help: String?)
  /// The input is wrong; the diagnostics hold at least one error.
  case diagnostics([Diagnostic])
  /// The world is wrong.
  case store(StoreError)
  /// A rule refuses.
  case prohibited([Prohibition])
  /// An access test that binds fails.
  case testsFailed([TestOutcome])
  case stale(Staleness)
  /// A commit failed and the store could not be asked what became of it.
  case unknown(applyID: Text, StoreError)
  /// What was asked for is not there, or cannot be read or written.
  case request(String, help: String?)
}

extension CommandFailure {
  /// What a refused commit means for the command.
  init(_ refusal: Refusal) {
    switch refusal {
    case .stale(let staleness): self = .stale(staleness)
    case .invalid(let diagnostics): self = .diagnostics(diagnostics)
    case .forbidden(let prohibitions): self = .prohibited(prohibitions)
    case .testsFailed(let outcomes): self = .testsFailed(outcomes)
    }
  }

  var exit: ExitCode {
    switch self {
    case .usage: .usage
    case .diagnostics(let diagnostics): diagnostics.errorsAreRefusals ? .refused : .wrongInput
    case .request: .wrongInput
    case .prohibited: .refused
    case .testsFailed: .testFailed
    case .stale: .stale
    case .unknown: .unknown
    case .store(.damaged), .store(.foreign), .store(.snapshotDamaged): .damaged
    case .store: .unavailable
    }
  }
}
