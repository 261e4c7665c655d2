import AccessModel
import Diagnostics
import Plans
import Rendering
import Stores

/// Prints what commands found, in the format that was asked for.
struct Reporter {
  let invocation: Invocation
  /// The project's folder in the repository, for formats that need paths from its root.
  var projectFolder = ""

  enum Format: String, CaseIterable {
    case text, json, sarif, github
  }

  private var output: Output { invocation.output }

  private var display: Display { output.display }

  private var mayColour: Bool { !invocation.arguments.has("--no-color") }

  var isQuiet: Bool { invocation.arguments.has("--quiet") }

  /// `--format`, for commands that print diagnostics as their result.
  func format() throws(CommandFailure) -> Format {
    guard let text = invocation.arguments.value("--format") else { return .text }
    guard let format = Format(rawValue: text) else {
      throw .usage(
        "--format: there is no format `\(text)` here",
        help: "write one of \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return format
  }

  /// Diagnostics as the result of a command, on standard output.
  func printResult(_ diagnostics: [Diagnostic], _ format: Format) {
    let sorted = diagnostics.sortedForReading()
    switch format {
    case .text: printText(sorted, onResult: true)
    case .json: output.write(DiagnosticJSON.bytes(sorted))
    case .sarif:
      output.write(
        DiagnosticSARIF(version: ToolVersion.current, projectFolder: projectFolder).bytes(sorted))
    case .github: output.write(DiagnosticGitHub(projectFolder: projectFolder).bytes(sorted))
    }
  }

  /// Diagnostics beside a result, on standard error.
  func note(_ diagnostics: [Diagnostic]) {
    let sorted = diagnostics.sortedForReading()
    printText(isQuiet ? sorted.filter { $0.severity == .error } : sorted, onResult: false)
  }

  private func printText(_ diagnostics: [Diagnostic], onResult: Bool) {
    guard !diagnostics.isEmpty else { return }
    let text = DiagnosticText().rendered(diagnostics)
    if onResult { show(text) } else { note(text) }
  }

  /// Styled text as a result: its tables fit on a terminal, and are whole everywhere else.
  func show(_ text: StyledText) {
    let laid = text.laidOut(width: display.showsResults ? display.width : nil)
    output.write(laid.bytes(withColour: mayColour && display.coloursResults))
  }

  /// Styled text for people beside the result.
  func note(_ text: StyledText) {
    note(text.rendered(withColour: mayColour && display.coloursMessages))
  }

  /// The command that comes next, for people who sit before it.
  func hint(_ words: [String]) {
    guard display.showsMessages, !display.isAutomated, !isQuiet else { return }
    var text = StyledText("next: ", .note)
    text.append(CommandWords.line((["mandate"] + words).map { Text($0) }))
    note(text)
  }

  /// A line for people beside the result.
  func note(_ text: String) {
    output.note(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  // MARK: Failures

  /// Says why a command failed; nothing has changed after any of these but an unknown outcome.
  func report(_ failure: CommandFailure) {
    switch failure {
    case .usage(let message, let help): noteError(message, help.map { [$0] } ?? [])
    case .request(let message, let help):
      let help = help.map { [$0] } ?? []
      reportDiagnostics([Diagnostic(.error, .requestFailed, message, at: nil, help: help)])
    case .diagnostics(let diagnostics): reportDiagnostics(diagnostics)
    case .prohibited(let prohibitions): report(prohibitions)
    case .testsFailed(let outcomes): report(outcomes)
    case .stale(let staleness):
      noteError(StalenessText.message(staleness), StalenessText.help(staleness))
    case .unknown(let applyID, let error):
      noteError(
        "the outcome of apply \(applyID) is unknown: \(StoreErrorText.message(error))",
        ["ask for it with mandate recover \(applyID)"])
    case .store(let error): noteError(StoreErrorText.message(error), StoreErrorText.help(error))
    }
  }

  /// With `--format json` diagnostics are the result, also of a command that fails.
  private func reportDiagnostics(_ diagnostics: [Diagnostic]) {
    let wanted = invocation.arguments.value("--format").flatMap(Format.init)
    if let wanted, wanted != .text { printResult(diagnostics, wanted) } else { note(diagnostics) }
  }

  func report(_ prohibitions: [Prohibition]) {
    for prohibition in prohibitions {
      noteError("\(prohibition.message) [\(prohibition.rule)]", prohibition.help)
    }
  }

  /// What `--only narrowing` leaves for later, so that its silence is not taken for doing all.
  func noteLeftOut(_ count: Int) {
    guard count > 0 else { return }
    note(
      "\(count) \(count == 1 ? "change is" : "changes are") left out by --only narrowing: "
        + "what does not only take access away waits for a whole apply")
  }

  /// The access tests that bind and fail.
  func report(_ outcomes: [TestOutcome]) {
    for outcome in outcomes where outcome.isBinding && outcome.verdict == .fail {
      noteError(
        "\(outcome.name) fails: \(outcome.message)",
        ["see what holds with mandate access explain, and all cases with mandate test"])
    }
  }

  func noteError(_ message: String, _ help: [String]) {
    var text = StyledText("error: ", .error)
    text.append(message)
    for line in help {
      text.endLine()
      text.append("help: \(line)")
    }
    note(text)
  }
}

extension DiagnosticCode {
  static let requestFailed = DiagnosticCode(
    "request-failed", "A command cannot do what it was asked.",
    """
    What the command needs is not there, or cannot be read or written. The message says what, and \
    the help what to do about it. Nothing was changed.
    """)
}
