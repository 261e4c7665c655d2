import Foundation
import TestSupport

/// Runs one script: real commands in a folder of their own, and what is expected of them.
///
/// The first line is a comment that says what the script shows. Then come the commands:
///
///     mandate ARGUMENT...      runs mandate, which must exit with 0; with `! ` before, with another
///     exec PROGRAM ARGUMENT... the same for another program
///     exit CODE                the exact code of the last command
///     stdout REGEX             the last command printed this; with `! ` before, it did not
///     stderr REGEX             the same for the other stream; `empty` as the pattern: nothing at all
///     cmp A B                  the bytes are equal; A may be `stdout` or `stderr`
///     grep REGEX FILE          the file has this; with `! ` before, it has not
///     exists FILE...           all are there; with `! ` before, none is
///     unchanged FILE...        the bytes are those of the start, or of the last `snapshot FILE...`
///     edit FILE s/REGEX/TEXT/  changes the first match, which must exist; `…/g` all
///     cp FROM... TO            FROM may be `stdout` or `stderr`
///     rm FILE..., mkdir FOLDER..., cd FOLDER, env NAME=VALUE..., stdin FILE (for the next command)
///
/// Words may stand in quotes; outside single quotes `$NAME` is a variable. `$WORK` is the folder of
/// the script, `$EXAMPLES` a copy of the examples. What commands print names these folders so, too.
struct ScriptRunner {
  private var archive: ScriptRunnerArchive
  private var workspace: ScriptRunnerWorkspace
  private var lastResult: ProcessResult?
  private var nextInput: [UInt8] = []
  private let mandate: String
  private let isWriting: Bool

  /// What has been run so far and what it printed, to be shown with a failure.
  private(set) var transcript = ""
  /// Whether `cmp` put new bytes into the archive, which it does only when asked to write.
  private(set) var hasNewFiles = false

  /// Makes ready to run a script with `mandate`, a path, as the program of the command `mandate`.
  ///
  /// With `isWriting`, `cmp` corrects the files of the script instead of failing.
  init(
    _ archive: ScriptRunnerArchive, mandate: String,
    examples: String = RepositoryRoot.path("examples"), isWriting: Bool = Golden.isWriting
  ) throws {
    self.archive = archive
    self.mandate = mandate
    self.isWriting = isWriting
    workspace = try ScriptRunnerWorkspace(files: archive.files, examples: examples)
    // So that `exec sh -c '…'` finds mandate, too.
    let path = try workspace.value(of: "PATH")
    workspace.set("PATH", to: RepositoryRoot.folder(of: mandate) + ":" + path)
  }

  /// The archive with the bytes that `cmp` put there.
  var text: String { archive.text }

  /// Runs the script to its end or to the first thing that is not as expected.
  mutating func run() throws(ScriptRunnerProblem) {
    guard archive.script.hasPrefix("# ") else {
      throw ScriptRunnerProblem(line: 1, "the first line is a comment that says what this shows")
    }
    for line in ScriptRunnerLine.lines(of: archive.script) {
      do {
        try run(line)
      } catch {
        throw ScriptRunnerProblem(line: line.number, "`\(line.text)`: \(error)")
      }
    }
  }

  private mutating func run(_ line: ScriptRunnerLine) throws {
    switch line.command {
    case "stdout": try match(line, try last().output)
    case "stderr": try match(line, try last().errors)
    case "edit": try edit(line)
    default: try run(line, try words(of: line))
    }
  }

  private mutating func run(_ line: ScriptRunnerLine, _ words: [String]) throws {
    let mayBeNegated = ["mandate", "exec", "grep", "exists"].contains(line.command)
    guard mayBeNegated || !line.isNegated else {
      throw ScriptRunnerFailure("`!` means nothing here")
    }
    switch line.command {
    case "mandate": try start(mandate, words, mustFail: line.isNegated)
    case "exec": try startOther(words, mustFail: line.isNegated)
    case "exit": try checkExit(words)
    case "cmp": try compare(words)
    case "grep": try grep(words, isNegated: line.isNegated)
    case "exists": try checkExistence(words, isNegated: line.isNegated)
    case "unchanged": try checkUnchanged(words)
    case "snapshot": for name in words { try workspace.remember(name) }
    case "cp": try copy(words)
    case "rm": for name in words { try workspace.remove(name) }
    case "mkdir": for name in words { try workspace.makeFolder(name) }
    case "cd": try workspace.changeDirectory(to: try single(words))
    case "env": try setVariables(words)
    case "stdin": nextInput = try bytes(of: try single(words))
    default: throw ScriptRunnerFailure("no such command")
    }
  }

  private func words(of line: ScriptRunnerLine) throws -> [String] {
    let words = try line.words(lookUp: workspace.value)
    try workspace.provideExamples(namedIn: words)
    return words
  }

  // MARK: Commands that run something

  private mutating func startOther(_ words: [String], mustFail: Bool) throws {
    guard let program = words.first else { throw ScriptRunnerFailure("which program?") }
    try start(program, Array(words.dropFirst()), mustFail: mustFail)
  }

