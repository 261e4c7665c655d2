package import Diagnostics

/// Diagnostics as GitHub workflow commands, which annotate the lines of a pull request.
///
/// Columns are given for ranges of one line only, as the checks interface demands.
package struct DiagnosticGitHub {
  /// The project's folder in its repository, empty when that is the root.
  package let projectFolder: String

  package init(projectFolder: String = "") { self.projectFolder = projectFolder }

  /// One command a line.
  package func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    Array(commands(diagnostics).map { $0.text + "\n" }.joined().utf8)
  }

  /// The commands without line breaks at their ends.
  func commands(_ diagnostics: [Diagnostic]) -> [(level: Diagnostic.Severity, text: String)] {
    var places = SourcePlaces()
    return diagnostics.map { diagnostic in
      let command = GitHubCommand(
        diagnostic.severity, place: place(of: diagnostic, &places), title: diagnostic.code.name,
        lines: [diagnostic.message] + GitHubCommand.helpLines(diagnostic.help))
      return (diagnostic.severity, command.text)
    }
  }

  private func place(
    of diagnostic: Diagnostic, _ places: inout SourcePlaces
  ) -> [(name: String, value: String)] {
    guard let range = diagnostic.range else { return [] }
    let place = places.place(of: range)
    let lines = [
      ("file", RepositoryPath.joined(projectFolder, range.file.path)),
      ("line", String(place.start.line)), ("endLine", String(place.end.line)),
    ]
    guard place.start.line == place.end.line else { return lines }
    return lines + [
      ("col", String(place.start.column)), ("endColumn", String(place.end.column)),
    ]
  }
}
