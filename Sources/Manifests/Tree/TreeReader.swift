package import Diagnostics

/// Walks the folders of a project and reads its manifests.
///
/// Links and special files are refused, not skipped: a skipped file would read as a deletion.
package struct TreeReader {
  private let project: Project
  private let limits: TreeLimits
  private var files: [SourceFile] = []
  private var seen: Set<String> = []
  private var bytesTotal = 0
  private var diagnostics: [Diagnostic] = []

  private init(project: Project, limits: TreeLimits) {
    self.project = project
    self.limits = limits
  }

  /// The tree of `project`; what could not be read is in `diagnostics`.
  ///
  /// `paths` limits it to some files and folders, relative to the project's folder.
  package static func read(
    _ project: Project, limits: TreeLimits = TreeLimits(), into diagnostics: inout [Diagnostic]
  ) -> ManifestTree {
    var reader = TreeReader(project: project, limits: limits)
    do throws(FileProblem) {
      let root = try Folder(path: project.boundary)
      if project.manifests.isEmpty {
        reader.visit(project.folderComponents, in: root, named: nil)
      }
      for entry in project.manifests { reader.visit(entry, in: root) }
    } catch {
      reader.report(.treeUnreadable, "`\(project.boundary)` cannot be read: \(error.words)", nil)
    }
    diagnostics.append(contentsOf: reader.diagnostics)
    return ManifestTree(project: project, files: reader.files)
  }

  /// One entry of `manifests:`.
  private mutating func visit(_ entry: Project.ManifestPath, in root: Folder) {
    let written = entry.text.string
    guard let components = PathText.components(of: written, below: project.folderComponents),
      !written.hasPrefix("/")
    else {
      diagnostics.append(
        .error(
          .treeOutside, "`\(written)` leads out of the git work tree", at: entry.range,
          help: "manifests lie in the git work tree of mandate.yaml; without one, below its folder")
      )
      return
    }
    visit(components, in: root, named: entry.range)
  }

  /// Descends from the boundary to a file or folder, then reads it.
  private mutating func visit(_ components: [String], in root: Folder, named range: SourceRange?) {
    let path = displayPath(components)
    do throws(FileProblem) {
      var folder = root
      for name in components.dropLast() { folder = try folder.folder(name) }
      guard let last = components.last else {
        walk(folder, components, depth: 0)
        return
      }
      switch folder.kind(of: last) {
      case .folder: walk(try folder.folder(last), components, depth: 0)
      case .file: read(last, in: folder, components)
      case .link: refuseLink(path, range)
      case .special: refuseSpecial(path, range)
      case .missing:
        diagnostics.append(
          .error(
            .treeMissing, "there is no file or folder `\(path)`", at: range,
            help: "correct `manifests` in mandate.yaml, or create it"))
      }
    } catch {
      error == .link ? refuseLink(path, range) : unreadable(path, error, range)
    }
  }

  private mutating func walk(_ folder: Folder, _ components: [String], depth: Int) {
    let path = displayPath(components)
    guard depth <= limits.depthMax else {
      report(.treeTooLarge, "`\(path)` lies more than \(limits.depthMax) folders deep", nil)
      return
    }
    let names: [String]
    do throws(FileProblem) { names = try folder.names() } catch {
      unreadable(path, error, nil)
      return
    }
    for name in names where !name.hasPrefix(".") {
      visit(name, in: folder, components + [name], depth: depth)
    }
  }

  private mutating func visit(
    _ name: String, in folder: Folder, _ components: [String], depth: Int
  ) {
    let isManifest = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    let path = displayPath(components)
    switch folder.kind(of: name) {
    case .file:
      if isManifest, name != "mandate.yaml" { read(name, in: folder, components) }
    case .folder:
      do throws(FileProblem) {
        walk(try folder.folder(name), components, depth: depth + 1)
      } catch {
        unreadable(path, error, nil)
      }
    case .link:
      if isManifest || folder.linkLeadsToFolder(name) { refuseLink(path, nil) }
    case .special:
      if isManifest { refuseSpecial(path, nil) }
    case .missing: break
    }
  }

  private mutating func read(_ name: String, in folder: Folder, _ components: [String]) {
    let path = displayPath(components)
    guard seen.insert(path).inserted else { return }
    guard files.count < limits.filesMax, bytesTotal <= limits.treeBytesMax else {
      report(
        .treeTooLarge,
        "the tree has more than \(limits.filesMax) files or \(limits.treeBytesMax) bytes", nil)
      return
    }
    do throws(FileProblem) {
      let bytes = try folder.read(name, bytesMax: limits.fileBytesMax)
      bytesTotal += bytes.count
      files.append(SourceFile(path: path, bytes: bytes))
    } catch {
      if case .tooLarge(let size) = error {
        report(
          .treeTooLarge,
          "`\(path)` has \(size) bytes, and a manifest has at most \(limits.fileBytesMax)",
          nil, help: "split it into several files")
      } else {
        unreadable(path, error, nil)
      }
    }
  }

  /// The path relative to the project's folder, as diagnostics print it.
  private func displayPath(_ components: [String]) -> String {
    let own = project.folderComponents
    let shared = zip(own, components).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: own.count - shared) + components.dropFirst(shared)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  // MARK: Refusals

  private mutating func refuseLink(_ path: String, _ range: SourceRange?) {
    report(
      .treeLink, "`\(path)` is a symbolic link", range,
      help: "put the file itself there; links could lead out of what was reviewed")
  }

  private mutating func refuseSpecial(_ path: String, _ range: SourceRange?) {
    report(
      .treeSpecialFile, "`\(path)` is not a regular file", range,
      help: "remove it; manifests are regular files")
  }

  private mutating func unreadable(_ path: String, _ problem: FileProblem, _ range: SourceRange?) {
    report(.treeUnreadable, "`\(path)` cannot be read: \(problem.words)", range)
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: SourceRange?, help: String...
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: range, help: help))
  }
}
