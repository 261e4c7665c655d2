import Testing

@Suite struct BannedWordTests {
  private static func violations(_ path: String, _ text: String) -> [String] {
    let source = SourceText(path: path, text: text)
    let words = BannedWordRule.all.flatMap { $0.violations(in: source) }
    return (words + ForceUnwrapRule.violations(in: source)).map(\.message)
  }

  @Test func noFileSaysABannedWord() {
    let found = Repository.files.flatMap { file in
      BannedWordRule.all.flatMap { $0.violations(in: file) }
    }
    expectNone(found)
  }

  @Test func nothingIsUnwrappedByForce() {
    let found = Repository.swiftFiles(under: "Sources").flatMap(ForceUnwrapRule.violations)
    expectNone(found)
  }

  @Test(arguments: [
    "print(\"x\")", "let now = Date()", "time(nil)", "getenv(name)", "ProcessInfo.processInfo",
    "Int.random(in: 1...6)", "FileManager.default", "exit(1)", "try! read()", "x as! Int",
    "fatalError(\"no\")", "// TO" + "DO later", "let x = y!", "let x: Int!", "a[0]!.b", "f()!",
    "let a = b! == c",
  ])
  func aPlantedViolationIsFound(text: String) {
    #expect(Self.violations("Sources/Plans/Plan.swift", text).count == 1)
  }

  @Test(arguments: [
    "blueprint(x)", "// print(x)", "let text = \"print(x)\"", "Update(x)", "x != y", "!x", "a!=b",
    "let exitCode = onExit(1)", "try? read()", "x as? Int", "\"\\(x)!\"", "DoubleEntry()",
  ])
  func whatOnlyLooksLikeAViolationIsAccepted(text: String) {
    #expect(Self.violations("Sources/AccessModel/Plan.swift", text) == [])
  }

  @Test func someWordsAreBannedInSomeRoomsOnly() {
    #expect(Self.violations("Sources/AccessModel/A.swift", "let x: Double = 1").count == 1)
    #expect(Self.violations("Sources/YAMLSyntax/A.swift", "let x: Character").count == 1)
    #expect(Self.violations("Sources/Rendering/A.swift", "let x: Character; let y: Double") == [])
    #expect(Self.violations("Sources/MandateCLI/World/Output.swift", "print(x)") == [])
    #expect(Self.violations("Tests/PlansTests/A.swift", "print(x)") == [])
  }

  @Test func theFailureNamesTheReplacement() {
    let message = Self.violations("Sources/Plans/A.swift", "print(x)").first
    #expect(
      message
        == "`print(` has no place here; "
        + "return a value and let Sources/MandateCLI/World/Output.swift write it"
    )
  }
}
