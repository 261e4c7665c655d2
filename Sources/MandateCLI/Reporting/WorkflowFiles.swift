import Glibc
import Rendering

/// The files that a job of GitHub Actions names in its environment, for what a step has to say.
struct WorkflowFiles {
  private let summary: String?
  private let outputs: String?

  /// What GitHub takes of one step's summary.
  private static let summaryBytesMax = 1 << 20

  init(_ context: CommandContext) {
    func file(_ variable: String) -> String? {
      context.variables[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
    summary = file("GITHUB_STEP_SUMMARY")
    outputs = file("GITHUB_OUTPUT")
  }

  /// Whether there is any.
  var areThere: Bool { summary != nil || outputs != nil }

  /// Appends the plan as Markdown to the summary, and its figures to the outputs.
  func append(markdown: [UInt8], _ figures: PlanOutputs) throws(CommandFailure) {
    if let summary {
      // A blank line, or what an earlier command wrote would run on into ours.
      try append([0x0A] + markdown, to: summary, named: "GITHUB_STEP_SUMMARY", Self.summaryBytesMax)
    }
    if let outputs {
      try append(figures.bytes, to: outputs, named: "GITHUB_OUTPUT", .max)
    }
  }

  private func append(
    _ bytes: [UInt8], to path: String, named variable: String, _ most: Int
  ) throws(CommandFailure) {
    do throws(CommandFailure) {
      try OutputFile.append(bytes, to: path, bytesMax: most)
    } catch {
      guard case .request(let message, _) = error else { throw error }
      throw .request(message, help: "the environment names it in \(variable)")
    }
  }
}
