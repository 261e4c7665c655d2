import Glibc

/// The two programs that are started: this one, and `mandate` beside it.
struct Programs {
  let benchmarks: String
  let mandate: String

  init() {
    guard let path = unsafe realpath("/proc/self/exe", nil) else {
      BenchmarkFailure.stop("cannot tell where this program stands")
    }
    defer { unsafe free(path) }
    benchmarks = unsafe String(cString: path)
    let folder = benchmarks.prefix(through: benchmarks.lastIndex(of: "/") ?? benchmarks.startIndex)
    mandate = folder + "mandate"
  }

  /// Runs one stage once in a process of its own.
  func sample(_ stage: Stage, in folder: Folder, repetitions: Int) -> Sample {
    switch stage {
    case .validateProcess: return command(["validate"], in: folder, repetitions)
    case .planProcess:
      return command(["plan", "--store", "sqlite:none.db"], in: folder, repetitions)
    case .applyProcess:
      return command(["apply", "--auto-approve", "--as", "staff:ops"], in: folder, repetitions)
    case .planAccount, .planRow, .planTier:
      return command(["plan"], in: folder, repetitions, project: EstateFiles.changedProject)
    case .widePlan: return command(["plan"], in: folder, repetitions)
    case .bulkAdd: return command(WideEstate.bulkAdd, in: folder, repetitions, status: 2)
    case .snapshotPlan:
      return command(
        ["plan", "--snapshot", folder.file(EstateFiles.snapshot)], in: folder, repetitions)
    case .wideJSON, .wideMarkdown:
      return command(
        ["plan", "--format", stage == .wideJSON ? "json" : "markdown"], in: folder, repetitions,
        project: EstateFiles.changedProject)
    case .accessExport: return command(["access", "export"], in: folder, repetitions)
    case .pages: return command(["pages", "--out", folder.file("site")], in: folder, repetitions)
    case .filesValidate: return command(["validate"], in: folder, repetitions)
    case .fmtCheck: return command(["fmt", "--check"], in: folder, repetitions)
    case .scan, .read, .load, .check, .planNew, .insert, .applyNew, .planSame, .planOne, .applyOne,
      .loadAccount, .impactAccount, .loadRow, .impactRow, .loadTier, .impactTier:
      return inProcess(stage, in: folder, repetitions)
    }
  }

  /// Makes the store of an estate, all applications approved.
  ///
  /// In a process of its own, as everything that takes memory.
  func register(_ folder: Folder) {
    guard ChildProcess([benchmarks, "--register", folder.path]).status == 0 else {
      BenchmarkFailure.stop("the store of \(folder.path) cannot be made")
    }
  }

  /// Writes what the store of an estate holds into a file, for plans without it.
  func writeSnapshot(_ folder: Folder) {
    let file = folder.file(EstateFiles.snapshot)
    _ = command(["export", "--snapshot", file], in: folder, 1)
  }

  /// Lays out all manifests of an estate.
  func layOut(_ folder: Folder) { _ = command(["fmt"], in: folder, 1) }

  /// Gives the traders of a store keys.
  func makeKeys(_ folder: Folder) {
    guard ChildProcess([benchmarks, "--keys", folder.path]).status == 0 else {
      BenchmarkFailure.stop("the keys of \(folder.path) cannot be made")
    }
  }

  private func inProcess(_ stage: Stage, in folder: Folder, _ repetitions: Int) -> Sample {
    let child = ChildProcess([
      benchmarks, "--stage", stage.rawValue, "--estate", folder.path, "--repetitions",
      "\(repetitions)",
    ])
    let parts = child.output.split(whereSeparator: \.isWhitespace)
    guard child.status == 0, parts.count == 3, let seconds = Double(parts[0]),
      let cpuSeconds = Double(parts[1]), let count = Int(parts[2])
    else { BenchmarkFailure.stop("stage \(stage.rawValue) failed") }
    return Sample(
      seconds: seconds, cpuSeconds: cpuSeconds, peakBytes: child.peakBytes, count: count)
  }

  /// Runs a command of `mandate` on the estate.
  private func command(
    _ words: [String], in folder: Folder, _ repetitions: Int,
    project: String = EstateFiles.project, status: Int32 = 0
  ) -> Sample {
    var seconds = 0.0
    var cpuSeconds = 0.0
    var peakBytes = 0
    var count = 0
    for _ in 0..<repetitions {
      if words[0] == "apply" { folder.remove(EstateFiles.store) }
      let child = ChildProcess(
        [mandate] + words
          + ["--project", folder.file(project), "--at", "\(StageWork.now)"],
        hidesNotes: true)
      guard child.status == status else {
        BenchmarkFailure.stop("mandate \(words[0]) ended with \(child.status)")
      }
      seconds += child.seconds
      cpuSeconds += child.cpuSeconds
      peakBytes = max(peakBytes, child.peakBytes)
      count = child.output.utf8.count
    }
    return Sample(seconds: seconds, cpuSeconds: cpuSeconds, peakBytes: peakBytes, count: count)
  }
}
