import Glibc

/// How long after a revocation returned a running check still knows nothing of it, and how many
/// decisions by key it makes.
struct RevocationBenchmark {
  private let options: Options
  private let programs: Programs
  private let size: Int

  private static let goalMilliseconds = 10.0
  private static let questions = 1_000_000
  private static let questionsFile = "key-questions.jsonl"
  private static let answersFile = "key-answers.jsonl"
  /// A check that has not told of a revocation by then never will.
  private static let patienceSeconds = 2.0

  init(_ options: Options, _ programs: Programs, size: Int) {
    self.options = options
    self.programs = programs
    self.size = size
  }

  /// Gives whether a check that does not follow the register is caught, and the time is as wanted.
  func run() -> Bool {
    let root = options.keep.map(Folder.init(making:)) ?? .temporary()
    defer { if options.keep == nil { root.removeAll() } }
    let folder = root.making("keys-\(size)")
    EstateGenerator(size: size, seed: options.seed).write(to: folder)
    folder.remove(EstateFiles.store)
    programs.register(folder)
    programs.makeKeys(folder)
    var numbers = SeededNumbers(seed: options.seed)
    var keys = RegisteredKeys.known(in: folder)
    for place in keys.indices { keys.swapAt(place, numbers.below(keys.count)) }
    let rate = throughput(of: keys, in: folder)
    print("\(keys.count) keys, \(Self.questions) questions by token to check --batch: \(rate.text)")
    guard isBlindOneCaught(keys.removeLast(), in: folder) else { return false }
    return timeDenials(keys.suffix(options.revocations), in: folder)
  }

  // MARK: Throughput

  private func throughput(of keys: [RegisteredKeys.Known], in folder: Folder) -> Rate {
    var numbers = SeededNumbers(seed: options.seed)
    let endpoints = CommonManifests.endpointIDs
    var text = ""
    text.reserveCapacity(Self.questions * 180)
    for _ in 0..<Self.questions {
      let key = keys[numbers.below(min(keys.count, 400))]
      text +=
        "{\"key\":\"\(key.token)\",\"endpoint\":\"\(numbers.pick(endpoints))\","
      text += "\"account\":\"equities-01\",\"ip\":\"10.0.\(numbers.below(16)).7\"}\n"
    }
    folder.write(text, to: Self.questionsFile)
    let runs = (0..<min(options.runs, 3)).map { _ in
      ChildProcess(
        check(folder), input: folder.file(Self.questionsFile), sink: folder.file(Self.answersFile))
    }
    return Rate(
      Self.questions, median(runs.map(\.seconds)), median(runs.map(\.cpuSeconds)))
  }

  private func check(_ folder: Folder) -> [String] {
    [
      programs.mandate, "check", "--batch", "--project", folder.file(EstateFiles.project), "--at",
      "\(StageWork.now)",
    ]
  }

  // MARK: From revocation to denial

  /// Times each of `keys` from the return of the process that revokes it.
  private func timeDenials(_ keys: ArraySlice<RegisteredKeys.Known>, in folder: Folder) -> Bool {
    let check = RunningCheck(check(folder))
    defer { check.end() }
    let times = keys.compactMap { timeDenial(of: $0, check, in: folder) }
    guard times.count == keys.count else {
      print("\(keys.count - times.count) revocations were never seen")
      return false
    }
    let sorted = times.map { $0 * 1_000 }.sorted()
    let (middle, high) = (
      sorted[sorted.count / 2], sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    )
    let isMet = high < Self.goalMilliseconds
    print(
      "\(times.count) revocations, from their return to the first denial: p50 "
        + "\(decimal(middle, 2)) ms, p99 \(decimal(high, 2)) ms, most \(decimal(sorted.last ?? 0, 2)) ms; "
        + "goal p99 below \(decimal(Self.goalMilliseconds, 0)) ms: \(isMet ? "met" : "missed")")
    return isMet
  }

  /// Seconds from the end of the revoking process; nil when nothing is told of it.
  private func timeDenial(
    of key: RegisteredKeys.Known, _ check: RunningCheck, in folder: Folder
  ) -> Double? {
    let question =
      "{\"key\":\"\(key.token)\",\"endpoint\":\"\(CommonManifests.endpointIDs[0])\","
      + "\"account\":\"x\",\"ip\":\"192.0.2.1\"}"
    guard !Self.tellsOfStop(check.ask(question)) else {
      BenchmarkFailure.stop("\(key.principal) was stopped to begin with")
    }
    let revocation = ChildProcess(
      [
        programs.mandate, "revoke", key.principal, "--incident", "INC-1", "--as", "staff:ops",
        "--project", folder.file(EstateFiles.project), "--at", "\(StageWork.now)",
      ], hidesNotes: true)
    guard revocation.status == 0 else {
      BenchmarkFailure.stop("mandate revoke ended with \(revocation.status): \(revocation.output)")
    }
    let start = Clock.seconds(CLOCK_MONOTONIC)
    while true {
      let answer = check.ask(question)
      let seconds = Clock.seconds(CLOCK_MONOTONIC) - start
      if Self.tellsOfStop(answer) { return seconds }
      if seconds > Self.patienceSeconds { return nil }
    }
  }

  /// Whether the answer is that of a stopped or ended key: these reasons come before all others
  /// that the question can have.
  private static func tellsOfStop(_ answer: String) -> Bool {
    answer.contains("\"reason\":\"suspended\"") || answer.contains("\"reason\":\"key-expired\"")
  }

  /// Shows the benchmark a check of the register as it stood, which must not pass.
  private func isBlindOneCaught(_ key: RegisteredKeys.Known, in folder: Folder) -> Bool {
    let blind = RunningCheck(check(folder) + ["--as-of", "\(StageWork.now)"])
    defer { blind.end() }
    let isCaught = timeDenial(of: key, blind, in: folder) == nil
    if !isCaught { print("a check that does not follow the register was not caught") }
    return isCaught
  }
}
