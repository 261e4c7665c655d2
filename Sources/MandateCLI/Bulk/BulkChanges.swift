import AccessModel
import Diagnostics
import Manifests
import Rendering

/// What an edit does to files, in numbers and line by line.
struct BulkChanges {
  let diffs: [UnifiedDiff]
  private let paths: [String]
  private let resources: Int
  private let institutions: Int
  private let project: Project

  init(_ loaded: LoadedTree, _ edited: EditedTree) {
    project = loaded.project
    let changed = Set(edited.changed.map(\.before.path))
    let files = Set(
      loaded.tree.files.indices.filter { changed.contains(loaded.tree.files[$0].path) })
    let touched = Self.touched(
      loaded.declarations.filter { files.contains($0.file) },
      edited.declarations.filter { files.contains($0.file) })
    resources = touched.count
    institutions =
      Set(touched.map { $0.kind == .institution ? $0.name : $0.institution })
      .subtracting([.empty]).count
    paths = Self.paths(of: edited.changed.map(\.before), in: loaded.project)
    diffs = zip(paths, edited.changed).map { path, change in
      UnifiedDiff(path: path, change.before.bytes, change.after.bytes)
    }
  }

  /// The resources that are not the same before and after, in any order.
  private static func touched(_ before: [Declaration], _ after: [Declaration]) -> [Address] {
    let isSameOrder =
      before.count == after.count
      && zip(before, after).allSatisfy { $0.resource.address == $1.resource.address }
    guard !isSameOrder else {
      return zip(before, after).filter { $0.digest != $1.digest }.map { $0.0.resource.address }
    }
    let (old, new) = (digests(before), digests(after))
    return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
  }

  private static func digests(_ declarations: [Declaration]) -> [Address: Digest] {
    Dictionary(
      declarations.lazy.map { ($0.resource.address, $0.digest) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Relative to the project's folder, or to the work tree when some file lies outside the folder.
  private static func paths(of files: [SourceFile], in project: Project) -> [String] {
    guard files.contains(where: { $0.path.hasPrefix("../") }) else { return files.map(\.path) }
    return files.map { project.pathInWorkTree(of: $0) ?? $0.path }
  }

  /// How many files, resources and institutions; then the files.
  var summary: StyledText {
    var text = StyledText()
    text.appendLine(
      "\(count(paths.count, "file")), \(count(resources, "resource")), "
        + "\(count(institutions, "institution"))", .strong)
    let width = paths.map(TerminalText.width).max() ?? 0
    for (path, diff) in zip(paths, diffs) {
      let counts = diff.counts
      let gap = String(repeating: " ", count: width - TerminalText.width(of: path))
      text.appendLine("  \(path)\(gap)  +\(counts.added) -\(counts.removed)")
    }
    text.endLine()
    return text
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// One object: what changes, the differences of each file, and the plan that would follow.
  func json(plan: [UInt8]?) -> [UInt8] {
    var bytes = Array(
      "{\"resources\":\(resources),\"institutions\":\(institutions),\"files\":[".utf8)
    for (index, entry) in zip(paths, diffs).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += Array("{\"path\":".utf8)
      JSONText.append(entry.0, to: &bytes)
      bytes += Array(
        ",\"added\":\(entry.1.counts.added),\"removed\":\(entry.1.counts.removed)".utf8)
      bytes += Array(",\"diff\":".utf8)
      let diff = TokenMask.masked(String(decoding: entry.1.bytes, as: UTF8.self))
      JSONText.append(diff, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes += Array("],\"plan\":".utf8)
    bytes += plan.map { $0.last == 0x0A ? $0.dropLast() : $0[...] } ?? Array("null".utf8)[...]
    return bytes + Array("}\n".utf8)
  }
}
