import Foundation
import TestSupport
import Testing

/// The pages of the documentation, which these tests walk as a reader would.
@Suite struct PageTests {
  @Test(arguments: Page.all) func thePageHolds(page: Page) throws {
    let document = try page.document()
    var runner = try PageRunner(document, mandate: Script.mandate)
    try runner.run()
    if let corrected = runner.corrected {
      try corrected.write(toFile: page.path, atomically: true, encoding: .utf8)
    }
    #expect(runner.commandsRun == document.acts.count { if case .run = $0 { true } else { false } })
  }

  @Test(arguments: Page.all) func commandsStandWhereTheyAreRun(page: Page) throws {
    guard page.name != Page.commandReference else {
      #expect(try !page.exampleCommands().isEmpty)
      return
    }
    let strays = try page.document().strayCommands
    #expect(strays == [], "\(page.name): write ```console, or ```console norun")
  }

  /// What they need is not there, so that they are only asked for their help: then every option must exist.
  @Test func everyExampleOfTheCommandReferenceIsACommand() throws {
    let examples = try Page(name: Page.commandReference).exampleCommands()
    #expect(examples.count > 60)
    let program = "mandate() { \"\(Script.mandate)\" \"$@\" --help >/dev/null; }\nset -e\n"
    let result = try runProcess("sh", ["-c", program + examples.joined(separator: "\n")])
    #expect(result.exitCode == 0, "\(result.errors)")
  }

  @Test func fewBlocksAreNotRun() throws {
    let skipped = try Page.all.flatMap { page in
      try page.document().blocksNotRun.map { "\(page.name):\($0)" }
    }
    #expect(skipped.count <= 8, "\(skipped)")
  }

  @Test func pagesAreFoundWhereverTheyLie() {
    let names = Set(Page.all.map(\.name))
    #expect(
      names.isSuperset(of: [
        "README.md", "docs/README.md", "docs/tutorial/1-retail-person.md", "examples/README.md",
        "docs/how-to/auditor.md", "docs/coming-from/terraform.md",
      ]))
  }

  // MARK: The runner itself

  /// The failure of a page, or nil when it holds.
  private static func failure(of page: String) throws -> String? {
    let examples = try TemporaryFolder()
    try examples.write("a.txt", "one\n")
    do {
      var runner = try PageRunner(
        PageDocument(page), mandate: "/bin/echo", examples: examples.path, isWriting: false)
      try runner.run()
      return nil
    } catch { return "\(error)" }
  }

  private static func console(_ lines: String) -> String {
    "# T\n\n```console\n\(lines)\n```\nend\n"
  }

  @Test(arguments: [
    "$ cat examples/a.txt\none", "$ echo a b \\\n    c\na b c", "$ printf 'a\\nb\\nc\\n'\na\n...",
    "$ echo 12345 x\n1...5 x", "$ false\n$ echo $?\n1", "$ export A=b\n$ echo $A\nb",
    "$ mkdir d\n$ cd d\n$ ls ../examples\na.txt", "$ mandate x\nx --at 2026-11-20T09:01:00Z",
    "$ true\n$ mandate x\nx --at 2026-11-20T09:02:00Z", "$ mandate x --as-of 1\nx --as-of 1",
    "$ echo AK0123 b\nAK.................... b", "$ echo e >&2\ne",
  ])
  func aPageThatHoldsRunsToItsEnd(lines: String) throws {
    #expect(try Self.failure(of: Self.console(lines)) == nil)
  }

  @Test(arguments: [
    ("$ echo a\nb", "other output"), ("$ echo a", "other output"), ("$ true\nb", "other output"),
    ("$ echo 1235\n1...4", "other output"), ("$ printf 'a\\nb\\n'\n...\na", "other output"),
    ("$ false", "the page does not say so"), ("$ false\n$ echo $?\n2", "other output"),
    ("$ cd nowhere", "no folder"), ("text", "begins with a command"),
  ])
  func aPageThatDoesNotHoldFails(lines: String, message: String) throws {
    #expect(try Self.failure(of: Self.console(lines))?.contains(message) ?? false)
  }

  @Test func aPageWritesFiles() throws {
    let page = "```yaml file=d/x.yaml\na: 1\n```\n\n```console\n$ cat d/x.yaml\na: 1\n```\n"
    #expect(try Self.failure(of: page) == nil)
    let outside = "```yaml file=../x.yaml\na: 1\n```\n"
    #expect(try Self.failure(of: outside)?.contains("not in the folder") ?? false)
    #expect(throws: (any Error).self) { try PageDocument("```console\n$ a\n") }
  }

  @Test(arguments: [
    "```sh\nmandate plan\n```", "```\n$ mandate plan\n```", "```\nmandate plan\n```",
    "```text\na\n$ b\n```",
    "- a\n  ```console\n  $ a\n  ```", "```console quick\n$ a\n```",
  ])
  func aCommandThatWouldNotBeRunIsFound(page: String) throws {
    let document = try PageDocument("# T\n\n\(page)\n")
    #expect(!document.strayCommands.isEmpty)
    #expect(document.acts.isEmpty)
  }

  @Test func aBlockMayBeMarkedAsNotRun() throws {
    let document = try PageDocument("```console norun\n$ make demo\n```\n```text\nx\n```\n")
    #expect(document.blocksNotRun == [1])
    #expect(document.acts.isEmpty && document.strayCommands.isEmpty)
  }

  @Test func whenAskedToWriteThePageGetsWhatWasPrinted() throws {
    let page = Self.console("$ echo AK0123456789ABCDEFGHJK x\nold\n$ echo two\n...")
    let examples = try TemporaryFolder()
    var runner = try PageRunner(
      PageDocument(page), mandate: "/bin/echo", examples: examples.path, isWriting: true)
    try runner.run()
    #expect(runner.corrected == page.replacing("old", with: "AK.................... x"))
  }
}
