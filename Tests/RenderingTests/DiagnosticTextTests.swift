import AccessModel
import Diagnostics
import Rendering
import TestSupport
import Testing

@Suite struct DiagnosticTextTests {
  private static func rendered(
    _ diagnostics: [Diagnostic], width: Int = 100, alikeMax: Int = 200
  ) -> String {
    DiagnosticText(width: width, alikeMax: alikeMax).rendered(diagnostics)
      .rendered(withColour: false)
  }

  @Test func theyLookAsInTheSpecification() {
    Golden.expect(Self.rendered(Samples.mockups), matches: "diagnostics/mockups.txt")
  }

  @Test func coloursMarkWhatMatters() {
    let text = DiagnosticText().rendered([Samples.mockups[1]]).rendered(withColour: true)
    Golden.expect(
      text.split(separator: "\u{1b}", omittingEmptySubsequences: false).joined(separator: "ESC"),
      matches: "diagnostics/colours.txt")
  }

  @Test func hostileTextIsShownAsWhatItIs() {
    let text = Self.rendered(Samples.hostile)
    let isSafe = text.unicodeScalars.allSatisfy {
      $0 == "\n" || !TerminalTextTests.isForbidden($0)
    }
    #expect(isSafe)
    Golden.expect(text, matches: "diagnostics/hostile.txt")
  }

  @Test func placesAtTheEdgesOfAFileHaveACaret() {
    let file = Samples.file("a.yaml", "\u{FEFF}first\nsecond\n\nlast")
    let ranges = [0..<0, 0..<3, 3..<8, 8..<8, 9..<20, 16..<16, 21..<21, 3..<21, 99..<100]
    let diagnostics = ranges.map {
      Diagnostic.error(Samples.testCode, "bytes \($0)", at: SourceRange(file, $0))
    }
    Golden.expect(Self.rendered(diagnostics), matches: "diagnostics/edges.txt")
  }

  @Test func withoutAPlaceThereIsNoSourceLine() {
    let text = Self.rendered([.error(Samples.testCode, "no store is named", at: nil, help: "a")])
    #expect(text == "error: no store is named [test-code]\nhelp: a\n\n1 error\n")
  }

  @Test func nothingToSayIsSaidInNoWords() {
    #expect(Self.rendered([]) == "")
    #expect(DiagnosticSummary([]).text == "no problems")
  }

  @Test func bytesThatAreNoTextAreShownAsOneMark() {
    let bytes = Array("a: ".utf8) + [0xFF] + Array(" b".utf8)
    let file = SourceFile(path: "a.yaml", bytes: bytes)
    let text = Self.rendered([.error(Samples.testCode, "m", at: SourceRange(file, 3..<4))])
    #expect(text.contains("  1 | a: \u{FFFD} b\n    |    ^\n"))
  }

  @Test func aLineOfNothingButBrokenBytesIsNoTrouble() {
    let bytes = [UInt8](repeating: 0x80, count: 5_000)
    let file = SourceFile(path: "a.yaml", bytes: bytes)
    for start in [0, 1, 700, 4_999, 5_000] {
      let range = SourceRange(file, start..<min(5_000, start + 900))
      let text = Self.rendered([.error(Samples.testCode, "m", at: range)])
      #expect(text.contains("^"))
    }
  }

  @Test func aSecretIsNotRepeatedByAnyDiagnosticOfItsLine() {
    let file = Samples.file("a.yaml", "reason: hunter2\nother: x\n")
    let place = Samples.range(of: "hunter2", in: file)
    let text = Self.rendered([
      .error(.secretInText, "this looks like a password", at: place),
      .warning(Samples.testCode, "the same line", at: Samples.range(of: "reason", in: file)),
      .warning(Samples.testCode, "another line", at: Samples.range(of: "other", in: file)),
    ])
    #expect(!text.contains("hunter2"))
    #expect(text.contains("  2 | other: x\n"))
  }

  @Test func manyAlikeAreFoldedAndCountedExactly() {
    let file = Samples.file("a.yaml", String(repeating: "x\n", count: 1_000))
    let errors = (0..<1_000).map {
      Diagnostic.error(Samples.testCode, "no \($0)", at: SourceRange(file, $0 * 2..<$0 * 2 + 1))
    }
    let others = [Diagnostic.warning(Samples.testCode, "other", at: nil)]
    let text = Self.rendered(errors + others, alikeMax: 3)
    #expect(text.contains("no 2 [test-code]"))
    #expect(!text.contains("no 3 [test-code]"))
    #expect(text.contains("warning: other"))
    #expect(
      text.hasSuffix(
        """
        ... and 997 more errors of [test-code]; --format json lists all of them
        1000 errors, 1 warning

        """))
    #expect(!Self.rendered(errors, alikeMax: 1_000).contains("more errors"))
  }

  @Test func caretsStandUnderTheRangeAndLinesFit() async throws {
    let words = ["a", "key: ", "漢字", "e\u{301}", "\t", "[x, y] ", "\u{1b}", "{b: c} ", " "]
    try await forEachSeed(of: "carets", cases: 600) { random in
      let parts = (0..<random.int(in: 1...random.pick([4, 60, 2_000]))).map { _ in
        random.pick(words)
      }
      let left = "k: " + parts.joined()
      let right = random.oneIn(3) ? "" : parts.joined()
      let marked = String(repeating: "M", count: random.int(in: 1...random.pick([3, 30, 400])))
      let file = Samples.file("f", left + marked + right)
      let range = SourceRange(file, left.utf8.count..<left.utf8.count + marked.utf8.count)
      let width = random.int(in: 40...120)
      let text = Self.rendered([.error(Samples.testCode, "m", at: range)], width: width)
      // What is shown would be escaped once more when it is measured.
      let shownText = String(text.map { $0 == "\\" ? "/" : $0 })
      let lines = shownText.split(separator: "\n").map(String.init)
      let (source, carets) = (lines[1], lines[2])
      let indent = TerminalText.width(of: String(carets.prefix { $0 != "^" }))
      let before = TerminalText.width(of: String(source.prefix { $0 != "M" }))
      let shown = source.filter { $0 == "M" }.count
      #expect(indent == before)
      let caretCount = carets.filter { $0 == "^" }.count
      #expect(caretCount == shown)
      #expect(shown == marked.count || source.contains("M..."))
      #expect(TerminalText.width(of: source) <= width)
    }
  }

  @Test func manyDiagnosticsInOneLongLineAreQuick() {
    let count = 20_000
    let file = Samples.file("a.yaml", String(repeating: "[wrong, 漢] ", count: count))
    let diagnostics = (0..<count).map {
      Diagnostic.error(Samples.testCode, "m", at: SourceRange(file, $0 * 13..<$0 * 13 + 5))
    }
    let text = Self.rendered(diagnostics, alikeMax: 500)
    #expect(text.contains("a.yaml:1:5490: error"))
    #expect(DiagnosticJSON.bytes(diagnostics).count > 2_000_000)
  }
}
