/// The estates that the stages of one size read, each in a folder of its own.
struct Estates {
  private let root: Folder
  private let size: Int

  /// Writes the estates that `stages` need below `root`, and makes their stores.
  init(size: Int, seed: UInt64, for stages: [Stage], below root: Folder, _ programs: Programs) {
    self.root = root
    self.size = size
    if stages.contains(where: { $0.impact == nil }) {
      let folder = root.making("estate-\(size)")
      EstateGenerator(size: size, seed: seed).write(to: folder)
      // Once beforehand: later stages read the store that it makes, and files are in memory then.
      _ = programs.sample(.applyProcess, in: folder, repetitions: 1)
    }
    for impact in ImpactEstate.allCases where stages.contains(where: { $0.impact == impact }) {
      let folder = root.making("impact-\(impact.rawValue)")
      ImpactWriter(estate: impact).write(to: folder)
      folder.remove(EstateFiles.store)
      programs.register(folder)
    }
  }

  /// Where a stage finds its estate.
  func folder(of stage: Stage) -> Folder {
    root.making(stage.impact.map { "impact-\($0.rawValue)" } ?? "estate-\(size)")
  }
}
