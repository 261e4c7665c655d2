package import Diagnostics
package import Plans

/// A plan as workflow commands, which annotate the lines of a pull request.
///
/// GitHub shows ten annotations of each kind a step, so the last of too many says how many there are.
package struct PlanGitHub {
  /// The project's folder in its repository, empty when that is the root.
  let projectFolder: String

  private static let shownMax = 10

  package init(projectFolder: String = "") { self.projectFolder = projectFolder }

  /// One command a line; the last one is the plan's own last line.
  package func bytes(of plan: Plan, _ diagnostics: [Diagnostic]) -> [UInt8] {
    let reader = DiagnosticGitHub(projectFolder: projectFolder)
    var commands: [(level: Diagnostic.Severity, text: String)] = []
    commands += reader.commands(diagnostics)
    commands += PlanFindings(plan).all.map { ($0.level, command($0)) }
    var output = ""
    for level in [Diagnostic.Severity.error, .warning] {
      output += Self.cut(commands.filter { $0.level == level }.map(\.text), level, Self.shownMax)
    }
    // One place is for the last line.
    let notes = commands.filter { $0.level == .note }.map(\.text)
    output += Self.cut(notes, .note, Self.shownMax - 1)
    let last = GitHubCommand(.note, title: "mandate plan", lines: [PlanText.summaryLine(plan)])
    return Array((output + last.text + "\n").utf8)
  }

  private static func cut(
    _ commands: [String], _ level: Diagnostic.Severity, _ most: Int
  ) -> String {
    guard commands.count > most else { return commands.map { $0 + "\n" }.joined() }
    let shown = commands.prefix(most - 1)
    let rest = GitHubCommand(
      level, title: "and \(commands.count - shown.count) more",
      lines: ["\(commands.count - shown.count) more like these are not shown; see mandate plan"])
    return (shown + [rest.text]).map { $0 + "\n" }.joined()
  }

  private func command(_ finding: PlanFinding) -> String {
    let place = finding.source.map { source in
      [
        ("file", RepositoryPath.joined(projectFolder, source.file.string)),
        ("line", String(source.line)),
      ]
    }
    let subject = finding.address.map { "\($0): " } ?? ""
    return GitHubCommand(
      finding.level, place: place ?? [], title: finding.rule.id,
      lines: [subject + finding.message] + GitHubCommand.helpLines(finding.help)
    ).text
  }
}
