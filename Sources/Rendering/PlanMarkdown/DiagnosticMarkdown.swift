package import AccessModel
package import Diagnostics

/// The comment that stands in place of a plan's where there is no plan, so that the bot's comment
/// never speaks of manifests that are no more.
package enum DiagnosticMarkdown {
  private static let shownMax = 100

  /// The comment for `owner`'s manifests; nil where the project file itself cannot be read.
  package static func bytes(
    _ diagnostics: [Diagnostic], owner: Text?, deployment: Deployment?
  ) -> [UInt8] {
    let place = deployment.map { " (\(CommentText.code($0.description, in: .line)))" } ?? ""
    let name = owner.map { ": \(CommentText.code($0.string, in: .line))\(place)" } ?? ""
    let counts = DiagnosticSummary(diagnostics).text
    let head =
      "\(CommentMarker.line(owner: owner))\n### mandate\(name): no plan, "
      + "**\(counts)**\n\n"
    let errors = diagnostics.filter { $0.severity == .error }
    let others = diagnostics.filter { $0.severity != .error }
    var section = section(errors + others, head: head, most: shownMax)
    section.tail += "Nothing was planned. `mandate explain CODE` says more about a code.\n"
    return Array(CommentBudget.fitted([section]).utf8)
  }

  /// A list of diagnostics, in the order given.
  static func section(
    _ diagnostics: [Diagnostic], head: String, most: Int
  ) -> CommentSection {
    var places = SourcePlaces()
    let rows = diagnostics.prefix(most).map { CommentSection.Row(row($0, &places)) }
    return CommentSection(
      weight: .judgement, head: head, rows: rows, rest: max(0, diagnostics.count - most),
      tail: "\n", more: { "- ... and \($0) more (`mandate validate`)\n" })
  }

  private static func row(_ diagnostic: Diagnostic, _ places: inout SourcePlaces) -> String {
    var text = "- **\(diagnostic.severity.rawValue)** "
    if let range = diagnostic.range {
      let start = places.place(of: range).start
      text +=
        CommentText.code(
          "\(range.file.path):\(start.line):\(start.column)", most: 240, in: .line) + " "
    }
    text += CommentText.code(diagnostic.message, most: 400, in: .line)
    text += " (\(CommentText.code(diagnostic.code.name, in: .line)))\n"
    for line in diagnostic.help.prefix(4) {
      text += "  - help: \(CommentText.code(line, most: 400, in: .line))\n"
    }
    return text
  }
}
