/// Measures all stages on estates of the sizes asked for.
struct Benchmark {
  let options: Options
  private let programs = Programs()

  /// Gives whether every stage was as quick as it is known to be.
  func run() -> Bool {
    options.sizes.map(measure).allSatisfy { $0 }
  }

  private func measure(_ size: Int) -> Bool {
    let root = options.keep.map(Folder.init(making:)) ?? .temporary()
    let folder = root.making("estate-\(size)")
    EstateGenerator(size: size, seed: options.seed).write(to: folder)
    // Once beforehand: later stages read the store that it makes, and files are in memory then.
    _ = programs.sample(.applyProcess, in: folder, repetitions: 1)
    var samples: [Stage: [Sample]] = [:]
    for round in 0..<options.runs {
      Progress.show("round \(round + 1) of \(options.runs)")
      for stage in options.stages {
        let repetitions = stage == options.planted ? 2 : 1
        samples[stage, default: []].append(
          programs.sample(stage, in: folder, repetitions: repetitions))
      }
    }
    let report = Report(samples: samples, size: size, folder: folder)
    print(report.text)
    if options.keep == nil { root.removeAll() }
    return report.slower.isEmpty || size != Report.expectedSize
  }
}
