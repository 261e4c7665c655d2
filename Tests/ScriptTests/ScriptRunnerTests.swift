import TestSupport
import Testing

/// The runner's own commands, with the shell in the place of mandate.
@Suite struct ScriptRunnerTests {
  private static let files = """
    -- a.txt --
    one two
    three
    -- dir/b.txt --
    bee
    """

  /// The failure of `script`, or nil when it runs to its end.
  private static func failure(of script: String) throws -> ScriptRunnerProblem? {
    let archive = ScriptRunnerArchive("# Shows something.\n" + script + "\n" + files + "\n")
    var runner = try ScriptRunner(archive, mandate: "/bin/sh", isWriting: false)
    do throws(ScriptRunnerProblem) {
      try runner.run()
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "mandate -c 'exit 0'\nexit 0",
    "! mandate -c 'exit 3'\nexit 3",
    "exec echo 'one two' three\nstdout ^one two three$\nstderr empty",
    "exec sh -c 'echo out; echo err >&2'\n! stdout err\nstderr 'err'\n! stdout empty",
    "exec cat a.txt\ncmp stdout a.txt",
    "exec cat a.txt\ncp stdout c.txt\ncmp c.txt a.txt\nunchanged a.txt dir/b.txt",
    "edit a.txt s/o(n)e/$1-x/\ngrep '^n-x two$' a.txt\n! grep one a.txt",
    "edit a.txt s/t/T/\ngrep '^one Two$' a.txt\ngrep ^three$ a.txt",
    "edit a.txt s|t|/|g\ngrep '^one /wo$' a.txt\ngrep /hree a.txt",
    "edit a.txt 's/ two\\n/\\n/'\ngrep ^one$ a.txt\nsnapshot a.txt\nunchanged a.txt",
    "rm a.txt\n! exists a.txt c.txt\nexists dir/b.txt",
    "mkdir x/y\ncp a.txt dir/b.txt x/y\nexists x/y/a.txt x/y/b.txt\ncp dir z\nexists z/b.txt",
    "cd dir\nexec cat b.txt\nstdout bee\nunchanged ../a.txt",
    "env A=1 B='x y'\nexec sh -c 'echo $A-$B'\nstdout '^1-x y$'",
    "env A=1\nexec echo $A ${A}2 '$A' \"$A 3\"\nstdout '^1 12 \\$A 1 3$'",
    "stdin a.txt\nexec cat\ncmp stdout a.txt\nexec cat\nstdout empty",
    "exec pwd\nstdout ^\\$WORK$",
    "exec sh -c 'echo $HOME$SECRET; env'\n! stdout SWIFT",
    "\n# a comment\n  exec true",
  ])
  func aScriptThatHoldsRunsToItsEnd(script: String) throws {
    let problem = try Self.failure(of: script)
    #expect(problem?.message == nil)
  }

  @Test(arguments: [
    ("mandate -c 'exit 1'", "exit code 1"),
    ("! mandate -c 'exit 0'", "exit code 0"),
    ("! mandate -c 'kill -9 $$'", "ended by signal 9"),
    ("exec true\nexit 1", "ending was exited(0)"),
    ("exec echo a\nstdout b", "not there"),
    ("exec echo a\n! stdout a", "it is there"),
    ("exec echo a\nstdout empty", "not there"),
    ("exec sh -c 'echo err >&2'\nstdout err", "not there"),
    ("exec echo a\nstdout (", "`(` is not a regular expression"),
    ("exec echo a\nstdout", "a pattern is missing"),
    ("stdout a", "nothing has been run yet"),
    ("exec echo one\ncmp stdout a.txt", "- one two\n- three\n+ one"),
    ("cmp a.txt c.txt", "they differ"),
    ("cmp c.txt a.txt", "no file c.txt"),
    ("edit a.txt s/x/y/", "nothing matches `x`"),
    ("edit a.txt s/x", "an edit looks like"),
    ("edit a.txt s/one/1/\nunchanged a.txt", "a.txt has changed\n- one two\n+ 1 two"),
    ("unchanged c.txt", "c.txt is not remembered"),
    ("rm c.txt", "nothing to remove at c.txt"),
    ("cp c.txt d.txt", "no file c.txt"),
    ("cd c", "no folder c"),
    ("exec echo $NOTHING", "no variable $NOTHING"),
    ("exec echo 'a", "a ' is not closed"),
    ("exec no-such-program", "starting no-such-program"),
    ("! cp a.txt b.txt", "`!` means nothing here"),
    ("exists c.txt", "c.txt does not exist"),
    ("! exists a.txt", "a.txt exists"),
    ("grep x a.txt", "not there:\none two"),
    ("frobnicate", "no such command"),
    ("env A", "a setting looks like NAME=VALUE"),
  ])
  func aScriptThatDoesNotHoldFailsAtItsLine(script: String, message: String) throws {
    let problem = try #require(try Self.failure(of: script))
    #expect(problem.message.contains(message))
    #expect(problem.line == 2 + script.split(separator: "\n").count - 1)
  }

