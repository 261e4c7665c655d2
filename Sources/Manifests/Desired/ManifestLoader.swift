import AccessModel
package import Diagnostics
import Dispatch
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
    return DispatchQueue.answers(for: files.count) { read(files[$0], $0, tree.project) }
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
