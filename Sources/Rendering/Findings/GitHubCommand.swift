import Diagnostics

/// One workflow command of GitHub, the only place that writes its form.
///
/// Source: docs.github.com, "Workflow commands for GitHub Actions", and the escaping of the
/// `@actions/core` package.
struct GitHubCommand {
  let text: String

  /// The command that annotates `place` with `lines`, all raw.
  init(
    _ level: Diagnostic.Severity, place: [(name: String, value: String)] = [], title: String,
    lines: [String]
  ) {
    let properties = (place + [(name: "title", value: title)])
      .map { "\($0.name)=\(Self.escapedProperty($0.value))" }.joined(separator: ",")
    // WHY escaped for a terminal first: the log that shows the command obeys escape codes.
    let data = lines.map { Self.escaped(TerminalText.escaped($0), also: "") }
    text = "::\(Self.name(level)) \(properties)::\(data.joined(separator: "%0A"))"
  }

  /// Lines of help, set in below the first.
  static func helpLines(_ help: [String]) -> [String] {
    help.enumerated().map { ($0.offset == 0 ? "help: " : "      ") + $0.element }
  }

  private static func name(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private static func escapedProperty(_ text: String) -> String {
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
