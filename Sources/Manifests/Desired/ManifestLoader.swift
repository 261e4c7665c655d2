import AccessModel
package import Diagnostics
import Dispatch
import Glibc
import Synchronization
import YAMLSyntax

/// Reads all files of a tree into declarations, split over the cores by file.
package enum ManifestLoader {
  /// The declarations in the order of files and lines; what is wrong is in `diagnostics`.
  package static func load(
    _ tree: ManifestTree, into diagnostics: inout [Diagnostic]
  ) -> [Declaration] {
    var lost = LostDeclarations()
    return load(tree, lost: &lost, into: &diagnostics)
  }

  /// As `load(_:into:)`; what is declared and could not be read is added to `lost`.
  package static func load(
    _ tree: ManifestTree, lost: inout LostDeclarations, into diagnostics: inout [Diagnostic]
  ) -> [Declaration] {
    let results = readAll(tree)
    var declarations: [Declaration] = []
    declarations.reserveCapacity(results.reduce(0) { $0 + $1.declarations.count })
    for result in results {
      declarations.append(contentsOf: result.declarations)
      diagnostics.append(contentsOf: result.diagnostics)
      lost.formUnion(result.lost)
    }
    return declarations
  }

  private struct FileResult {
    let declarations: [Declaration]
    let lost: LostDeclarations
    let diagnostics: [Diagnostic]
  }

  /// One result a file, in the order of files.
  private static func readAll(_ tree: ManifestTree) -> [FileResult] {
    let files = tree.files
    let results = Mutex([FileResult?](repeating: nil, count: files.count))
    let next = Atomic(0)
    let workers = max(1, min(files.count, DispatchQueue.workerCount))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < files.count else { return }
        let result = read(files[index], index, tree.project)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0 }.compactMap { $0 }
  }

  private static func read(_ file: SourceFile, _ index: Int, _ project: Project) -> FileResult {
    var diagnostics: [Diagnostic] = []
    guard let tree = parseSyntax(file, into: &diagnostics) else {
      var lost = LostDeclarations()
      lost.everything()
      return FileResult(declarations: [], lost: lost, diagnostics: diagnostics)
    }
    var decoder = ManifestDecoder(
      tree: tree, defaultInstitution: project.institution, dayReading: project.dayReading,
      file: index)
    decoder.readDocuments()
    return FileResult(
      declarations: decoder.declarations, lost: decoder.lost,
      diagnostics: diagnostics + decoder.diagnostics)
  }
}

extension DispatchQueue {
  /// How many threads share the work: one a core.
  static var workerCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
