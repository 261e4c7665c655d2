import Diagnostics
import Plans

extension CommandDeclaration {
  static let show = CommandDeclaration(
    "show", "prints a saved plan in any format",
    operands: [Operand("PLANFILE", "a file that plan --out wrote")],
    options: PlanOptions.all.filter { ["--format", "--write", "--full"].contains($0.name) },
    examples: ["mandate show change.plan", "mandate show change.plan --format json"],
    run: { invocation throws(CommandFailure) in
      let sink = try PlanSink(invocation)
      try sink.write(SavedPlan.read(invocation.arguments.operands[0], invocation))
      return .done
    })
}

/// Plan files as the user names them.
enum SavedPlan {
  static func read(_ path: String, _ invocation: Invocation) throws(CommandFailure) -> Plan {
    let bytes = try OutputFile.read(invocation.absolute(path), bytesMax: 1 << 30)
    return try PlanFile.read(SourceFile(path: path, bytes: bytes))
  }
}
