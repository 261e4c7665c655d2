import Foundation
import TestSupport

/// Does what a page of the documentation tells its reader to do, in a folder of its own.
///
/// Commands go through the shell, as a reader's do. The clock stands at the beginning of the page and
/// moves on by a minute a command: `mandate` is the program with `--at` behind the words of the page,
/// unless they name another time by `--as-of`, or the folder is that of a project in prod, where no
/// writing command takes another time than the machine's.
/// `$ cd`, `$ export NAME=VALUE` and `$ echo $?` are carried out for all that follows; a command that
/// fails must be followed by the last of these.
struct PageRunner {
  private let document: PageDocument
  private let folder: TemporaryFolder
  private var directory: String
  private var variables: [String: String]
  private(set) var commandsRun = 0
  private var minutes = 0
  private var exitCode: Int32 = 0
  private let isWriting: Bool
  private var corrections: [(lines: Range<Int>, text: [String])] = []

  private static let start = 1_795_165_200  // 2026-11-20T09:00:00Z

  /// WHY no file: one that is written and started while another test starts a program is busy.
  private static let program = """
    mandate() {
      case " $* " in *" --as-of "*) ;; *)
        grep -qs 'environment: prod' mandate.yaml || set -- "$@" --at "$PAGE_NOW" ;; esac
      "$PAGE_MANDATE" "$@"
    }
    """

  /// A page may commit, and nobody's own settings of git play a part in it.
  private static let gitIdentity = [
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Mei Chan", "GIT_AUTHOR_EMAIL": "mei.chan@harbour.example",
    "GIT_COMMITTER_NAME": "Mei Chan", "GIT_COMMITTER_EMAIL": "mei.chan@harbour.example",
  ]

  init(
    _ document: PageDocument, mandate: String,
    examples: String = RepositoryRoot.path("examples"), isWriting: Bool = Golden.isWriting
  ) throws {
    self.document = document
    self.isWriting = isWriting
    folder = try TemporaryFolder()
    for name in ["work", "home", "bin"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: false)
    }
    try FileManager.default.copyItem(atPath: examples, toPath: folder.path("work/examples"))
    // For programs that call it, such as hooks; they get the time of the machine.
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("bin/mandate"), withDestinationPath: mandate)
    directory = folder.path("work")
    variables = [
      "PATH": folder.path("bin:")
        + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
      "HOME": folder.path("home"), "LANG": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1",
      "PAGE_MANDATE": mandate,
    ].merging(Self.gitIdentity) { page, _ in page }
    // A page stands in no work tree but its own.
    _ = try runProcess("git", ["init", "-q"], environment: variables, directory: directory)
  }

  /// The page with what was really printed, when it differs and writing is asked for.
  var corrected: String? { corrections.isEmpty ? nil : document.replacing(corrections) }

  mutating func run() throws {
    for (index, act) in document.acts.enumerated() {
      switch act {
      case .write(let name, let text): try write(name, text)
      case .run(let command):
        do {
          try run(command)
          try requireNoSilentFailure(before: index + 1)
        } catch {
          throw ScriptRunnerFailure("line \(command.line): `\(command.text)`: \(error)")
        }
      }
    }
  }

  private func write(_ name: String, _ text: String) throws {
    guard !name.hasPrefix("/"), !name.contains("..") else {
      throw ScriptRunnerFailure("\(name) is not in the folder of the page")
    }
    let path = directory + "/" + name
    try FileManager.default.createDirectory(
      atPath: RepositoryRoot.folder(of: path), withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private mutating func run(_ command: PageDocument.Command) throws {
    commandsRun += 1
    let words = command.text.split(separator: " ").map(String.init)
    switch words.first {
    case "cd":
      try require(words.count == 2, "cd takes one folder")
      let target = directory + "/" + words[1]
      try require(FileManager.default.fileExists(atPath: target), "no folder \(words[1])")
      directory = target
    case "export":
      for word in words.dropFirst() {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        try require(parts.count == 2, "a setting looks like NAME=VALUE")
        variables[parts[0]] = parts[1]
      }
    case "echo" where words.last == "$?":
      try compare(["\(exitCode)"], command)
      exitCode = 0
    default: try start(command)
    }
  }

  private mutating func start(_ command: PageDocument.Command) throws {
    minutes += 1
    let now = Date(timeIntervalSince1970: TimeInterval(Self.start + minutes * 60))
    variables["PAGE_NOW"] = now.formatted(.iso8601)
    let result = try runProcess(
      "sh", ["-c", "\(Self.program)\n{ \(command.text)\n} 2>&1"], environment: variables,
      directory: directory)
    guard let code = result.exitCode else {
      throw ScriptRunnerFailure("ending was \(result.ending)")
    }
    exitCode = code
    var printed = result.output.replacingOccurrences(of: folder.path("work"), with: "~")
    if printed.hasSuffix("\n") { printed.removeLast() }
    try compare(printed.isEmpty ? [] : printed.components(separatedBy: "\n"), command)
  }

  private mutating func compare(
    _ printed: [String], _ command: PageDocument.Command
  ) throws {
    guard !PageDocument.matches(printed, command.output) else { return }
    guard isWriting else {
      let wanted = command.output.joined(separator: "\n")
      throw ScriptRunnerFailure(
        "other output (MANDATE_GOLDEN=write corrects the page)\n"
          + "\(LineDiff(wanted: wanted, actual: printed.joined(separator: "\n")))")
    }
    corrections.append((command.outputLines, printed.map(PageDocument.generalized)))
  }

  private func requireNoSilentFailure(before next: Int) throws {
    guard exitCode != 0 else { return }
    if next < document.acts.count, case .run(let command) = document.acts[next],
      command.text == "echo $?"
    {
      return
    }
    throw ScriptRunnerFailure("exit code \(exitCode), and the page does not say so")
  }

  private func require(_ holds: Bool, _ problem: String) throws {
    if !holds { throw ScriptRunnerFailure(problem) }
  }
}
