/// The estates that the stages of one size read, each in a folder of its own.
struct Estates {
  private let root: Folder
  private let size: Int

  /// Writes the estates that `stages` need below `root`, and makes their stores.
  init(size: Int, seed: UInt64, for stages: [Stage], below root: Folder, _ programs: Programs) {
    self.root = root
    self.size = size
    if stages.contains(where: { $0.place == .large }) {
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
    if stages.contains(where: { $0.place == .wide }) {
      let folder = root.making("wide")
      WideEstate.write(to: folder)
      folder.remove(EstateFiles.store)
      programs.register(folder)
      folder.remove(EstateFiles.snapshot)
      programs.writeSnapshot(folder)
    }
    if stages.contains(where: { $0.place == .files }) {
      let folder = root.making("files")
      FilesEstate.write(to: folder)
      programs.layOut(folder)
    }
  }

  /// Where a stage finds its estate.
  func folder(of stage: Stage) -> Folder {
    switch stage.place {
    case .large: root.making("estate-\(size)")
    case .impact(let estate): root.making("impact-\(estate.rawValue)")
    case .wide: root.making("wide")
    case .files: root.making("files")
    }
  }
}
