import Foundation
import TestSupport

/// The tree of a case on disk: the sound one, changed by the steps of the case.
///
/// It lies one folder down, so that a path may lead out of it and still be removed with it.
final class CaseTree: Sendable {
  private let root: TemporaryFolder

  var folder: String { root.path("tree") }

  var project: String { folder + "/mandate.yaml" }

  static let base = RepositoryRoot.folder(of: #filePath) + "/Base"

  init(_ steps: [TreeStep] = []) throws {
    root = try TemporaryFolder()
    try root.copy(from: Self.base, to: "tree")
    for step in steps { try perform(step) }
  }

  private func perform(_ step: TreeStep) throws {
    let files = FileManager.default
    switch step {
    case .file(let name, let bytes):
      try? files.removeItem(atPath: path(name))
      try root.write("tree/" + name, bytes)
    case .folder(let name):
      try files.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    case .link(let name, let target):
      try files.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    case .pipe(let name):
      guard mkfifo(path(name), 0o600) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    case .remove(let name): try files.removeItem(atPath: path(name))
    }
  }

  func path(_ name: String) -> String { folder + "/" + name }
}
