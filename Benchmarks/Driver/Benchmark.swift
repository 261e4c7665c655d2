/// Measures all stages on estates of the sizes asked for.
struct Benchmark {
  let options: Options
  private let programs = Programs()

  /// Gives whether every stage was as quick as it is known to be.
  func run() -> Bool {
    var verdicts = options.stages.isEmpty ? [] : options.sizes.map(measure)
    if options.measuresRevocations {
      verdicts += options.sizes.map { RevocationBenchmark(options, programs, size: $0).run() }
    }
    if options.measuresDecisions { verdicts.append(DecisionBenchmark(options, programs).run()) }
    if options.measuresTiming { verdicts.append(TimingBenchmark().run()) }
    return verdicts.allSatisfy { $0 }
  }

  private func measure(_ size: Int) -> Bool {
    let root = options.keep.map(Folder.init(making:)) ?? .temporary()
    let estates = Estates(
      size: size, seed: options.seed, for: options.stages, below: root, programs)
    var samples: [Stage: [Sample]] = [:]
    for round in 0..<options.runs {
      Progress.show("round \(round + 1) of \(options.runs)")
      for stage in options.stages {
        let repetitions = stage == options.planted ? 2 : 1
        samples[stage, default: []].append(
          programs.sample(stage, in: estates.folder(of: stage), repetitions: repetitions))
      }
    }
    let report = Report(samples: samples, size: size)
    print(report.text)
    if options.keep == nil { root.removeAll() }
    return report.slower.isEmpty
  }
}
