import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let check = CommandDeclaration(
    "check", "may this key call this endpoint on this account from this address now?",
    details: """
      Exit 0 says yes, and everything else no. Who calls is one of a key by its token, read from a \
      file or from standard input and never from the command line, a key by its public id, and a \
      principal; an id or a principal proves nothing about who asks. The addresses that a key's owner \
      bound it to count where the key is asked about, and not where its principal is. The call is \
      an endpoint id, or a method and path as the catalogue or an alias has them; a {name} of a path \
      stands for one segment, and nothing is decoded.

      With --batch it reads one JSON object a line from standard input, with the members key (a \
      token), keyId or principal, endpoint (or method and path), account, ip and at, and answers one \
      line each, in order, as it reads. It may run for as long as anybody asks: before it answers it \
      looks whether any process has changed the register, so that whoever revokes something and \
      then asks is denied. While the store cannot be read every answer is deny, state-unavailable; \
      it goes on when the store is back, and its exit code says in the end that this was so. \
      With --as-of the register stays as it stood then.
      """,
    options: [
      OptionDeclaration(
        "--key-file", value: "FILE", "who calls: the key whose token it holds; - is stdin"),
      OptionDeclaration("--key-id", value: "ID", "who calls: the key of this public id"),
      OptionDeclaration("--principal", value: "P", "who calls, such as TraderAuthorization/I/NAME"),
      OptionDeclaration("--endpoint", value: "ID", "what is called, by its id"),
      OptionDeclaration("--method", value: "M", "what is called, by method and path"),
      OptionDeclaration("--path", value: "/P", "the path that goes with --method"),
      OptionDeclaration("--account", value: "A", "name or number of the account"),
      OptionDeclaration("--ip", value: "X", "the address of the caller"),
      OptionDeclaration("--batch", "answers JSON lines from standard input"), .asOf,
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: [
      "mandate check --principal TraderAuthorization/harbour-capital/amy "
        + "--endpoint trade.order.place --account eq-prop --ip 203.0.113.9",
      "mandate check --key-file ~/.keys/desk --endpoint trade.order.place --account eq-prop "
        + "--ip 203.0.113.9",
      "mandate check --batch < questions.jsonl",
    ],
    run: { invocation throws(CommandFailure) in try CheckCommand(invocation).run() })
}

struct CheckCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let isJSON = try invocation.wantsJSON()
    if invocation.arguments.has("--batch") { return try runBatch() }
    let now = try invocation.judgedAt()
    let line = try line()
    let question: CheckQuestion
    do throws(CheckFault) { question = try CheckQuestion(line, at: now) } catch {
      return write(CheckAnswer(error), isJSON)
    }
    do throws(CommandFailure) {
      let institution = try KeyLocator.institution(of: question.caller, invocation)
      let stored = try StoredAccess(invocation, institution: institution)
      let answer = CheckJudge(stored.register).answer(to: question.judged(at: stored.instant))
      return write(answer, isJSON)
    } catch {
      guard case .store = error else { throw error }
      _ = write(CheckAnswer(.stateUnavailable), isJSON)
      throw error
    }
  }

  private func write(_ answer: CheckAnswer, _ isJSON: Bool) -> ExitCode {
    if isJSON {
      invocation.output.write(answer.line)
    } else {
      var text = StyledText()
      let isAllowed = answer.reason.isAllowed
      text.append(isAllowed ? "ALLOW" : "DENY", isAllowed ? .good : .error)
      text.appendLine("  \(answer.reason.rawValue)  \(answer.message)")
      Reporter(invocation: invocation).show(text)
    }
    return answer.reason.isAllowed ? .done : .wrongInput
  }

  // MARK: The question

  private static let callers = ["--key-file", "--key-id", "--principal"]

  /// The question that the options ask; throws `usage` when a part of it is not there at all.
  private func line() throws(CommandFailure) -> CheckLine {
    let arguments = invocation.arguments
    let isCall = arguments.has("--method") && arguments.has("--path")
    let callers = Self.callers.filter(arguments.has)
    guard callers.count == 1, arguments.has("--ip"), arguments.has("--endpoint") || isCall else {
      throw .usage(
        "`check` needs one of --key-file, --key-id and --principal, and --ip, and --endpoint or "
          + "--method and --path",
        help: "run mandate check --help; mandate access can asks without an address")
    }
    var line = CheckLine()
    if let path = arguments.value("--key-file") {
      try take("key", try PresentedToken.read(path, invocation), "--key-file", &line)
    }
    for (option, member) in [
      ("--key-id", "keyId"), ("--principal", "principal"), ("--endpoint", "endpoint"),
      ("--method", "method"), ("--path", "path"), ("--account", "account"), ("--ip", "ip"),
    ] {
      guard let value = arguments.value(option) else { continue }
      try take(member, Text(value), option, &line)
    }
    return line
  }

  private func take(
    _ member: String, _ value: Text, _ option: String, _ line: inout CheckLine
  ) throws(CommandFailure) {
    do throws(CheckFault) { try line.take(Text(member), value) } catch {
      throw .usage("\(option): \(error.message)", help: nil)
    }
  }

  // MARK: Batch

  private func runBatch() throws(CommandFailure) -> ExitCode {
    let single = Self.callers + ["--endpoint", "--method", "--path", "--account", "--ip"]
    if let option = single.first(where: invocation.arguments.has) {
      throw .usage("`check --batch` does not take \(option)", help: "write it into the lines")
    }
    return invocation.arguments.has("--as-of") ? try runPastBatch() : try runLiveBatch()
  }

  /// Answers from the register as it stands whenever a question comes.
  private func runLiveBatch() throws(CommandFailure) -> ExitCode {
    let follower = CheckFollower(try invocation.followedStore())
    // At once, so that the first question does not wait for it.
    _ = follower.catchUp()
    try batch(at: invocation.judgedAt(), lifting: follower.lifted, follower.catchUp).run()
    if let failure = follower.failure { throw failure }
    return .done
  }

  /// Answers from the register as it stood once.
  private func runPastBatch() throws(CommandFailure) -> ExitCode {
    let stored: StoredAccess
    do throws(CommandFailure) { stored = try StoredAccess(invocation) } catch {
      guard case .store = error else { throw error }
      try batch(at: invocation.judgedAt()) { CheckJudge.refuseAll }.run()
      throw error
    }
    let judge = CheckJudge(stored.register)
    try batch(at: stored.instant) { judge.appendAnswer }.run()
    return .done
  }

  /// Lines without a time are judged by the clock as it runs, unless an option fixes the time.
  private func batch(
    at instant: Instant, lifting: @escaping (Instant) -> Instant = { $0 },
    _ makeAnswer: @escaping () -> CheckBatch.Answer
  ) -> CheckBatch {
    let arguments = invocation.arguments
    let isFixed = arguments.has("--at") || arguments.has("--as-of")
    let clock = invocation.context.now
    return CheckBatch(
      output: invocation.output, now: isFixed ? { instant } : { lifting(clock()) },
      makeAnswer: makeAnswer)
  }
}
