/// What a child process printed and how it ended.
package struct ProcessResult: Sendable {
  package enum Ending: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    /// It was still running, or still held its pipes, when its time was over, and was ended.
    case timedOut
  }

  package let ending: Ending
  package let outputBytes: [UInt8]
  package let errorBytes: [UInt8]

  /// What it wrote to standard output.
  package var output: String { String(decoding: outputBytes, as: UTF8.self) }

  /// What it wrote to standard error.
  package var errors: String { String(decoding: errorBytes, as: UTF8.self) }

  /// The exit code, or nil when it did not exit by itself.
  package var exitCode: Int32? {
    if case .exited(let code) = ending { code } else { nil }
  }
}

/// Runs a real child to its end and returns what it printed on each of its streams.
///
/// Both streams are read while the child runs, and kept apart: a child that prints more than a
/// pipe holds would otherwise wait for a reader that waits for the child.
///
/// The child reads `input` and then the end of its standard input. `environment` holds all its
/// variables, or is nil for those of this process. It starts in `directory`, or here. After
/// `timeout`, it and everything in its group are ended with SIGKILL.
package func runProcess(
  _ program: String, _ arguments: [String], input: [UInt8] = [],
  environment: [String: String]? = nil, directory: String? = nil,
  timeout: Duration = .seconds(60)
) throws(ChildProcessError) -> ProcessResult {
  let child = try ChildProcess(program, arguments, environment: environment, directory: directory)
  let deadline = ContinuousClock.now + timeout
  var output: [UInt8] = [], errors: [UInt8] = []
  var pending = input[...]
  if pending.isEmpty { child.closeInput() }
  while child.standardOutput != nil || child.standardError != nil {
    guard child.waitForPipes(wantsInput: !pending.isEmpty, until: deadline) else { break }
    child.readOutput(into: &output)
    child.readErrors(into: &errors)
    if !pending.isEmpty {
      pending = pending.dropFirst(child.write(pending))
      if pending.isEmpty { child.closeInput() }
    }
  }
  child.closeInput()
  if let ending = child.waitForEnd(until: deadline), child.standardOutput == nil,
    child.standardError == nil
  {
    return ProcessResult(ending: ending, outputBytes: output, errorBytes: errors)
  }
  child.kill()
  _ = child.waitForEnd(until: .now + .seconds(5))
  child.readOutput(into: &output)
  child.readErrors(into: &errors)
  return ProcessResult(ending: .timedOut, outputBytes: output, errorBytes: errors)
}
