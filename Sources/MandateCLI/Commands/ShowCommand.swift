import Diagnostics
import Manifests
import Plans

extension CommandDeclaration {
  static let show = CommandDeclaration(
    "show", "prints a saved plan in any format",
    operands: [Operand("PLANFILE", "a file that plan --out wrote")],
    options: PlanOptions.all.filter { ["--format", "--write", "--full"].contains($0.name) },
    examples: ["mandate show change.plan", "mandate show change.plan --format markdown"],
    run: { invocation throws(CommandFailure) in
      let sink = try PlanSink(invocation)
      let plan = try SavedPlan.read(invocation.arguments.operands[0], invocation)
      try sink.write(plan, of: SavedPlan.project(of: plan, invocation))
      return .done
    })
}

/// Plan files as the user names them.
enum SavedPlan {
  static func read(_ path: String, _ invocation: Invocation) throws(CommandFailure) -> Plan {
    let bytes = try OutputFile.read(invocation.absolute(path), bytesMax: 1 << 30)
    return try PlanFile.read(SourceFile(path: path, bytes: bytes))
  }

  /// The project that a plan is of, where it is the one around; it tells where files lie in the
  /// repository.
  static func project(of plan: Plan, _ invocation: Invocation) -> Project? {
    guard let path = invocation.projectPath else { return nil }
    var ignored: [Diagnostic] = []
    let project = ProjectReader.read(path, into: &ignored)
    return project?.name == plan.owner ? project : nil
  }
}