  @Test func whatLiesOutsideTheFolderOfAScriptIsLeftAlone() throws {
    let outside = try TemporaryFolder()
    try outside.write("kept/a", "kept")
    let link = "exec ln -s \(outside.path)/kept/a link\nexec ln -s \(outside.path)/kept folder\n"
    #expect(try Self.failure(of: link + "rm link folder\n! exists link folder") == nil)
    for line in [
      "rm \(outside.path)/kept/a", "rm folder/a", "cp a.txt folder", "cp a.txt folder/b",
      "edit link s/kept/lost/", "cp a.txt \(outside.path)/kept/a",
    ] {
      let message = try #require(try Self.failure(of: link + line)?.message)
      #expect(message.contains("is not in the folder") || message.contains("is a link"))
      #expect(try outside.text(of: "kept/a") == "kept")
      #expect(!outside.exists("kept/b") && !outside.exists("kept/a.txt"))
    }
  }

  @Test func theFirstLineSaysWhatIsShown() throws {
    var runner = try ScriptRunner(ScriptRunnerArchive("exec true\n"), mandate: "/bin/sh")
    #expect(throws: ScriptRunnerProblem.self) { try runner.run() }
  }

  @Test func theTranscriptShowsWhatWasRun() throws {
    let archive = ScriptRunnerArchive(
      "# Shows.\nexec echo $WORK/a\n! exec sh -c 'echo no >&2; exit 1'\n")
    var runner = try ScriptRunner(archive, mandate: "/bin/sh")
    try runner.run()
    #expect(
      runner.transcript
        == "$ echo $WORK/a\n$WORK/a\n$ sh -c echo no >&2; exit 1\nstderr: no\n")
  }

  @Test func whenAskedToWriteCmpCorrectsTheArchive() throws {
    let text = "# Shows.\nexec cat $WORK/a\ncmp stdout want\n-- a --\nnew\n-- want --\nold\n"
    var runner = try ScriptRunner(ScriptRunnerArchive(text), mandate: "/bin/sh", isWriting: true)
    try runner.run()
    #expect(runner.hasNewFiles)
    #expect(runner.text == text.replacing("old", with: "new"))
    var again = try ScriptRunner(
      ScriptRunnerArchive(runner.text), mandate: "/bin/sh", isWriting: true)
    try again.run()
    #expect(!again.hasNewFiles)
  }

  @Test func examplesAreCopiedOnlyWhenNamed() throws {
    let examples = try TemporaryFolder()
    try examples.write("one/a.yaml", "a")
    try examples.write("two/b.yaml", "b")
    let script = """
      # Shows.
      exec sh -c 'ls $EXAMPLES'
      stdout empty
      exec git -C $EXAMPLES/one rev-parse --show-toplevel
      stdout ^\\$EXAMPLES$
      edit $EXAMPLES/one/a.yaml s/a/changed/
      grep changed $EXAMPLES/one/a.yaml
      exec ls $EXAMPLES/one
      exec sh -c 'ls $EXAMPLES'
      stdout ^one$
      ! stdout two
      exec ls $EXAMPLES
      stdout two

      """
    var runner = try ScriptRunner(
      ScriptRunnerArchive(script), mandate: "/bin/sh", examples: examples.path)
    try runner.run()
    #expect(try examples.text(of: "one/a.yaml") == "a")
  }

  @Test(arguments: [
    "# s\n", "# s\nexec true\n-- a --\n", "# s\n-- a --\none\n\n-- b/c d --\ntwo\r\n",
    "# s\n-- a --\n--  --\n-- x\n",
  ])
  func anArchiveIsWrittenAsItWasRead(text: String) {
    #expect(ScriptRunnerArchive(text).text == text)
  }

  @Test func anArchiveIsTakenApart() {
    let archive = ScriptRunnerArchive("# s\nexec true\n-- a --\n1\n\n-- b/c --\n--  --\n2")
    #expect(archive.script == "# s\nexec true\n")
    #expect(archive.files.map(\.name) == ["a", "b/c"])
    #expect(archive.files.map(\.text) == ["1\n\n", "--  --\n2"])
  }
}
