package import Diagnostics

/// The files that a project's manifests stand in, each read once.
package struct ManifestTree: Sendable {
  package let project: Project
  /// Sorted by path.
  package let files: [SourceFile]

  package init(project: Project, files: [SourceFile]) {
    self.project = project
    self.files = files.sorted { Text($0.path) < Text($1.path) }
  }
}

/// How much of a tree is read before it is refused.
package struct TreeLimits: Sendable {
  package var fileBytesMax = 1 << 20
  package var treeBytesMax = 1 << 30
  package var filesMax = 100_000
  package var depthMax = 32

  package init() {}
}
