import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

@Suite struct DiagnosticFormatTests {
  private struct Report: Decodable {
    struct Entry: Decodable {
      let severity: String
      let code: String
      let message: String
      let file: String?
      let line: Int?
      let column: Int?
      let endLine: Int?
      let endColumn: Int?
      let help: String?
    }
    let diagnostics: [Entry]
  }

  private static var placeless: Diagnostic {
    .warning(Samples.testCode, "nowhere", at: nil)
  }

  private static var overTwoLines: Diagnostic {
    let file = Samples.file("dir with space/a,b:c%.yaml", "one\ntwo: 3\n")
    return Diagnostic(
      .note, Samples.testCode, "100%, a\nb", at: SourceRange(file, 1..<7), help: ["x\ry", "z"])
  }

  @Test func jsonHoldsEveryKeyInOrder() {
    let bytes = DiagnosticJSON.bytes([Samples.mockups[0], Self.placeless, Self.overTwoLines])
    Golden.expect(String(decoding: bytes, as: UTF8.self), matches: "diagnostics/report.json")
    #expect(DiagnosticJSON.bytes([]) == Array("{\"diagnostics\":[]}\n".utf8))
  }

  @Test func jsonCountsColumnsInScalars() throws {
    let file = Samples.file("a.yaml", "\u{FEFF}漢e\u{301}🙂: bad\n")
    let diagnostic = Diagnostic.error(
      Samples.testCode, "m", at: Samples.range(of: "bad", in: file))
    let bytes = DiagnosticJSON.bytes([diagnostic])
    let entry = try #require(
      try JSONDecoder().decode(Report.self, from: Data(bytes)).diagnostics.first)
    let place = [entry.line, entry.column, entry.endLine, entry.endColumn].compactMap(\.self)
    #expect(place == [1, 7, 1, 10])
  }

  private static func movesOrHides(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static let echoSource = """
    import json, sys
    for line in sys.stdin:
        print(" ".join(str(ord(c)) for c in json.loads(line)["message"]), flush=True)
    """

  @Test(.enabled(if: PythonOracle.isAvailable(with: "json"), "there is no Python"))
  func anotherReaderOfJSONSeesTheSameText() throws {
    let oracle = try PythonOracle(source: Self.echoSource)
    var random = SeededRandom(seed: 33)
    let sample = (0..<5_000).map { _ in random.pick(TerminalTextTests.allScalars) }
    let special: [Unicode.Scalar] = [
      "\u{2028}", "\u{2029}", "\"", "\\", "\n", "\r", "\0", "\u{7f}",
    ]
    let scalars = special + sample
    for start in stride(from: 0, to: scalars.count, by: 50) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<min(start + 50, scalars.count)])
      let bytes = DiagnosticJSON.bytes([.error(Samples.testCode, String(view), at: nil)])
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 3)
      #expect(!lines[1].unicodeScalars.contains(where: Self.movesOrHides))
      let answer = try oracle.ask(String(lines[1]))
      #expect(answer == view.map { String($0.value) }.joined(separator: " "))
    }
  }

  @Test func workflowCommandsAreEscaped() {
    let diagnostics = [Samples.mockups[1], Self.placeless, Self.overTwoLines] + Samples.hostile
    let text = String(
      decoding: DiagnosticGitHub(projectFolder: "prod/hk").bytes(diagnostics), as: UTF8.self)
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("::") })
    #expect(text.split(separator: "\n").count == diagnostics.count)
    Golden.expect(text, matches: "diagnostics/workflow-commands.txt")
  }

  @Test(arguments: [
    ("", "a.yaml", "a.yaml"), ("prod", "a.yaml", "prod/a.yaml"),
    ("prod/hk", "../../common/c.yaml", "common/c.yaml"), ("", "../x/y", "../x/y"),
    ("prod", "./d/../e.yaml", "prod/e.yaml"), ("prod", "<stdin>", "<stdin>"),
    ("prod", "/abs/a.yaml", "/abs/a.yaml"),
  ])
  func annotatedPathsStartAtTheRepository(folder: String, path: String, expected: String) {
    let file = Samples.file(path, "a\n")
    let diagnostic = Diagnostic.error(Samples.testCode, "m", at: SourceRange(file, 0..<1))
    let text = String(
      decoding: DiagnosticGitHub(projectFolder: folder).bytes([diagnostic]), as: UTF8.self)
    #expect(text.hasPrefix("::error file=\(expected),line=1,"))
  }
}
