import Foundation
import TestSupport
import Testing

/// One run of mandate on a real pseudo-terminal, as pyte shows it (`Tests/Oracles/terminal.py`).
struct TerminalSession: Decodable {
  /// The lines of the screen at the end.
  let screen: [String]
  /// Every text that ever stood on the cursor's line.
  let seen: [String]
  /// What went to standard output where that is a pipe.
  let output: String
  let raw: String
  let colours: [String]
  /// The exit code, or the signal below zero.
  let exit: Int?
  /// The texts that were waited for and never came.
  let missed: [String]
  let echoes: Bool

  var text: String { screen.joined(separator: "\n") }
  var isColoured: Bool { raw.contains("\u{1b}[1m") || raw.contains("\u{1b}[3") }

  /// What somebody does once a text is there.
  struct Step: Encodable {
    var await: String
    var type: String?
    var signal: String?
    var run: String?

    static func type(_ text: String, at wanted: String) -> Step { Step(await: wanted, type: text) }
    static func signal(_ name: String, at wanted: String) -> Step {
      Step(await: wanted, signal: name)
    }
  }

  private struct Asked: Encodable {
    let words: [String]
    let folder: String
    let columns: Int
    let rows: Int
    let environment: [String: String?]
    let steps: [Step]
    let piped: Bool
  }

  static let isAvailable = PythonOracle.isAvailable(with: "pyte")

  /// Runs `program` to its end; variables that change how it looks are those given alone.
  static func run(
    _ words: [String], in folder: String, program: String = Script.mandate, columns: Int = 80,
    rows: Int = 24, environment: [String: String?] = [:], steps: [Step] = [], piped: Bool = false
  ) throws -> TerminalSession {
    let cleared = [
      "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", "LESS", "PAGER",
      "MANDATE_PAGER", "MANDATE_IN_AUTOMATION", "MANDATE_ACTOR", "MANDATE_STORE", "CI",
    ]
    var variables: [String: String?] = [:]
    for name in cleared { variables.updateValue(nil, forKey: name) }
    variables.merge(environment) { $1 }
    let asked = Asked(
      words: [program] + words, folder: folder, columns: columns, rows: rows,
      environment: variables, steps: steps, piped: piped)
    let result = try runProcess(
      PythonOracle.interpreter, [RepositoryRoot.path("Tests/Oracles/terminal.py")],
      input: [UInt8](try JSONEncoder().encode(asked)))
    try #require(result.exitCode == 0, "\(result.errors)")
    return try JSONDecoder().decode(TerminalSession.self, from: Data(result.outputBytes))
  }

  /// A project with a store that holds its first apply.
  static func makeProject(isApplied: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var commands = [["init", "."]]
    if isApplied { commands.append(["apply", "--auto-approve", "--as", "staff:sam-lee"]) }
    for words in commands {
      let result = try runProcess(Script.mandate, words, directory: folder.path)
      try #require(result.exitCode == 0, "\(result.errors)")
    }
    return folder
  }
}
