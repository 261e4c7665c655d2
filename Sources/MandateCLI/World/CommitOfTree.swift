import Diagnostics
import Manifests

/// The git commit of a manifest tree.
enum CommitOfTree {
  /// Nil when the project file or a manifest is not as it is in the commit.
  @Sendable static func commit(_ tree: ManifestTree) -> Text? {
    let project = tree.project
    let files = ([project.file] + tree.files).compactMap { file in
      project.pathInWorkTree(of: file).map {
        GitCommit.File(path: Text($0), bytes: file.bytes)
      }
    }
    guard files.count == tree.files.count + 1 else { return nil }
    return GitCommit.current(in: project.boundary, holding: files)
  }
}
