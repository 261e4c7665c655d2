import TestSupport
import Testing

@Suite struct PythonOracleTests {
  private static let shout = """
    import sys
    for line in sys.stdin:
        word = line.rstrip("\\n")
        if word == "end": sys.exit("over and out")
        if word == "sleep":
            import time
            time.sleep(30)
        print(word.upper(), flush=True)
    """

  @Test func eachQuestionIsAnswered() throws {
    let oracle = try PythonOracle(source: Self.shout)
    #expect(try oracle.ask("one") == "ONE")
    #expect(try oracle.ask("") == "")
    let long = String(repeating: "x", count: 300_000)
    #expect(try oracle.ask(long) == long.uppercased())
  }

  @Test func anOracleThatEndsSaysWhy() throws {
    let oracle = try PythonOracle(source: Self.shout)
    let failure = #expect(throws: PythonOracle.Failure.self) { try oracle.ask("end") }
    #expect(failure?.description == "the oracle has ended\nover and out\n")
  }

  @Test func anOracleThatDoesNotAnswerIsEnded() throws {
    let oracle = try PythonOracle(source: Self.shout)
    let failure = #expect(throws: PythonOracle.Failure.self) {
      try oracle.ask("sleep", timeout: .milliseconds(100))
    }
    #expect(failure?.description.hasPrefix("the oracle did not answer in time") == true)
  }

  @Test func aQuestionIsOneLine() throws {
    let oracle = try PythonOracle(source: Self.shout)
    #expect(throws: PythonOracle.Failure.self) { try oracle.ask("one\ntwo") }
  }
}
