/// How large an input may be before the reader refuses it.
///
/// The reader stops at the first limit it meets, so that no input costs more than its limits allow.
package struct SyntaxLimits: Sendable {
  /// Collections inside each other, aliases followed.
  package var depth: Int
  package var fileBytes: Int
  package var scalarBytes: Int
  /// Nodes of all documents, every alias counted as a copy of what it stands for.
  package var nodes: Int
  /// Bytes of all scalar values, every alias counted as a copy of what it stands for.
  package var expandedBytes: Int

  package init(
    depth: Int = 64, fileBytes: Int = 1 << 20, scalarBytes: Int = 64 << 10, nodes: Int = 200_000,
    expandedBytes: Int = 64 << 20
  ) {
    self.depth = depth
    self.fileBytes = fileBytes
    self.scalarBytes = scalarBytes
    self.nodes = nodes
    self.expandedBytes = expandedBytes
  }

  /// What a file written by people may be.
  package static let manifest = SyntaxLimits()
}
