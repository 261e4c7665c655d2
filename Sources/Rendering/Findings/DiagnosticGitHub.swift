package import Diagnostics

/// Diagnostics as GitHub workflow commands, which annotate the lines of a pull request.
///
/// Source: docs.github.com, "Workflow commands for GitHub Actions", and the escaping of the
/// `@actions/core` package. Columns are given for ranges of one line only, as the checks
/// interface demands.
package struct DiagnosticGitHub {
  /// The project's folder in its repository, empty when that is the root.
  package let projectFolder: String

  package init(projectFolder: String = "") { self.projectFolder = projectFolder }

  /// One command a line.
  package func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var places = SourcePlaces()
    var output = ""
    for diagnostic in diagnostics { output += command(diagnostic, &places) + "\n" }
    return Array(output.utf8)
  }

  private func command(_ diagnostic: Diagnostic, _ places: inout SourcePlaces) -> String {
    let properties = properties(diagnostic, &places)
      .map { "\($0.name)=\(Self.escapedProperty($0.value))" }.joined(separator: ",")
    // WHY escaped for a terminal first: the log that shows the command obeys escape codes.
    let lines = [diagnostic.message] + Self.helpLines(diagnostic.help)
    let text = lines.map { Self.escapedData(TerminalText.escaped($0)) }.joined(separator: "%0A")
    return "::\(Self.name(diagnostic.severity)) \(properties)::\(text)"
  }

  private func properties(
    _ diagnostic: Diagnostic, _ places: inout SourcePlaces
  ) -> [(name: String, value: String)] {
    var properties: [(String, String)] = []
    if let range = diagnostic.range {
      let place = places.place(of: range)
      properties.append(("file", RepositoryPath.joined(projectFolder, range.file.path)))
      properties.append(("line", String(place.start.line)))
      properties.append(("endLine", String(place.end.line)))
      if place.start.line == place.end.line {
        properties.append(("col", String(place.start.column)))
        properties.append(("endColumn", String(place.end.column)))
      }
    }
    properties.append(("title", diagnostic.code.name))
    return properties
  }

  private static func helpLines(_ help: [String]) -> [String] {
    help.enumerated().map { ($0.offset == 0 ? "help: " : "      ") + $0.element }
  }

  private static func name(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  /// `text` as the message of a command.
  static func escapedData(_ text: String) -> String {
    escaped(text, also: "")
  }

  /// `text` as the value of a property.
  static func escapedProperty(_ text: String) -> String {
    escaped(TerminalText.escaped(text), also: ":,")
  }

  private static func escaped(_ text: String, also extra: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if "%\r\n".unicodeScalars.contains(scalar) || extra.unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        output.append(contentsOf: "%\(digits.utf8.count == 1 ? "0" : "")\(digits)".unicodeScalars)
      } else {
        output.append(scalar)
      }
    }
    return String(output)
  }
}
