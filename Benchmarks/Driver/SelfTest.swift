/// Shows that the benchmark sees a slowdown: a stage given double work must take about double.
struct SelfTest {
  let stages: [Stage]
  private let programs = Programs()
  private static let rounds = 5
  private static let size = 10_000

  /// Gives whether every stage did.
  func run() -> Bool {
    let root = Folder.temporary()
    defer { root.removeAll() }
    let estates = Estates(
      size: Self.size, seed: 1, for: stages, below: root, programs)
    let decisions = DecisionBenchmark(Options([]), programs)
    return stages.map { stage in
      isSeen("\(stage.title) (\(stage.rawValue))", factor(of: stage, in: estates.folder(of: stage)))
    }.allSatisfy { $0 } && isSeen("check --batch", decisions.factorOfDoubleWork(below: root))
  }

  private func isSeen(_ title: String, _ factor: Double) -> Bool {
    // Less than double where the second time finds memory that the first one had to ask for.
    let isSeen = (1.3...2.5).contains(factor)
    print(
      "\(isSeen ? "seen" : "MISSED"): double work in `\(title)` takes \(decimal(factor, 2)) times as long"
    )
    return isSeen
  }

  /// How much longer double work takes, by the quickest of a few runs each.
  ///
  /// WHY processor time: beside other work on the machine it moves less than the clock does.
  private func factor(of stage: Stage, in folder: Folder) -> Double {
    var once = Double.infinity
    var twice = Double.infinity
    for _ in 0..<Self.rounds {
      once = min(once, programs.sample(stage, in: folder, repetitions: 1).cpuSeconds)
      twice = min(twice, programs.sample(stage, in: folder, repetitions: 2).cpuSeconds)
    }
    return twice / once
  }
}
