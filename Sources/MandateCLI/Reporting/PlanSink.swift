import Plans
import Rendering

/// Where a plan goes: standard output in one format, and files in several.
struct PlanSink {
  enum Format: String, CaseIterable {
    case text, json, html
  }

  let format: Format
  private let files: [(format: Format, path: String)]
  private let invocation: Invocation

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    let choice = try FormatChoice<Format>(
      invocation, default: .text, of: "plan", example: "json:plan.json")
    format = choice.printed
    let out = invocation.arguments.value("--out").map { [(format: Format.json, path: $0)] } ?? []
    files = out + choice.files
  }

  /// Writes the files, then the result; also when a guardrail refuses.
  func write(_ plan: Plan) throws(CommandFailure) {
    for file in files {
      try OutputFile.write(bytes(plan, file.format), to: invocation.absolute(file.path))
    }
    switch format {
    case .text: Reporter(invocation: invocation).show(text(plan))
    case .json, .html: invocation.output.write(bytes(plan, format))
    }
  }

  private func bytes(_ plan: Plan, _ format: Format) -> [UInt8] {
    switch format {
    case .text: text(plan).bytes(withColour: false)
    case .json: PlanJSON.bytes(of: plan)
    case .html: PlanHTML(isFull: invocation.arguments.has("--full")).bytes(of: plan)
    }
  }

  private func text(_ plan: Plan) -> StyledText {
    PlanText(isFull: invocation.arguments.has("--full")).rendered(plan)
  }
}
