import AccessModel
import Diagnostics
import Testing

struct NameTests {
  @Test(arguments: ["a", "amy-lau", "k9", "a0-9z", String(repeating: "a", count: 63)])
  func aDNSLabelIsAName(_ text: String) throws {
    #expect(try Name(parsing: Text(text)).text == Text(text))
  }

  @Test(arguments: [
    "", "-", "9a", "a-", "-a", "A", "a.b", "a_b", "a b", "a\n", "é", "аmy",
    String(repeating: "a", count: 64),
  ])
  func anythingElseIsRefused(_ text: String) {
    #expect(
      refusal { () throws(FormatProblem) in try Name(parsing: Text(text)) }?.code == .nameMalformed)
  }

  @Test func theHelpShowsTheNameWhenCaseAndJoinersAreWrong() {
    let problem = refusal { () throws(FormatProblem) in try Name(parsing: "Amy_Lau Wong") }
    #expect(problem?.message == "`Amy_Lau Wong` is not a name")
    #expect(problem?.help.first == "write amy-lau-wong")
  }

  @Test func theHelpProposesNothingThatIsItselfRefused() {
    let problem = refusal { () throws(FormatProblem) in try Name(parsing: "9_lives") }
    #expect(problem?.help.count == 1)
  }

  @Test func aLongTextIsCutInTheMessageAtTheEndOfACharacter() {
    let long = "a" + String(repeating: "é", count: 500)
    let problem = refusal { () throws(FormatProblem) in try Name(parsing: Text(long)) }
    #expect(problem?.message == "`a" + String(repeating: "é", count: 39) + "…` is not a name")
  }

  @Test func theProblemBecomesAnErrorAtItsPlace() {
    let file = SourceFile(path: "people.yaml", bytes: Array("Amy".utf8))
    let problem = refusal { () throws(FormatProblem) in try Name(parsing: "Amy") }
    let diagnostic = problem?.diagnostic(at: SourceRange(file, 0..<3))
    #expect(diagnostic?.severity == .error)
    #expect(diagnostic?.range?.bytes == 0..<3)
    #expect(diagnostic?.help == problem?.help)
  }

  @Test func namesSortByTheirBytes() throws {
    let names = try ["b", "a-b", "a0", "a"].map { try Name(parsing: Text($0)) }
    #expect(names.sorted().map(\.description) == ["a", "a-b", "a0", "b"])
  }

  @Test(arguments: ["hk", "us", "t212", "9", "eu-west-1"])
  func aLowerCaseWordIsARegion(_ text: String) throws {
    #expect(try RegionName(parsing: Text(text)).text == Text(text))
  }

  @Test(arguments: [("HK", "write hk"), ("", "a region"), ("-hk", "a region"), ("h k", "a region")])
  func anotherRegionIsRefused(_ text: String, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try RegionName(parsing: Text(text)) }
    #expect(problem?.code == .regionMalformed)
    #expect(problem?.help.first?.hasPrefix(help) == true)
  }

  @Test func everyCodeHasAnotherName() {
    let names = DiagnosticCode.accessModelCodes.map(\.name)
    #expect(names.contains("cidr-host-bits") && names.contains("name-malformed"))
    #expect(Set(names).count == names.count)
  }
}
