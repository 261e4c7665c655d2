import Testing

@Suite struct FileRuleTests {
  typealias Rule = @Sendable (SourceText) -> [Violation]

  private static func count(_ rule: Rule, _ path: String, _ text: String) -> Int {
    rule(SourceText(path: path, text: text)).count
  }

  @Test func noFileNamesAPathOfOneMachine() {
    let found = Repository.files.flatMap(FileRules.machinePaths)
    expectNone(found)
  }

  @Test func everyFileDeclaresSomething() {
    let found = Repository.files.flatMap(FileRules.emptyFiles)
    expectNone(found)
  }

  @Test func everyTestExpectsSomething() {
    let found = Repository.swiftFiles(under: "Tests").flatMap(FileRules.testsWithoutExpectation)
    expectNone(found)
  }

  @Test func everyBugOfOursSaysSo() {
    let found = Repository.swiftFiles(under: "Sources").flatMap(FileRules.unnamedBugs)
    expectNone(found)
  }

  @Test func everyScriptShowsOneBehaviour() {
    expectNone(Repository.files.flatMap(ScriptFileRule.violations))
  }

  @Test func aScriptThatShowsNothingIsFound() {
    let rule = ScriptFileRule.violations
    #expect(Self.count(rule, "a.txtar", "# Shows.\nmandate plan\n! stdout x\n-- f --\n") == 0)
    #expect(Self.count(rule, "a.txtar", "# Shows.\nmandate plan\n-- f --\nstdout x\n") == 1)
    #expect(Self.count(rule, "a.txtar", "mandate plan\nexit 0\n") == 1)
    let longest = "# Shows.\n" + String(repeating: "exit 0\n\n", count: 59)
    #expect(Self.count(rule, "a.txtar", longest) == 0)
    #expect(Self.count(rule, "a.txtar", longest + "exit 0") == 1)
  }

  @Test(arguments: ["home", "root", "Users"])
  func aPathOfOneMachineIsFound(folder: String) {
    #expect(Self.count(FileRules.machinePaths, "docs/a.md", "see /\(folder)/amy/x") == 1)
    #expect(Self.count(FileRules.machinePaths, "docs/a.md", "see docs/\(folder)/amy/x") == 0)
  }

  @Test func aFileThatDeclaresNothingIsFound() {
    #expect(Self.count(FileRules.emptyFiles, "Sources/A/B.swift", "// struct later\nimport X") == 1)
    #expect(Self.count(FileRules.emptyFiles, "Sources/A/Placeholder.swift", "let x = 1") == 1)
    #expect(Self.count(FileRules.emptyFiles, "Sources/A/B.swift", "package struct B {}") == 0)
    #expect(Self.count(FileRules.emptyFiles, "Sources/mandate/main.swift", "run()") == 0)
  }

  @Test func aTestThatExpectsNothingIsFound() {
    let rule = FileRules.testsWithoutExpectation
    #expect(Self.count(rule, "Tests/A/B.swift", "@Test func a() { run() }") == 1)
    #expect(Self.count(rule, "Tests/A/B.swift", "@Test(arguments: [1]) func a() { run() }") == 1)
    #expect(Self.count(rule, "Tests/A/B.swift", "@Test func a() { #expect(b) }") == 0)
    #expect(Self.count(rule, "Tests/A/B.swift", "@Test func a() { marked.expect(b) }") == 0)
    #expect(Self.count(rule, "Tests/A/B.swift", "func helper() { run() }") == 0)
    #expect(
      Self.count(rule, "Tests/A/B.swift", "@Test func a() { #expect(b) }\nfunc c() { run() }") == 0)
  }

  @Test func aBugOfOursThatDoesNotSaySoIsFound() {
    let rule = FileRules.unnamedBugs
    let named = "preconditionFailure(\n  \"no row; this is a bug in mandate\")"
    #expect(Self.count(rule, "Sources/A/B.swift", "preconditionFailure(\"no row\")") == 1)
    #expect(Self.count(rule, "Sources/A/B.swift", named) == 0)
    #expect(Self.count(rule, "Sources/A/B.swift", "preconditionFailure(\"no memory\")") == 0)
  }
}
