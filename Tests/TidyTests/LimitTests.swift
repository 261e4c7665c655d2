import Testing

@Suite struct LimitTests {
  private static func violations(_ text: String, tables: Set<String> = []) -> [String] {
    LimitRule.violations(in: SourceText(path: "Sources/A/B.swift", text: text), tables: tables)
      .map(\.message)
  }

  @Test func filesAndFunctionsStayWithinTheirLimits() {
    let files = Repository.swiftFiles(under: "Sources", "Tests", "Benchmarks")
    let found = files.flatMap { LimitRule.violations(in: $0) }
    expectNone(found)
  }

  @Test func everyTableThatIsExcusedExists() {
    let missing = LimitRule.tableFiles.filter { Repository.file($0) == nil }
    #expect(missing.isEmpty)
  }

  @Test func aFileOfFiveHundredAndOneLinesIsFoundUnlessItIsATable() {
    let text = String(repeating: "let x = 1\n", count: 501)
    #expect(Self.violations(text).count == 1)
    #expect(Self.violations(text, tables: ["Sources/A/B.swift"]).isEmpty)
    #expect(Self.violations(String(repeating: "let x = 1\n", count: 500)).isEmpty)
  }

  @Test func aFunctionOfSixtyOneLinesIsFound() {
    func text(lines: Int) -> String {
      "func long() {\n" + String(repeating: "  x()\n", count: lines - 2) + "}\n"
    }
    #expect(Self.violations(text(lines: 61)) == ["`long` has 61 lines, limit 60; name its steps"])
    #expect(Self.violations(text(lines: 60)).isEmpty)
  }

  @Test func functionsAreMeasuredFromKeywordToBrace() {
    let code = """
      protocol P {
        func required() -> Int
        init(a: Int)
        var computed: Int { get }
      }
      struct S {
        init?(
          a: Int
        ) where A == B {
          self.init(b: { 1 })
          .init(c) { 2 }
        }
        func outer<T>(_ x: [T] = [])
          throws -> T
        {
          func inner() { return }
        }
        subscript(index: Int) -> Int { index }
      }
      """
    let functions = FunctionScanner.functions(in: code)
    #expect(functions.map(\.name) == ["init", "outer", "inner", "subscript"])
    #expect(functions.map(\.line) == [7, 13, 16, 18])
    #expect(functions.map(\.length) == [6, 5, 1, 1])
  }
}
