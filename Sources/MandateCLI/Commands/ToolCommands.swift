import AccessModel
import Diagnostics
import Manifests
import Rendering
import YAMLSyntax

extension CommandDeclaration {
  static let version = CommandDeclaration(
    "version", "the version of this program",
    run: { invocation throws(CommandFailure) in
      invocation.output.write("mandate \(ToolVersion.current)\n")
      return .done
    })

  static let schema = CommandDeclaration(
    "schema", "JSON Schema of a kind, of any manifest, or of mandate.yaml",
    details: """
      Without KIND it prints the schema of any manifest document. Project is the schema of \
      mandate.yaml. With --out it writes all schemas into a folder.
      """,
    operands: [Operand("KIND", "a kind, or Project", count: 0...1)],
    options: [OptionDeclaration("--out", value: "DIR", "writes every schema into a folder")],
    examples: ["mandate schema Desk", "mandate schema --out schemas"],
    run: { invocation throws(CommandFailure) in try SchemaCommand(invocation).run() })

  static let debugYAML = CommandDeclaration(
    "debug yaml", "prints a YAML file as this program reads it, one JSON value a line",
    operands: [Operand("FILE", "a YAML file")],
    options: [
      OptionDeclaration("--typed", "resolves scalars by the YAML 1.2 core schema"),
      OptionDeclaration("--format", value: "F", "text, json, sarif or github; default text"),
    ],
    run: { invocation throws(CommandFailure) in
      let path = invocation.arguments.operands[0]
      let bytes = try OutputFile.read(invocation.absolute(path), bytesMax: 64 << 20)
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: path, bytes: bytes)
      guard let tree = parseSyntax(file, into: &diagnostics) else {
        throw .diagnostics(diagnostics)
      }
      let lines = tree.jsonLines(invocation.arguments.has("--typed") ? .typed : .strings)
      invocation.output.write(lines)
      return .done
    })
}

struct SchemaCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    if let folder = invocation.arguments.value("--out") {
      try writeAll(to: invocation.absolute(folder))
      return .done
    }
    guard let name = invocation.arguments.operands.first else {
      invocation.output.write(SchemaWriter.manifestSchema())
      return .done
    }
    if name == "Project" {
      invocation.output.write(Self.projectSchema)
      return .done
    }
    guard let kind = Kind.named(Text(name)) else {
      let near = nearestName(to: name, among: Kind.declared.map(\.name) + ["Project"])
      throw .usage("there is no kind `\(name)`", help: near.map { "did you mean \($0)?" })
    }
    invocation.output.write(SchemaWriter.schema(for: kind.description))
    return .done
  }

  static var projectSchema: [UInt8] {
    SchemaWriter.projectSchema(
      fields: ProjectFields.fields, documentation: ProjectFields.documentation)
  }

  private func writeAll(to folder: String) throws(CommandFailure) {
    for kind in Kind.declared {
      try OutputFile.write(
        SchemaWriter.schema(for: kind.description), to: "\(folder)/\(kind.name).json")
    }
    try OutputFile.write(SchemaWriter.manifestSchema(), to: "\(folder)/manifest.json")
    try OutputFile.write(Self.projectSchema, to: "\(folder)/Project.json")
  }
}
