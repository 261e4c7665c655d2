import Glibc

/// How many decisions a second `check --batch` makes, beside Cedar on the same world and machine.
struct DecisionBenchmark {
  private let options: Options
  private let programs: Programs

  /// How many times as many as Cedar makes are wanted.
  private static let goal = 20.0
  private static let questions = 1_000_000
  private static let questionsFile = "questions.jsonl"
  private static let answersFile = "answers.jsonl"

  init(_ options: Options, _ programs: Programs) {
    self.options = options
    self.programs = programs
  }

  /// Gives whether it is as quick as wanted, and both answer alike.
  func run() -> Bool {
    let root = options.keep.map(Folder.init(making:)) ?? .temporary()
    defer { if options.keep == nil { root.removeAll() } }
    let folder = prepared(below: root)
    ask(Self.questions, in: folder)
    let own = (0..<options.runs).map { _ in check(in: folder) }
    let best = Rate(Self.questions, own.map(\.seconds).min() ?? 0, own.map(\.cpuSeconds).min() ?? 0)
    let middle = Rate(
      Self.questions, median(own.map(\.seconds)), median(own.map(\.cpuSeconds)))
    print("\(QuestionEstate.principals) principals, \(Self.questions) questions to check --batch")
    print("mandate, whole process, median of \(own.count) runs: \(middle.text)")
    print("mandate, whole process, best: \(best.text)")
    guard let script = options.cedar else { return true }
    ask(options.cedarQuestions, in: folder)
    _ = check(in: folder)
    return judge(middle, beside: script, in: folder)
  }

  private func judge(_ own: Rate, beside script: String, in folder: Folder) -> Bool {
    guard let cedar = Cedar(script, in: folder, answers: Self.answersFile, Self.questionsFile)
    else {
      return false
    }
    let ratio = own.perProcessorSecond / cedar.rate.perProcessorSecond
    let verdict = ratio >= Self.goal ? "met" : "missed"
    print("cedarpy, one batch of \(cedar.rate.decisions), evaluation alone: \(cedar.rate.text)")
    print(
      "goal: at least \(decimal(Self.goal, 0)) x cedarpy by processor time: "
        + "\(decimal(ratio, 1)), \(verdict); by the clock "
        + "\(decimal(own.perSecond / cedar.rate.perSecond, 1))")
    print("answers that differ: \(cedar.differences); Cedar allows \(cedar.allowed)")
    return ratio >= Self.goal && cedar.differences == 0 && cedar.allowed * 20 > cedar.rate.decisions
  }

  /// How much longer twice the questions take, by the quickest of a few runs each.
  func factorOfDoubleWork(below root: Folder) -> Double {
    let folder = prepared(below: root)
    let times = [Self.questions / 4, Self.questions / 2].map { count in
      ask(count, in: folder)
      return (0..<3).map { _ in check(in: folder).cpuSeconds }.min() ?? 0
    }
    return times[1] / times[0]
  }

  // MARK: Running

  private func prepared(below root: Folder) -> Folder {
    let folder = root.making("questions")
    QuestionEstate.write(to: folder)
    folder.remove(EstateFiles.store)
    programs.register(folder)
    return folder
  }

  private func ask(_ count: Int, in folder: Folder) {
    folder.write(
      QuestionEstate.questions(count, seed: options.seed), to: Self.questionsFile)
  }

  /// Reads questions from a file and writes answers into one, the store read anew each time.
  private func check(in folder: Folder) -> ChildProcess {
    let child = ChildProcess(
      [
        programs.mandate, "check", "--batch", "--project", folder.file(EstateFiles.project), "--at",
        "\(StageWork.now)",
      ], input: folder.file(Self.questionsFile), sink: folder.file(Self.answersFile))
    guard child.status == 0 else {
      BenchmarkFailure.stop("mandate check --batch ended with \(child.status)")
    }
    return child
  }
}

/// How many decisions took how long.
struct Rate {
  let decisions: Int
  let perSecond: Double
  let perProcessorSecond: Double

  init(_ decisions: Int, _ seconds: Double, _ cpuSeconds: Double) {
    self.decisions = decisions
    perSecond = Double(decisions) / seconds
    perProcessorSecond = Double(decisions) / cpuSeconds
  }

  var text: String {
    "\(Int(perSecond)) decisions a second, \(Int(perProcessorSecond)) a second of processor time"
  }
}

/// What the script that measures Cedar printed.
private struct Cedar {
  let rate: Rate
  let allowed: Int
  let differences: Int

  /// Nil when it cannot be measured, which is said.
  init?(_ script: String, in folder: Folder, answers: String, _ questions: String) {
    let named = unsafe getenv("MANDATE_PYTHON").map { unsafe String(cString: $0) }
    let child = ChildProcess([
      named ?? "/usr/bin/python3", script, "--register", folder.file(EstateFiles.register),
      "--questions", folder.file(questions), "--answers", folder.file(answers), "--at",
      "\(StageWork.now)",
    ])
    let parts = child.output.split(whereSeparator: \.isWhitespace)
    guard child.status == 0, parts.count == 5, let count = Int(parts[0]),
      let seconds = Double(parts[1]), let cpuSeconds = Double(parts[2]),
      let allowed = Int(parts[3]), let differences = Int(parts[4])
    else {
      Progress.show("benchmarks: Cedar cannot be measured; run scripts/bootstrap test")
      return nil
    }
    rate = Rate(count, seconds, cpuSeconds)
    self.allowed = allowed
    self.differences = differences
  }
}
