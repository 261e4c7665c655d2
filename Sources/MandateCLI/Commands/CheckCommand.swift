import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let check = CommandDeclaration(
    "check", "may this principal call this endpoint on this account from this address now?",
    details: """
      Exit 0 says yes, and everything else no. The call is an endpoint id, or a method and path as \
      the catalogue or an alias has them; a {name} of a path stands for one segment, and nothing is \
      decoded. With --batch it reads one JSON object a line from standard input, with the members \
      principal (or key, keyId), endpoint (or method and path), account, ip and at, and answers one \
      line each, in order, as it reads. All lines of a batch are answered from the register as it \
      stood when the batch began; start another to see later changes.
      """,
    options: [
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
      let stored = try StoredAccess(invocation, institution: question.institution)
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

  /// The question that the options ask; throws `usage` when a part of it is not there at all.
  private func line() throws(CommandFailure) -> CheckLine {
    let arguments = invocation.arguments
    let isCall = arguments.has("--method") && arguments.has("--path")
    guard arguments.has("--principal"), arguments.has("--ip"), arguments.has("--endpoint") || isCall
    else {
      throw .usage(
        "`check` needs --principal, --ip, and --endpoint or --method and --path",
        help: "run mandate check --help; mandate access can asks without an address")
    }
    var line = CheckLine()
    for name in ["principal", "endpoint", "method", "path", "account", "ip"] {
      guard let value = arguments.value("--\(name)") else { continue }
      do throws(CheckFault) { try line.take(Text(name), Text(value)) } catch {
        throw .usage("--\(name): \(error.message)", help: nil)
      }
    }
    return line
  }

  // MARK: Batch

  private func runBatch() throws(CommandFailure) -> ExitCode {
    let single = ["--principal", "--endpoint", "--method", "--path", "--account", "--ip"]
    if let option = single.first(where: invocation.arguments.has) {
      throw .usage("`check --batch` does not take \(option)", help: "write it into the lines")
    }
    let judge: CheckJudge
    let stored: StoredAccess
    do throws(CommandFailure) { stored = try StoredAccess(invocation) } catch {
      guard case .store = error else { throw error }
      try batch(at: invocation.judgedAt(), CheckJudge.refuseAll).run()
      throw error
    }
    judge = CheckJudge(stored.register)
    try batch(at: stored.instant, judge.appendAnswer).run()
    return .done
  }

  /// Lines without a time are judged by the clock as it runs, unless an option fixes the time.
  private func batch(
    at instant: Instant,
    _ answer: @escaping ([UInt8], Range<Int>, Instant, inout [UInt8]) -> Void
  ) -> CheckBatch {
    let arguments = invocation.arguments
    let isFixed = arguments.has("--at") || arguments.has("--as-of")
    let clock = invocation.context.now
    return CheckBatch(
      output: invocation.output, now: isFixed ? { instant } : { clock() },
      answer: answer)
  }
}
