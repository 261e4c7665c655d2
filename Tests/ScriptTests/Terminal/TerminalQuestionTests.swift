import Foundation
import TestSupport
import Testing

/// Questions, interrupts and what takes long, on a real terminal.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct TerminalQuestionTests {
  private let folder: TemporaryFolder
  private let apply = ["apply", "--as", "staff:sam-lee"]

  init() throws { folder = try TerminalSession.makeProject(isApplied: false) }

  private func run(
    _ words: [String], environment: [String: String?] = [:], steps: [TerminalSession.Step] = []
  ) throws -> TerminalSession {
    try TerminalSession.run(
      words, in: folder.path, rows: 80, environment: environment, steps: steps)
  }

  private var stored: String {
    get throws {
      try runProcess(Script.mandate, ["get", "-o", "name"], directory: folder.path).output
    }
  }

  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  // MARK: Questions

  @Test func prodAsksForItsNameAndTakesNoYes() throws {
    let folder = try TemporaryFolder()
    try folder.copy(from: RepositoryRoot.path("examples/broker-access"), to: "access")
    // The paths of an example lead out of its folder, up to where git ends.
    try folder.write("access/.git/HEAD", "ref: refs/heads/main\n")
    func run(_ answer: String) throws -> TerminalSession {
      try TerminalSession.run(
        ["apply", "--as", "staff:ida-lee"], in: folder.path("access/prod"), rows: 400,
        steps: [.type(answer + "\n", at: question)])
    }
    let question = "Only `prod` will do it:"
    let refused = try run("yes")
    #expect(refused.exit == 1 && refused.missed.isEmpty, "\(refused.text)")
    #expect(refused.text.contains("not applied: the answer was not `prod`"))
    let done = try run("prod")
    #expect(done.exit == 0 && done.text.contains("Applied: revision 1"), "\(done.text)")
  }

  @Test(arguments: [("SIGINT", 2), ("SIGTERM", 15), ("SIGHUP", 1)])
  func anInterruptAtTheQuestionLeavesNothing(name: String, number: Int) throws {
    let before = try files()
    let session = try run(apply, steps: [.signal(name, at: "will do it:")])
    #expect(session.exit == -number && session.missed.isEmpty, "\(session.text)")
    #expect(session.echoes)
    #expect(try stored.isEmpty)
    #expect(try files() == before)
  }

  @Test func theKeyThatInterruptsWorksAtTheQuestion() throws {
    let session = try run(apply, steps: [.type("\u{3}", at: "will do it:")])
    #expect(session.exit == -2, "\(session.text)")
    #expect(try stored.isEmpty)
  }

  // MARK: What takes long

  /// Holds the store's write lock until a file is there, and at most so long.
  private func holdLock() throws -> String {
    let script = """
      import os, sqlite3, time
      holder = sqlite3.connect("\(folder.path)/.mandate/sandbox.db", isolation_level=None)
      holder.execute("BEGIN IMMEDIATE")
      open("\(folder.path)/held", "w").close()
      end = time.monotonic() + 8
      while time.monotonic() < end and not os.path.exists("\(folder.path)/let-go"): time.sleep(0.02)
      holder.execute("ROLLBACK")
      """
    try folder.write("hold.py", script)
    return "\(PythonOracle.interpreter) '\(folder.path)/hold.py'"
  }

  /// A shell that waits for the lock to be held and then applies.
  private func applyWhileHeld(_ steps: [TerminalSession.Step], quiet: Bool = false) throws
    -> TerminalSession
  {
    let line = """
      \(try holdLock()) & holder=$!; while [ ! -e held ]; do sleep 0.02; done
      exec '\(Script.mandate)' apply --auto-approve --as staff:sam-lee \(quiet ? "--quiet" : "")
      """
    return try TerminalSession.run(
      ["-c", line], in: folder.path, program: "bash", rows: 80, steps: steps)
  }

  @Test func whatTakesLongerThanASecondIsToldOnOneLineThatGoesAway() throws {
    let letGo = TerminalSession.Step(
      await: "applying 14 changes (1 s)", run: "touch '\(folder.path("let-go"))'")
    let session = try applyWhileHeld([letGo])
    #expect(session.missed.isEmpty, "\(session.raw)")
    #expect(session.exit == 0 && session.text.contains("Applied: revision 1"), "\(session.text)")
    #expect(!session.text.contains("applying"), "\(session.text)")
  }

  @Test func quickCommandsTellNothingOfTheirProgress() throws {
    let session = try run(["plan", "--no-pager"])
    #expect(!session.raw.contains("\u{1b}[K") && !session.raw.contains(" s)"), "\(session.raw)")
  }

  @Test func anInterruptWhileItWritesWaitsForTheEndAndIsThenObeyed() throws {
    let interrupt = TerminalSession.Step.signal("SIGINT", at: "applying 14 changes (1 s)")
    let letGo = TerminalSession.Step(
      await: "again to stop at once", run: "touch '\(folder.path("let-go"))'")
    let session = try applyWhileHeld([interrupt, letGo])
    #expect(session.missed.isEmpty, "\(session.raw)")
    #expect(session.exit == -2 && session.text.contains("Applied: revision 1"), "\(session.text)")
    #expect(try stored.contains("Institution/northgate"))
  }

  @Test func aSecondInterruptStopsAtOnceAndTheStoreIsAsItWas() throws {
    let session = try applyWhileHeld([
      .signal("SIGINT", at: "applying 14 changes (1 s)"),
      .signal("SIGINT", at: "again to stop at once"),
    ])
    #expect(session.exit == -2 && !session.text.contains("Applied"), "\(session.text)")
    try folder.write("let-go", "")
    #expect(try stored.isEmpty)
  }

  @Test func anIgnoredSignalStaysIgnored() throws {
    let line = "trap '' HUP; exec '\(Script.mandate)' apply --as staff:sam-lee"
    let session = try TerminalSession.run(
      ["-c", line], in: folder.path, program: "bash", rows: 80,
      steps: [.signal("SIGHUP", at: "will do it:"), .type("yes\n", at: "")])
    #expect(session.exit == 0 && session.text.contains("Applied"), "\(session.text)")
  }
}
