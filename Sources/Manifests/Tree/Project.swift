package import AccessModel
package import Diagnostics

/// The project file `mandate.yaml`: what a manifest tree is and where it applies.
package struct Project: Sendable {
  /// The owner: what this tree owns in the store goes by this name.
  package let name: Text
  package let deployment: Deployment
  /// Default for `metadata.institution`.
  package let institution: Text?
  /// URL of the store, or nil when it is given elsewhere.
  package let store: Text?
  package let manifests: [ManifestPath]
  package let guardrails: GuardrailSettings
  /// The project file as it was read.
  package let file: SourceFile
  /// Absolute path of the folder that holds the project file.
  package let folder: String
  /// The git work tree around it, or the folder itself where there is none.
  package let boundary: String

  /// One entry of `manifests:`.
  package struct ManifestPath: Sendable {
    let text: Text
    let range: SourceRange
  }

  /// The folder relative to the git work tree; empty when it is the work tree.
  package var folderInWorkTree: String { folderComponents.joined(separator: "/") }

  /// The path of a file of this tree in the git work tree; nil when it leads out of it.
  package func pathInWorkTree(of file: SourceFile) -> String? {
    PathText.components(of: file.path, below: folderComponents)?.joined(separator: "/")
  }

  /// The folder's components below the boundary.
  var folderComponents: [String] {
    folder.dropFirst(boundary.count).split(separator: "/").map(String.init)
  }

  /// The words that days are read with in this region.
  package var dayReading: DayReading { DayReading(zone: Zone.of(region: deployment.region)) }
}
