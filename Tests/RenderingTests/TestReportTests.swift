import AccessModel
import Diagnostics
import Foundation
import Plans
import Rendering
import TestSupport
import Testing

/// Outcomes of access tests as text, JSON and JUnit.
@Suite struct TestReportTests {
  private static func outcome(
    _ name: Text, _ verdict: TestOutcome.Verdict, _ message: Text = "", binds: Bool = true
  ) -> TestOutcome {
    TestOutcome(name: name, verdict: verdict, message: message, isBinding: binds)
  }

  private static func report(
    _ outcomes: [TestOutcome], untested: [UntestedPrivilege] = []
  ) throws -> TestReport {
    TestReport(
      owner: "harbour-access", deployment: Deployment(environment: .sandbox, region: "hk"),
      at: try Instant(parsing: "2026-11-20T09:00:00Z"), outcomes: outcomes, untested: untested)
  }

  private static let outcomes = [
    outcome("AccessTest/all: nobody moves cash", .pass),
    outcome("AccessTest/all: \"orders\" & <more>: 'ok'", .fail, "amy can call cash.move: allowed"),
    outcome(
      "AccessTest/harbour/never: ben trades", .waiting,
      "ben waits for a decision on TradingApplication/harbour/desks"),
    outcome("AccessTest/harbour/theirs: cora reads", .fail, "cora cannot", binds: false),
    outcome("AccessTest/harbour/theirs: gone", .pass, "matches nobody"),
  ]

  private static func privilege(_ endpoint: Text, _ holders: Int) -> UntestedPrivilege {
    UntestedPrivilege(
      endpoint: endpoint, riskClass: .funds, holders: holders,
      example: PrincipalAddress(.trader(institution: "harbour", authorization: "amy")))
  }

  @Test func theTextHasALineACase() throws {
    let report = try Self.report(
      Self.outcomes, untested: [Self.privilege("cash.move", 1), Self.privilege("cash.pay", 12)])
    Golden.expect(TestText.rendered(report).rendered(withColour: false), matches: "tests/text.txt")
  }

  @Test func ofVeryManyUntestedEndpointsTheFirstAreNamed() throws {
    let many = (1...7).map { Self.privilege(Text("cash.\($0)"), 2) }
    let text = TestText.rendered(try Self.report([], untested: many)).rendered(withColour: false)
    #expect(text.contains("cash.5 (funds, 2 principals) and 2 more\n"))
    #expect(!text.contains("cash.6"))
    #expect(text.hasSuffix("\nTests: there are none.\n"))
  }

  @Test func theJSONSaysEverything() throws {
    let report = try Self.report(Self.outcomes, untested: [Self.privilege("cash.move", 1)])
    Golden.expect(
      String(decoding: TestJSON.bytes(of: report), as: UTF8.self), matches: "tests/json.json")
  }

  @Test func theXMLHasASuiteATest() throws {
    let xml = String(decoding: TestJUnit.bytes(of: try Self.report(Self.outcomes)), as: UTF8.self)
    Golden.expect(xml, matches: "tests/junit.xml")
  }

  // MARK: JUnit

  /// Reads one document a line, with its line breaks as `\n`, and holds it against the shape that
  /// CI systems read; answers the names and messages it found, or what is wrong.
  private static let reader = """
    import json, sys
    import xml.etree.ElementTree as tree

    COUNTS = ["tests", "failures", "errors", "skipped"]
    SHAPES = {
        "testsuites": (["name"] + COUNTS, ["testsuite"]),
        "testsuite": (["name"] + COUNTS, ["testcase"]),
        "testcase": (["classname", "name"], ["failure", "skipped", "system-out"]),
        "failure": (["message", "type"], []),
        "skipped": (["message"], []),
        "system-out": ([], []),
    }

    def check(node):
        attributes, children = SHAPES[node.tag]
        assert sorted(node.attrib) == sorted(attributes), (node.tag, node.attrib)
        assert all(child.tag in children for child in node), node.tag
        assert node.tag != "testcase" or len(node) <= 1, "two endings"
        if "tests" in attributes:
            count = lambda tag: sum(1 for _ in node.iter(tag))
            found = [count("testcase"), count("failure"), 0, count("skipped")]
            assert [int(node.get(name)) for name in COUNTS] == found, node.attrib
        for child in node:
            check(child)

    def read(document):
        root = tree.fromstring(document.encode())
        assert root.tag == "testsuites"
        check(root)
        suites = [suite.get("name") for suite in root]
        assert len(set(suites)) == len(suites), "a suite twice"
        found = []
        for case in root.iter("testcase"):
            words = [child.get("message") or child.text for child in case]
            found.append([case.get("classname"), case.get("name")] + words)
        return found

    for line in sys.stdin:
        try:
            print(json.dumps(read(json.loads(line)), ensure_ascii=False), flush=True)
        except Exception as error:
            print(json.dumps("wrong: %r" % error), flush=True)
    """

  /// What Python reads of a report: for each case suite, name and message.
  private func read(_ report: TestReport) throws -> [[String]] {
    let oracle = try PythonOracle(source: Self.reader)
    let xml = String(decoding: TestJUnit.bytes(of: report), as: UTF8.self)
    let question = String(decoding: try JSONEncoder().encode(xml), as: UTF8.self)
    let answer = try oracle.ask(question)
    return try JSONDecoder().decode([[String]].self, from: Data(answer.utf8))
  }

  @Test(.enabled(if: PythonOracle.isAvailable(with: "xml.etree.ElementTree")))
  func otherProgramsReadTheXML() throws {
    #expect(
      try read(Self.report(Self.outcomes)) == [
        ["AccessTest/all", "nobody moves cash"],
        ["AccessTest/all", "\"orders\" & <more>: 'ok'", "amy can call cash.move: allowed"],
        [
          "AccessTest/harbour/never", "ben trades",
          "ben waits for a decision on TradingApplication/harbour/desks",
        ],
        ["AccessTest/harbour/theirs", "cora reads", "fails, and does not bind here: cora cannot"],
        ["AccessTest/harbour/theirs", "gone", "matches nobody"],
      ])
  }

  /// Every scalar that XML forbids or that does not show as what it is becomes a visible escape.
  @Test(.enabled(if: PythonOracle.isAvailable(with: "xml.etree.ElementTree")))
  func noTextBreaksTheXML() throws {
    let hostile: [String] = [
      "]]>", "<!--", "&amp;", "\u{0}\u{1}\u{8}\u{b}", "\u{1b}[31m", "\u{fffe}\u{ffff}", "\u{202e}",
      "a\nb\tc\r", "'\"", "é 漢字 🙂", "</testcase>", "&#0;",
    ]
    let outcomes = hostile.map {
      Self.outcome(Text("AccessTest/all: \($0)"), .fail, Text($0))
    }
    let found = try read(Self.report(outcomes))
    #expect(found.map { $0[1] } == hostile.map(TerminalText.escaped))
    #expect(found.map { $0[2] } == hostile.map(TerminalText.escaped))
  }
}
