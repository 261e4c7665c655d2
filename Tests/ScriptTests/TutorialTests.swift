import Foundation
import TestSupport
import Testing

/// The pages of `docs/tutorial`, which these tests walk as a reader would.
@Suite struct TutorialTests {
  @Test(arguments: Page.all) func thePageHolds(page: Page) throws {
    let document = try TutorialDocument(try String(contentsOfFile: page.path, encoding: .utf8))
    #expect(!document.acts.isEmpty)
    var runner = try TutorialRunner(document, mandate: Script.mandate)
    try runner.run()
    if let corrected = runner.corrected {
      try corrected.write(toFile: page.path, atomically: true, encoding: .utf8)
    }
  }

  @Test func thereIsAPageForEachFlow() { #expect(Page.all.count == 4) }

  // MARK: The runner itself

  /// The failure of a page, or nil when it holds.
  private static func failure(of page: String) throws -> String? {
    let examples = try TemporaryFolder()
    try examples.write("a.txt", "one\n")
    do {
      var runner = try TutorialRunner(
        TutorialDocument(page), mandate: "/bin/echo", examples: examples.path, isWriting: false)
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
    #expect(throws: (any Error).self) { try TutorialDocument("```console\n$ a\n") }
  }

  @Test func whenAskedToWriteThePageGetsWhatWasPrinted() throws {
    let page = Self.console("$ echo AK0123456789ABCDEFGHJK x\nold\n$ echo two\n...")
    let examples = try TemporaryFolder()
    var runner = try TutorialRunner(
      TutorialDocument(page), mandate: "/bin/echo", examples: examples.path, isWriting: true)
    try runner.run()
    #expect(runner.corrected == page.replacing("old", with: "AK.................... x"))
  }
}

/// One page of the tutorial.
struct Page: Sendable, CustomTestStringConvertible {
  let name: String

  var path: String { RepositoryRoot.path("docs/tutorial/\(name)") }

  var testDescription: String { name }

  static let all: [Page] = {
    let folder = RepositoryRoot.path("docs/tutorial")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { Page(name: $0) }
  }()
}
