import AccessModel
import Diagnostics
import Glibc
import Lifecycle
import Rendering

/// What the store's verifier is told before it asks anything.
struct PresenceQuestion {
  let deployment: Deployment
  let actor: Actor
  let email: Text?
  let act: String
  let keyName: Text

  /// One JSON object on one line.
  var line: [UInt8] {
    var bytes: [UInt8] = []
    JSONTree.object([
      .init("presence", .integer(1)),
      .init("environment", .string(deployment.environment.rawValue)),
      .init("actor", .string(actor.description)), .init("email", .optional(email?.string)),
      .init("act", .string(act)), .init("keyName", .string(keyName.string)),
      .init("methods", .array(KeyPresence.wanted.map { .string($0.string) })),
    ]).appendCompact(to: &bytes)
    return bytes + [UInt8(ascii: "\n")]
  }
}

/// The store's verifier, spoken to in JSON lines on its pipes (docs/presence.md).
///
/// Whatever it does that the protocol does not know is a failed check.
struct PresenceProgram {
  /// Absolute.
  let path: String
  /// For everything, the time that a person takes to answer among it.
  var secondsMax: Int64 = 120
  private static let endingSecondsMax: Int64 = 5
  private static let asksMax = 8

  /// The checks that were passed.
  ///
  /// - Throws: the reason of a failed check, or what was odd about the program.
  func ask(_ question: PresenceQuestion) throws(ProgramProblem) -> KeyPresence {
    let toProgram = try ProgramPipe()
    let fromProgram: ProgramPipe
    do throws(ProgramProblem) { fromProgram = try ProgramPipe() } catch {
      toProgram.closeBoth()
      throw error
    }
    let child: pid_t
    do throws(ProgramProblem) {
      child = try ChildProgram(path: path)
        .start(input: .pipe(toProgram.reading), output: .pipe(fromProgram.writing))
    } catch {
      toProgram.closeBoth()
      fromProgram.closeBoth()
      throw error
    }
    close(toProgram.reading)
    close(fromProgram.writing)
    // A program that does not read is no reason to wait for ever.
    _ = fcntl(toProgram.writing, F_SETFL, O_NONBLOCK)
    let talk = PresenceTalk(
      input: toProgram.writing, lines: BoundedLines(fromProgram.reading),
      deadline: Deadline(seconds: secondsMax))
    let outcome: Result<KeyPresence, ProgramProblem>
    do throws(ProgramProblem) {
      outcome = .success(try Self.presence(question, talk))
    } catch {
      outcome = .failure(error)
    }
    close(toProgram.writing)
    close(fromProgram.reading)
    guard case .success(let presence) = outcome else {
      ChildProgram.end(child)
      return try outcome.get()
    }
    if let problem = ChildProgram.ending(of: child, secondsMax: Self.endingSecondsMax) {
      throw problem
    }
    // What it started ends with it, whatever the outcome.
    kill(-child, SIGKILL)
    return presence
  }

  private static func presence(
    _ question: PresenceQuestion, _ talk: consuming PresenceTalk
  ) throws(ProgramProblem) -> KeyPresence {
    try talk.send(question.line)
    for _ in 0...asksMax {
      switch try talk.next() {
      case .passed(let methods): return KeyPresence(methods: methods)
      case .failed(let reason): throw ProgramProblem(reason.map { "\($0)" } ?? "the check failed")
      case .ask(let method, let prompt): try talk.answer(method, prompt)
      }
    }
    throw ProgramProblem("it asked too often")
  }
}

/// One conversation with a verifier.
private struct PresenceTalk {
  let input: Int32
  var lines: BoundedLines
  let deadline: Deadline

  init(input: Int32, lines: BoundedLines, deadline: Deadline) {
    self.input = input
    self.lines = lines
    self.deadline = deadline
  }

  func send(_ line: [UInt8]) throws(ProgramProblem) {
    guard Descriptor.writeAll(line, to: input) else {
      throw ProgramProblem("it did not take what it was told")
    }
  }

  mutating func next() throws(ProgramProblem) -> PresenceMessage {
    guard let line = try lines.next(before: deadline) else {
      throw ProgramProblem("it ended without an outcome")
    }
    guard let message = PresenceMessage(line) else {
      throw ProgramProblem("it said something that is not of the protocol")
    }
    return message
  }

  /// Asks the person at the terminal and passes the answer on.
  func answer(_ method: Text, _ prompt: Text) throws(ProgramProblem) {
    let answer = try HiddenAnswer.ask(
      "\(TerminalText.escaped(prompt.string)) (\(method)): ", before: deadline)
    guard answer.isSent(to: input) else {
      throw ProgramProblem("it did not take the answer")
    }
  }
}
