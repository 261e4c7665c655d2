package import AccessModel

/// The description of `mandate.yaml`, which a room above knows, in the form of a kind's.
package struct ProjectDescription: Sendable {
  package let documentation: String
  /// Of `spec`.
  package let fields: [Field]

  package init(documentation: String, fields: [Field]) {
    self.documentation = documentation
    self.fields = fields
  }

  static let name = "Project"
}
