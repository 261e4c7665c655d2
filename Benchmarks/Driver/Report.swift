/// The samples of one estate as a table.
struct Report {
  let samples: [Stage: [Sample]]
  let size: Int

  /// The size that goals and expectations speak of.
  static let expectedSize = 100_000

  var text: String {
    var lines = [title, "", Self.row(Self.header)]
    for stage in Stage.allCases where samples[stage] != nil { lines.append(Self.row(cells(stage))) }
    return (lines + [""] + goals + outputs + slower).joined(separator: "\n") + "\n"
  }

  private var title: String {
    let resources = samples[.load]?.first?.count ?? size
    let events = samples[.scan]?.first?.count ?? 0
    return "\(resources) resources, \(events) YAML events, median of \(runs) runs"
  }

  private var runs: Int { samples.values.map(\.count).max() ?? 0 }

  // MARK: Rows

  private static let header = [
    "stage", "median", "min", "max", "cpu", "ratio", "best", "cpu x", "memory",
  ]
  private static let widths = [42, 11, 11, 11, 11, 8, 8, 8, 9]

  private static func row(_ cells: [String]) -> String {
    zip(cells, widths).enumerated().map { index, cell in
      let gap = String(repeating: " ", count: max(1, cell.1 - cell.0.count))
      return index == 0 ? cell.0 + gap : gap + cell.0
    }.joined()
  }

  private func cells(_ stage: Stage) -> [String] {
    let own = samples[stage] ?? []
    let seconds = own.map(\.seconds)
    return [
      stage.title, time(median(seconds)), time(seconds.min() ?? 0), time(seconds.max() ?? 0),
      time(median(own.map(\.cpuSeconds))), ratio(stage).map { decimal($0, 2) } ?? "",
      best(stage).map { decimal($0, 2) } ?? "",
      processorRatio(stage).map { decimal($0, 2) } ?? "",
      "\((own.map(\.peakBytes).max() ?? 0) >> 20) MB",
    ]
  }

  private func time(_ seconds: Double) -> String { decimal(seconds * 1000, 1) + " ms" }

  /// The median over the rounds of the ratio to the floor of the same round.
  private func ratio(_ stage: Stage) -> Double? {
    guard let own = samples[stage], let floor = samples[stage.floor], !own.isEmpty else {
      return nil
    }
    return median(zip(own, floor).map { $0.seconds / $1.seconds })
  }

  /// The ratio of the quickest runs: what is left when others use the machine as well.
  private func best(_ stage: Stage) -> Double? {
    guard let own = samples[stage]?.map(\.seconds).min(),
      let floor = samples[stage.floor]?.map(\.seconds).min()
    else { return nil }
    return own / floor
  }

  /// The ratio of processor time, whichever way work is spread over the cores.
  private func processorRatio(_ stage: Stage) -> Double? {
    guard let own = samples[stage]?.map(\.cpuSeconds).min(),
      let floor = samples[stage.floor]?.map(\.cpuSeconds).min()
    else { return nil }
    return own / floor
  }

  // MARK: Verdicts

  /// The stages that goals and expectations speak of; estates with one change have one size.
  private var judged: [Stage] {
    Stage.allCases.filter { size == Self.expectedSize || $0.place != .large }
  }

  /// The ratio that is held against goals.
  ///
  /// WHY not one for all: a load is spread over the cores and an impact is not, so that beside other
  /// work only their processor time can be compared.
  private func judgedRatio(_ stage: Stage) -> Double? {
    stage.impact == nil ? best(stage) : processorRatio(stage)
  }

  private var goals: [String] {
    judged.compactMap { stage in
      guard let goal = stage.goal, let ratio = judgedRatio(stage) else { return nil }
      let verdict = ratio <= goal ? "met" : "missed"
      return "goal: \(stage.title) (\(stage.rawValue)) at most \(decimal(goal, 1)) x its floor: "
        + "\(decimal(ratio, 2)), \(verdict)"
    }
  }

  private var outputs: [String] {
    Stage.allCases.compactMap { stage in
      guard let most = stage.outputMax, let bytes = samples[stage]?.first?.count else { return nil }
      return "goal: \(stage.title) (\(stage.rawValue)) at most \(most) bytes: "
        + "\(bytes), \(bytes <= most ? "met" : "missed")"
    }
  }

  /// The stages that are slower than they are known to be, by their quickest runs.
  var slower: [String] {
    judged.compactMap { stage in
      guard let most = stage.ratioMax, let ratio = judgedRatio(stage), ratio > most else {
        return nil
      }
      return "SLOWER: \(stage.title) takes \(decimal(ratio, 2)) x its floor, "
        + "and at most \(decimal(most, 2)) was known"
    }
  }
}

/// The middle value, or 0 of none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// A number that is not negative with so many digits after the point.
func decimal(_ value: Double, _ places: Int) -> String {
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let units = Int((value * Double(scale)).rounded())
  return "\(units / scale)." + padded(units % scale, places)
}
