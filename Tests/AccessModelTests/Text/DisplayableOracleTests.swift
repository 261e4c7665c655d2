import AccessModel
import Diagnostics
import TestSupport
import Testing

@Suite(.enabled(if: PythonOracle.isAvailable(with: "unicodedata")))
struct DisplayableOracleTests {
  /// T07: every scalar that Python's older Unicode tables know.
  @Test func whatIsDisplayableAgreesWithPython() throws {
    let runs = try AddressOracle().ask(["scalars"])[0].split(separator: " ")
    var compared = 0
    for run in runs where !run.hasPrefix("?") {
      let bounds = run.dropFirst().split(separator: "-").compactMap { UInt32($0, radix: 16) }
      let isDisplayable = run.hasPrefix("y")
      for value in bounds[0]...bounds[1] {
        guard let scalar = Unicode.Scalar(value) else { continue }
        compared += 1
        guard scalar.isDisplayable != isDisplayable else { continue }
        Issue.record("U+\(String(value, radix: 16)) differs")
      }
    }
    #expect(compared > 280_000)
  }

  @Test func theFormNFCAgreesWithPython() throws {
    var generator = SeededGenerator(seed: 28)
    let samples: [Unicode.Scalar] = [
      "a", "e", "é", "\u{301}", "\u{323}", "\u{307}", "\u{212B}", "Å", "\u{1100}", "\u{1161}",
      "\u{11A8}", "각", "가", "\u{958}", "\u{915}", "\u{93C}", "\u{FB1D}", "\u{2F00}", "\u{31B}",
      "\u{F900}", "中", "\u{1112E}", "\u{11131}", "\u{11127}", "ế", "\u{302}", "ê",
    ]
    let texts = (0..<4_000).map { _ in
      (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        samples.randomElement(using: &generator) ?? "a"
      }
    }
    let answers = try AddressOracle().ask(
      texts.map { "composed\t" + $0.map { String($0.value, radix: 16) }.joined(separator: " ") })
    for (text, answer) in zip(texts, answers) {
      var string = String.UnicodeScalarView()
      string.append(contentsOf: text)
      let problem = refusal { () throws(FormatProblem) in
        try FreeText(parsing: Text(String(string)))
      }
      #expect((problem == nil) == (answer == "1"), "for \(text)")
      #expect(problem == nil || problem?.code == .textNotNormalized)
    }
  }
}
