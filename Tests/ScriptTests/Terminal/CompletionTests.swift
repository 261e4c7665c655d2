import Foundation
import TestSupport
import Testing

/// Completion in real shells on a real terminal: somebody types, presses tab and sees a line.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct CompletionTests {
  /// What is typed before the tab, and what stands on the line after it.
  private static let lines: [(typed: String, wanted: String)] = [
    ("mandate valid", "mandate validate "),
    ("mandate key gen", "mandate key generate "),
    ("mandate audit ver", "mandate audit verify "),
    ("mandate plan --detail", "mandate plan --detailed-exitcode "),
    ("mandate apply --auto", "mandate apply --auto-approve "),
    ("mandate get -o ya", "mandate get -o yaml "),
    ("mandate get --output=ya", "mandate get --output=yaml "),
    ("mandate apply --only n", "mandate apply --only narrowing "),
    ("mandate plan --target TraderA", "mandate plan --target TraderAuthorization/"),
    ("mandate plan --target Desk/no", "mandate plan --target Desk/northgate/"),
    ("mandate plan --target Desk/northgate/e", "mandate plan --target Desk/northgate/equities "),
    ("mandate plan --as staff:sa", "mandate plan --as staff:sam-lee "),
    ("mandate plan --as=admin:northgate/b", "mandate plan --as=admin:northgate/ben-wong "),
    ("mandate get Desk eq", "mandate get Desk equities "),
    ("mandate get --institution no", "mandate get --institution northgate "),
    ("mandate explain string-n", "mandate explain string-needs-quotes "),
    ("mandate explain Desk.appl", "mandate explain Desk.application "),
    ("mandate completion f", "mandate completion fish "),
    ("mandate show sav", "mandate show saved.plan "),
    ("mandate schema --out inst", "mandate schema --out institutions/"),
  ]

  private static let shells: [String: (words: [String], begin: String)] = [
    "bash": (["--norc", "--noprofile", "-i"], "PS1='> '; source <(mandate completion bash)"),
    "zsh": (
      ["-f", "-i"],
      "PS1='> '; autoload -U compinit; compinit -u -D; source <(mandate completion zsh)"
    ),
    "fish": (
      ["--no-config", "-i"],
      "function fish_prompt; echo -n '> '; end; mandate completion fish | source"
    ),
  ]

  private func type(
    _ lines: [(typed: String, wanted: String)], into shell: String, in folder: TemporaryFolder
  ) throws -> TerminalSession {
    let (words, begin) = try #require(Self.shells[shell])
    var steps = [TerminalSession.Step.type("\(begin); echo rea''dy\r", at: "")]
    for (number, line) in lines.enumerated() {
      steps.append(.type("\(line.typed)\t", at: number == 0 ? "ready" : "> "))
      // The line is left with nothing run, and another prompt comes.
      steps.append(.type("\u{15}\r", at: line.wanted))
    }
    steps.append(.type("exit\r", at: "> "))
    return try TerminalSession.run(
      words, in: folder.path, program: shell, columns: 120, rows: 200,
      environment: environment(folder), steps: steps)
  }

  private func environment(_ folder: TemporaryFolder) -> [String: String?] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": RepositoryRoot.folder(of: Script.mandate) + ":" + path, "HOME": folder.path,
      "XDG_CONFIG_HOME": folder.path, "XDG_DATA_HOME": folder.path, "HISTFILE": nil,
    ]
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func aTabCompletesCommandsOptionsValuesAddressesPeopleAndFiles(shell: String) throws {
    let folder = try TerminalSession.makeProject()
    try folder.write("saved.plan", "")
    let session = try type(Self.lines, into: shell, in: folder)
    #expect(session.missed.isEmpty, "\(session.missed.first ?? "")\n\(session.text)")
  }

  /// What hostile hands put into the store, or into a folder, is text and never a command.
  @Test(arguments: ["bash", "zsh", "fish"])
  func nothingThatIsCompletedIsRun(shell: String) throws {
    let folder = try TerminalSession.makeProject()
    let name = "hostile$(touch pwned);touch pwned"
    try folder.write(name, "")
    let forged = """
      import sqlite3
      with sqlite3.connect(".mandate/sandbox.db") as store:
        store.execute("UPDATE resources SET name = ? WHERE kind = 'Desk'", (\"\(name)\",))
      """
    let result = try runProcess("python3", ["-c", forged], directory: folder.path)
    try #require(result.exitCode == 0, "\(result.errors)")
    let (words, begin) = try #require(Self.shells[shell])
    let session = try TerminalSession.run(
      words, in: folder.path, program: shell, columns: 120, rows: 60,
      environment: environment(folder),
      steps: [
        .type("\(begin); echo rea''dy\r", at: ""),
        .type("mandate version host\t", at: "ready"),
        .type("\u{15}mandate show host\t", at: "host"),
        .type("\r", at: "pwned"),
        .type("mandate plan --target Desk/northgate/\t", at: "version wrote"),
        .type("\r", at: "northgate/"), .type("exit\r", at: "> "),
      ])
    #expect(session.raw.contains("pwned"), "\(session.text)")
    #expect(session.missed.isEmpty, "\(session.missed) \(session.text)")
    #expect(!folder.exists("pwned"), "\(session.text)")
  }
}
