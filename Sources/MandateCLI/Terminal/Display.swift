import Diagnostics

/// What people see of a run, decided once: which streams are terminals, how wide, and in which colours.
struct Display: Sendable {
  /// What the process finds out about its terminal.
  struct Facts: Sendable {
    var resultsAreTerminal = false
    var messagesAreTerminal = false
    /// Columns and lines of the terminal; nil where it does not say.
    var columns: Int?
    var lines: Int?
  }

  /// Whether standard output is a terminal.
  let showsResults: Bool
  /// Whether standard error is a terminal.
  let showsMessages: Bool
  let coloursResults: Bool
  let coloursMessages: Bool
  /// Columns; 80 without a terminal, so that output is the same everywhere.
  let width: Int
  /// Lines of the terminal.
  let height: Int
  /// Whether a program drives this one: no hints, no progress, no pager.
  let isAutomated: Bool
  /// Whether the cursor of the terminal cannot be moved.
  let isDumb: Bool

  private static let widths = 20...1_000

  init(_ facts: Facts, _ variables: [String: String]) {
    let isDumb = variables["TERM"] == "dumb"
    let colours = ColourRule(variables)
    self.isDumb = isDumb
    showsResults = facts.resultsAreTerminal
    showsMessages = facts.messagesAreTerminal
    coloursResults = colours.allows(onTerminal: facts.resultsAreTerminal)
    coloursMessages = colours.allows(onTerminal: facts.messagesAreTerminal)
    isAutomated = !(variables["MANDATE_IN_AUTOMATION"] ?? "").isEmpty
    let isTerminal = facts.resultsAreTerminal || facts.messagesAreTerminal
    // COLUMNS is what a person says, the terminal is what a program says of itself.
    let said = isTerminal ? variables["COLUMNS"].flatMap { Int($0) } ?? facts.columns : nil
    width = said.flatMap { Self.widths.contains($0) ? $0 : nil } ?? 80
    height = facts.lines.flatMap { (2...1_000).contains($0) ? $0 : nil } ?? 24
  }

  /// Whether a line may be rewritten while something takes long.
  var mayShowProgress: Bool { showsMessages && !isAutomated && !isDumb }
}

/// Whether colour is wanted, by the variables that people set for all their programs.
private struct ColourRule {
  /// Nil where nobody said anything.
  private let wish: Bool?

  /// The first that speaks decides: NO_COLOR, the forcing ones, then those that only tell of a terminal.
  init(_ variables: [String: String]) {
    func isOn(_ name: String) -> Bool {
      variables[name].map { !$0.isEmpty && $0 != "0" } ?? false
    }
    if !(variables["NO_COLOR"] ?? "").isEmpty {
      wish = false
    } else if isOn("CLICOLOR_FORCE") || isOn("FORCE_COLOR") {
      wish = true
    } else if variables["TERM"] == "dumb" || variables["CLICOLOR"] == "0" {
      wish = false
    } else {
      wish = nil
    }
  }

  func allows(onTerminal: Bool) -> Bool { wish ?? onTerminal }
}
