import Diagnostics
import TestSupport
import Testing

@Suite struct MarkedYAMLTests {
  private let unknown = DiagnosticCode("unknown-name", "", "")

  private func mismatches(_ marked: MarkedYAML, _ produced: Diagnostic...) -> [String] {
    MarkedYAML.mismatches(of: produced, in: [marked])
  }

  private func error(_ marked: MarkedYAML, _ bytes: Range<Int>, _ message: String) -> Diagnostic {
    .error(unknown, message, at: SourceRange(marked.file, bytes))
  }

  @Test func marksAndCommentsAreNoPartOfTheText() {
    let marked = MarkedYAML(
      """
      a: 1  # stays
      sets: [⟦bröker⟧, ⟦x⟧]  # ERROR unknown-name: unknown `bröker` # WARNING odd
      # ERROR whole-file
      c: ⟦⟧2 # NOTE empty

      """)
    #expect(
      String(decoding: marked.bytes, as: UTF8.self)
        == "a: 1  # stays\nsets: [bröker, x]\nc: 2\n")
    let expected = [
      Expectation(
        severity: .error, code: "unknown-name", message: "unknown `bröker`", bytes: 21..<28),
      Expectation(severity: .warning, code: "odd", message: nil, bytes: 30..<31),
      Expectation(severity: .error, code: "whole-file", message: nil, bytes: nil),
      Expectation(severity: .note, code: "empty", message: nil, bytes: 36..<36),
    ]
    #expect(marked.expectations == expected)
  }

  @Test func aRangeMayGoOverLinesAndHoldAnother() {
    let marked = MarkedYAML("⟦a:  # ERROR outer\n  ⟦b⟧  # ERROR inner\n⟧c: 1\r\n")
    #expect(String(decoding: marked.bytes, as: UTF8.self) == "a:\n  b\nc: 1\r\n")
    #expect(marked.expectations.map(\.bytes) == [0..<7, 5..<6])
  }

  @Test func whatIsProducedMustBeExactlyWhatIsMarked() {
    let marked = MarkedYAML("a: ⟦b⟧  # ERROR unknown-name: unknown `b`")
    #expect(mismatches(marked, error(marked, 3..<4, "unknown `b`")) == [])
    let missing = "missing: test.yaml:1:4-1:5 ⟦b⟧ error unknown-name: unknown `b`"
    #expect(mismatches(marked) == [missing])
    #expect(
      mismatches(marked, error(marked, 2..<4, "unknown `b`"))
        == [missing, "unexpected: test.yaml:1:3-1:5 ⟦ b⟧ error unknown-name: unknown `b`"])
    #expect(mismatches(marked, error(marked, 3..<4, "unknown `é`")).count == 2)
    let twice = error(marked, 3..<4, "unknown `b`")
    #expect(mismatches(marked, twice, twice).count == 1)
  }

  @Test func severityCodeAndFileCount() {
    let marked = MarkedYAML("a: ⟦b⟧  # ERROR unknown-name")
    let range = SourceRange(marked.file, 3..<4)
    #expect(mismatches(marked, .warning(unknown, "m", at: range)).count == 2)
    #expect(mismatches(marked, .error(DiagnosticCode("other", "", ""), "m", at: range)).count == 2)
    #expect(mismatches(marked, .error(unknown, "m", at: nil)).count == 2)
    let other = SourceFile(path: "other.yaml", bytes: marked.bytes)
    #expect(mismatches(marked, .error(unknown, "m", at: SourceRange(other, 3..<4))).count == 2)
    #expect(mismatches(marked, .error(unknown, "m", at: range)).isEmpty)
  }

  @Test func aMarkWithoutItsPartnerIsAnIssue() async throws {
    let issues = try await recordedIssues {
      for text in ["a: ⟦b  # ERROR x", "a: b⟧", "a: ⟦b⟧"] { _ = MarkedYAML(text) }
    }
    let expected = [
      "a ⟦ has no ⟧", "line 1: a ⟧ without a ⟦",
      "line 1: a ⟦ without a comment `# ERROR code: message`",
    ]
    #expect(issues == expected)
  }

  @Test func aDifferenceIsAnIssue() async throws {
    let issues = try await recordedIssues {
      MarkedYAML("a: ⟦b⟧  # ERROR x").expect([])
      MarkedYAML("a: b").expect([])
    }
    #expect(issues == ["missing: test.yaml:1:4-1:5 ⟦b⟧ error x: (any message)"])
  }
}
