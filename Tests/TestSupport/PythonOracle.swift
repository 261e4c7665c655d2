import Foundation
import Synchronization

/// A long-lived Python process that answers one line for each line it is asked.
///
/// The oracle is an independent implementation to compare ours with. Starting Python costs more
/// than most answers, so one process serves a whole suite.
package final class PythonOracle: Sendable {
  /// Why there was no answer, with what Python wrote to standard error.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private struct State {
    let child: ChildProcess
    var answers: [UInt8] = []
    var errors: [UInt8] = []
  }

  private let state: Mutex<State>

  /// Starts Python on `source`, which answers each line of `sys.stdin` with one flushed line.
  package init(source: String) throws(ChildProcessError) {
    let child = try ChildProcess(
      Self.interpreter, ["-u", "-c", source], environment: nil, directory: RepositoryRoot.path)
    state = Mutex(State(child: child))
  }

  deinit {
    state.withLock { state in
      state.child.closeInput()
      if state.child.waitForEnd(until: .now + .seconds(2)) == nil { state.child.kill() }
    }
  }

  /// The interpreter with the modules: `MANDATE_PYTHON`, else what `scripts/bootstrap test` made,
  /// else the one in the path.
  package static let interpreter: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_PYTHON"] ?? ""
    if !named.isEmpty { return named }
    let bootstrapped = RepositoryRoot.path(".build/oracles/bin/python3")
    return access(bootstrapped, X_OK) == 0 ? bootstrapped : "python3"
  }()

  /// Whether the interpreter has `modules`, for tests that are of no use without them.
  ///
  /// With `MANDATE_PYTHON` set the answer is always yes: then a missing module is a failure, not a
  /// reason to skip.
  package static func isAvailable(with modules: String...) -> Bool {
    if ProcessInfo.processInfo.environment["MANDATE_PYTHON"] != nil { return true }
    let imports = modules.map { "import \($0)" }.joined(separator: "\n")
    let result = try? runProcess(interpreter, ["-c", imports])
    return result?.exitCode == 0
  }

  /// Sends `question`, one line without its line break, and returns the line that answers it.
  ///
  /// - Throws: when Python ends, or has not answered in time; the oracle is then of no more use.
  package func ask(_ question: String, timeout: Duration = .seconds(20)) throws(Failure) -> String {
    guard !question.utf8.contains(0x0A) else {
      throw Failure(description: "a question to the oracle is one line")
    }
    let answer = state.withLock { state -> Result<String, Failure> in
      Self.answer(to: Array((question + "\n").utf8), from: &state, by: .now + timeout)
    }
    return try answer.get()
  }

  private static func answer(
    to question: [UInt8], from state: inout State, by deadline: ContinuousClock.Instant
  ) -> Result<String, Failure> {
    let child = state.child
    var pending = question[...]
    while true {
      if pending.isEmpty, let end = state.answers.firstIndex(of: 0x0A) {
        let line = String(decoding: state.answers[..<end], as: UTF8.self)
        state.answers.removeSubrange(...end)
        return .success(line)
      }
      guard child.standardOutput != nil, child.standardInput != nil else {
        return .failure(failure("the oracle has ended", state))
      }
      guard child.waitForPipes(wantsInput: !pending.isEmpty, until: deadline) else {
        child.kill()
        return .failure(failure("the oracle did not answer in time", state))
      }
      pending = pending.dropFirst(child.write(pending))
      child.readErrors(into: &state.errors)
      child.readOutput(into: &state.answers)
    }
  }

  private static func failure(_ what: String, _ state: borrowing State) -> Failure {
    var errors = state.errors
    state.child.readErrors(into: &errors)
    return Failure(description: what + "\n" + String(decoding: errors.suffix(4000), as: UTF8.self))
  }
}
