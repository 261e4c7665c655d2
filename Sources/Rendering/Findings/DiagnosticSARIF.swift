package import Diagnostics

/// Diagnostics as a SARIF log of one run.
///
/// All of them, in the order given; each code that occurs becomes a rule.
package struct DiagnosticSARIF {
  /// Of the program.
  package let version: String
  /// The project's folder in its repository, empty when that is the root.
  package let projectFolder: String

  package init(version: String, projectFolder: String = "") {
    self.version = version
    self.projectFolder = projectFolder
  }

  package func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    SARIFLog(version: version).bytes(results(diagnostics))
  }

  func results(_ diagnostics: [Diagnostic]) -> [SARIFLog.Result] {
    var places = SourcePlaces()
    return diagnostics.map { diagnostic in
      SARIFLog.Result(
        rule: Self.rule(diagnostic.code), level: diagnostic.severity,
        message: diagnostic.message, help: diagnostic.help,
        place: diagnostic.range.map { range in
          SARIFLog.Place(
            path: RepositoryPath.joined(projectFolder, range.file.path), places.place(of: range))
        })
    }
  }

  private static func rule(_ code: DiagnosticCode) -> SARIFLog.Rule {
    SARIFLog.Rule(
      id: code.name, summary: code.summary, explanation: code.explanation,
      help: "\(code.explanation)\n\nThe same text: mandate explain \(code.name)")
  }
}