  private mutating func start(_ program: String, _ arguments: [String], mustFail: Bool) throws {
    let result = try runProcess(
      program, arguments, input: nextInput, environment: workspace.variables,
      directory: workspace.directory)
    nextInput = []
    lastResult = result
    record(program, arguments, result)
    switch result.ending {
    case .exited(let code) where (code != 0) != mustFail:
      throw ScriptRunnerFailure("exit code \(code)")
    case .exited: break
    case .killed(let signal): throw ScriptRunnerFailure("ended by signal \(signal)")
    case .timedOut: throw ScriptRunnerFailure("ran too long")
    }
  }

  private mutating func record(_ program: String, _ arguments: [String], _ result: ProcessResult) {
    let name = program.split(separator: "/").last.map(String.init) ?? program
    transcript += "$ " + ([name] + arguments).joined(separator: " ") + "\n"
    for (label, text) in [("", result.output), ("stderr: ", result.errors)] where !text.isEmpty {
      transcript += label + text.prefix(4000) + (text.hasSuffix("\n") ? "" : "\n")
    }
    transcript = workspace.withoutFolder(transcript)
  }

  // MARK: Commands that expect something

  private func last() throws -> ProcessResult {
    guard let lastResult else { throw ScriptRunnerFailure("nothing has been run yet") }
    return lastResult
  }

  private func checkExit(_ words: [String]) throws {
    guard let code = Int32(try single(words)) else { throw ScriptRunnerFailure("not a code") }
    guard try last().exitCode == code else {
      throw ScriptRunnerFailure("ending was \(try last().ending)")
    }
  }

  private func match(_ line: ScriptRunnerLine, _ printed: String) throws {
    let text = workspace.withoutFolder(printed)
    let isThere =
      line.pattern == "empty" ? text.isEmpty : try ScriptRunnerPattern(line.pattern).matches(text)
    guard isThere != line.isNegated else {
      throw ScriptRunnerFailure(line.isNegated ? "it is there" : "not there")
    }
  }

  private func grep(_ words: [String], isNegated: Bool) throws {
    guard words.count == 2 else { throw ScriptRunnerFailure("grep takes a pattern and a file") }
    let text = String(decoding: try bytes(of: words[1]), as: UTF8.self)
    guard try ScriptRunnerPattern(words[0]).matches(text) != isNegated else {
      throw ScriptRunnerFailure((isNegated ? "it is there:\n" : "not there:\n") + text)
    }
  }

  private func checkExistence(_ words: [String], isNegated: Bool) throws {
    for name in words where workspace.exists(name) == isNegated {
      throw ScriptRunnerFailure("\(name) \(isNegated ? "exists" : "does not exist")")
    }
  }

  private func checkUnchanged(_ words: [String]) throws {
    for name in words {
      if let changes = try workspace.changes(to: name) {
        throw ScriptRunnerFailure("\(name) has changed\n\(changes)")
      }
    }
  }

  private mutating func compare(_ words: [String]) throws {
    guard words.count == 2 else { throw ScriptRunnerFailure("cmp takes two names") }
    let actual = try bytes(of: words[0]), wanted = try? bytes(of: words[1])
    guard actual != wanted else { return }
    let actualText = String(decoding: actual, as: UTF8.self)
    if isWriting, let index = archive.files.firstIndex(where: { $0.name == words[1] }) {
      archive.files[index].text = actualText
      hasNewFiles = true
      return
    }
    let wantedText = String(decoding: wanted ?? [], as: UTF8.self)
    let diff = LineDiff(wanted: wantedText, actual: actualText)
    throw ScriptRunnerFailure("they differ (MANDATE_GOLDEN=write corrects the script)\n\(diff)")
  }

  // MARK: Commands that change the folder

  private func edit(_ line: ScriptRunnerLine) throws {
    let nameText = line.rest.prefix { $0 != " " }
    let names = try ScriptRunnerLine.words(of: nameText, lookUp: workspace.value)
    try workspace.provideExamples(namedIn: names)
    let name = try single(names)
    let command = ScriptRunnerLine.unquoted(line.rest.dropFirst(nameText.count).drop { $0 == " " })
    let text = String(decoding: try workspace.bytes(of: name), as: UTF8.self)
    try workspace.write(name, Array(try ScriptRunnerPattern.edited(text, by: command).utf8))
  }

  private func copy(_ words: [String]) throws {
    guard words.count >= 2, let target = words.last else {
      throw ScriptRunnerFailure("cp takes what to copy and where to")
    }
    for name in words.dropLast() {
      if name == "stdout" || name == "stderr" {
        try workspace.write(target, try bytes(of: name))
      } else {
        try workspace.copy(name, to: target)
      }
    }
  }

  private mutating func setVariables(_ words: [String]) throws {
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw ScriptRunnerFailure("a setting looks like NAME=VALUE") }
      workspace.set(String(parts[0]), to: String(parts[1]))
    }
  }

  /// The bytes of a file, or of what the last command printed, folders written as variables.
  private func bytes(of name: String) throws -> [UInt8] {
    switch name {
    case "stdout": Array(workspace.withoutFolder(try last().output).utf8)
    case "stderr": Array(workspace.withoutFolder(try last().errors).utf8)
    default: try workspace.bytes(of: name)
    }
  }

  private func single(_ words: [String]) throws -> String {
    guard words.count == 1, let word = words.first else {
      throw ScriptRunnerFailure("takes one word")
    }
    return word
  }
}

/// Where and why a script failed.
struct ScriptRunnerProblem: Error {
  /// Line of the script, from 1.
  let line: Int
  let message: String

  init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }
}
