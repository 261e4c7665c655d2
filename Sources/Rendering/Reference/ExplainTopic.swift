import AccessModel
import Diagnostics

/// A kind or a field that can be explained, with what lies below it.
struct ExplainTopic {
  /// Fields under a title.
  struct Section {
    let title: String
    /// What stands before a field's name in the path that explains it.
    let prefix: String
    let fields: [Field]
  }

  /// As it is asked for, such as `KeyPolicy.ip.maxEntries`.
  let path: String
  /// Names and contents of the first lines.
  let facts: [(name: String, text: String)]
  let documentation: String
  let sections: [Section]

  /// The kind, or the project file, called `name`.
  init?(named name: String, project: ProjectDescription?) {
    if let kind = Kind.named(Text(name)) {
      self.init(kind.description)
    } else if let project, Text(name) == Text(ProjectDescription.name) {
      self.init(project)
    } else {
      return nil
    }
  }

  private init(_ kind: KindDescription) {
    path = kind.name
    facts = [
      ("KIND", "\(kind.name) (mandate/v1)"), ("OWNER", FieldWords.owner(kind.ownership)),
      ("INSTITUTION", FieldWords.scope(kind.scope)),
    ]
    documentation = kind.documentation
    sections = [
      Section(title: "FIELDS OF spec", prefix: "", fields: kind.fields),
      Section(
        title: "FIELDS OF metadata", prefix: "metadata.", fields: FieldWords.metadata(of: kind)),
    ]
  }

  private init(_ project: ProjectDescription) {
    path = ProjectDescription.name
    facts = [("KIND", "Project (mandate/v1)"), ("FILE", "mandate.yaml")]
    documentation = project.documentation
    sections = [Section(title: "FIELDS OF spec", prefix: "", fields: project.fields)]
  }

  private init(_ field: Field, path: String) {
    self.path = path
    facts = [
      ("FIELD", path), ("TYPE", FieldWords.type(field.type)),
      ("PRESENCE", FieldWords.presence(field)),
    ]
    documentation = field.documentation
    sections = [
      Section(title: "FIELDS", prefix: "", fields: FieldWords.children(of: field.type))
    ]
  }

  private init(_ section: Section, of parent: ExplainTopic, named name: String) {
    path = "\(parent.path).\(name)"
    facts = [("FIELD", path), ("TYPE", "object"), ("PRESENCE", "required")]
    documentation = parent.documentation
    sections = [Section(title: section.title, prefix: "", fields: section.fields)]
  }

  static func names(_ project: ProjectDescription?) -> [String] {
    Kind.declared.map(\.name) + (project == nil ? [] : [ProjectDescription.name])
  }

  var childNames: [String] { sections.first?.fields.map(\.name) ?? [] }

  /// The field called `name`, or `spec` and `metadata` of a kind.
  func child(_ name: String) -> ExplainTopic? {
    let wanted = Text(name)
    if let field = sections.first?.fields.first(where: { $0.nameText == wanted }) {
      return ExplainTopic(field, path: "\(path).\(name)")
    }
    let section = sections.first { Text($0.title) == Text("FIELDS OF \(name)") }
    return section.map { ExplainTopic($0, of: self, named: name) }
  }
}
