import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering

/// A plan, or what stood in its way, in every format.
struct PlanDocument {
  enum Format: String, CaseIterable {
    case text, json, markdown, html, sarif, github
  }

  /// Nil where errors stood in the way.
  let plan: Plan?
  /// What was found beside it.
  let diagnostics: [Diagnostic]
  /// Nil where it cannot be read, or where a saved plan is shown outside of it.
  let project: Project?
  let isFull: Bool

  func bytes(_ format: Format) -> [UInt8] {
    guard let plan else { return failure(format) }
    return switch format {
    case .text: text(plan).bytes(withColour: false)
    case .json: PlanJSON.bytes(of: plan)
    case .markdown: PlanMarkdown.bytes(of: plan, sorted)
    case .html: PlanHTML(isFull: isFull).bytes(of: plan)
    case .sarif:
      PlanSARIF(version: ToolVersion.current, projectFolder: folder).bytes(of: plan, sorted)
    case .github: PlanGitHub(projectFolder: folder).bytes(of: plan, sorted)
    }
  }

  /// The plan for a terminal, which decides about colour.
  func text(_ plan: Plan) -> StyledText { PlanText(isFull: isFull).rendered(plan) }

  /// What is said in place of a plan that there is not.
  private func failure(_ format: Format) -> [UInt8] {
    switch format {
    case .text: DiagnosticText().rendered(sorted).bytes(withColour: false)
    case .json: DiagnosticJSON.bytes(sorted)
    case .markdown:
      DiagnosticMarkdown.bytes(sorted, owner: project?.name, deployment: project?.deployment)
    case .html:
      DiagnosticHTML.bytes(sorted, title: project.map { "\($0.name)" } ?? "mandate plan")
    case .sarif:
      DiagnosticSARIF(version: ToolVersion.current, projectFolder: folder).bytes(sorted)
    case .github: DiagnosticGitHub(projectFolder: folder).bytes(sorted)
    }
  }

  private var folder: String { project?.folderInWorkTree ?? "" }

  private var sorted: [Diagnostic] { diagnostics.sortedForReading() }
}
