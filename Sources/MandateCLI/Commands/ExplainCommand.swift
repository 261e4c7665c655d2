import AccessModel
import Diagnostics
import Lifecycle
import Manifests
import Planning
import Rendering
import Stores
import YAMLSyntax

extension CommandDeclaration {
  static let explain = CommandDeclaration(
    "explain", "what a kind, a field, a diagnostic code, a guardrail or a reason of check means",
    operands: [
      Operand(
        "TOPIC", "KIND, KIND.FIELD, Project, a code or the name of a rule; default: all kinds",
        count: 0...1)
    ],
    options: [
      OptionDeclaration(
        "--docs", value: "DIR",
        "writes the reference documents of all commands, kinds and codes into a folder"),
      OptionDeclaration("--man", value: "DIR", "writes the manual pages into a folder"),
    ],
    examples: [
      "mandate explain TraderAuthorization", "mandate explain Institution.licence",
      "mandate explain string-needs-quotes", "mandate explain own-lockout",
    ],
    run: { invocation throws(CommandFailure) in try ExplainCommand(invocation).run() })
}

struct ExplainCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Every code that any room can give.
  static let codes: [DiagnosticCode] =
    DiagnosticCode.syntaxCodes + DiagnosticCode.accessModelCodes + DiagnosticCode.modelCodes
    + DiagnosticCode.treeCodes + DiagnosticCode.readingCodes + DiagnosticCode.endpointCodes
    + DiagnosticCode.ruleCodes + DiagnosticCode.policyCodes + DiagnosticCode.lifecycleCodes
    + DiagnosticCode.planCodes
    + DiagnosticCode.storeCodes + DiagnosticCode.commandCodes + DiagnosticCode.bulkCodes
    + DiagnosticCode.editCodes + DiagnosticCode.snapshotCodes + [
      .requestFailed, .approvalMalformed,
    ]

  static let project = ProjectDescription(
    documentation: ProjectFields.documentation, fields: ProjectFields.fields)

  func run() throws(CommandFailure) -> ExitCode {
    if let folder = invocation.arguments.value("--docs") {
      let path = invocation.absolute(folder)
      try OutputFile.write(
        ReferenceDocs.manifestFormat(Self.project), to: "\(path)/manifest-format.md")
      try OutputFile.write(
        ReferenceDocs.diagnostics(Self.codes + RuleWords.all), to: "\(path)/diagnostics.md")
      try OutputFile.write(
        Array(CommandReference.text(Program.commands).utf8), to: "\(path)/commands.md")
      return .done
    }
    if let folder = invocation.arguments.value("--man") {
      for page in ManualPages.all(Program.commands) {
        try OutputFile.write(
          Array(page.text.utf8), to: "\(invocation.absolute(folder))/\(page.name)")
      }
      return .done
    }
    guard let topic = invocation.arguments.operands.first else {
      invocation.output.write(Kind.declared.map { "\($0.name)\n" }.sorted().joined())
      return .done
    }
    switch ExplainWriter(codes: Self.codes + RuleWords.all, project: Self.project).explain(topic) {
    case .found(let text):
      Reporter(invocation: invocation).show(text)
      return .done
    case .unknown(let message, let suggestions):
      throw .request(
        message,
        help: suggestions.isEmpty
          ? "run mandate explain to list the kinds"
          : "did you mean \(suggestions.joined(separator: ", "))?")
    }
  }
}
