import AccessModel
import Diagnostics
import Rendering
import TestSupport
import Testing

@Suite struct TerminalTextTests {
  /// Every scalar; without `MANDATE_LONG`, of the planes that hold nothing or private use only some.
  static let allScalars: [Unicode.Scalar] = (UInt32(0)...0x10FFFF).compactMap { value in
    let isUsed = value < 0x40000 || 0xE0000..<0xE1000 ~= value
    return isUsed || LongRun.isOn || value % 251 == 0 ? Unicode.Scalar(value) : nil
  }

  /// What no output may hold: whatever a terminal obeys, or a person does not see.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    case .spaceSeparator: scalar != " "
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// A thousand scalars at a time, each after a letter and before what could be an escape.
  @Test func everyScalarIsShownSafelyAndComesBackExactly() {
    var escapedCount = 0
    for start in stride(from: 0, to: Self.allScalars.count, by: 1_024) {
      let scalars = Self.allScalars[start..<min(start + 1_024, Self.allScalars.count)]
      var raw = String.UnicodeScalarView()
      for scalar in scalars { raw.append(contentsOf: ["\\", scalar, "u", "{"]) }
      let shown = TerminalText.escaped(String(raw))
      if shown.unicodeScalars.contains(where: Self.isForbidden) {
        Issue.record("some of \(Self.allScalars[start])... are shown as themselves")
      }
      if !TerminalText.unescaped(shown).unicodeScalars.elementsEqual(raw) {
        Issue.record("some of \(Self.allScalars[start])... do not come back")
      }
      escapedCount += TerminalText.units(of: String(raw)).filter(\.isEscaped).count
    }
    // Neither nothing nor everything: letters are shown, what is unassigned is not.
    #expect(escapedCount > 50_000)
    #expect(escapedCount < Self.allScalars.count - 120_000)
  }

  @Test(arguments: [
    ("\u{1b}[2J", "\\u{1b}[2J"), ("a\rb", "a\\u{d}b"), ("\u{202e}evil", "\\u{202e}evil"),
    ("a\u{200b}b", "a\\u{200b}b"), ("\u{9b}31m", "\\u{9b}31m"), ("a\u{a0}b", "a\\u{a0}b"),
    ("\u{2028}", "\\u{2028}"), ("\u{7f}", "\\u{7f}"), ("C:\\users", "C:\\users"),
    ("\\u{1b}", "\\u{5c}u{1b}"), ("\\\\u{1b}", "\\\\u{5c}u{1b}"), ("Zoë 漢字 🙂", "Zoë 漢字 🙂"),
    ("\u{e000}", "\\u{e000}"), ("\u{301}x", "\\u{301}x"), ("e\u{301}", "e\u{301}"),
    ("e\u{301}\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}\u{301}\\u{301}"),
  ])
  func whatCannotBeSeenIsWrittenOut(raw: String, shown: String) {
    #expect(
      TerminalText.escaped(raw).unicodeScalars.elementsEqual(shown.unicodeScalars),
      "\(TerminalText.escaped(raw))")
  }

  @Test func randomTextsComeBackExactly() async throws {
    let pieces = ["\\", "u", "{", "}", "1b", "\\u{", "\\u{41}", "a", "\u{1b}", "\u{301}", "漢"]
    try await forEachSeed(of: "terminal-text", cases: 2_000) { random in
      let raw = (0..<random.int(in: 0...12)).map { _ in random.pick(pieces) }.joined()
      let shown = TerminalText.escaped(raw)
      #expect(TerminalText.unescaped(shown).unicodeScalars.elementsEqual(raw.unicodeScalars))
      #expect(!shown.utf8.contains(0x1b))
    }
  }

  @Test(arguments: [
    ("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("🙂", 2), ("\u{1b}", 6), ("ｗ", 2), ("한", 2),
    ("각", 2), ("\u{301}", 7), ("…", 1), ("", 0), ("\\", 1), ("\u{1f1ed}\u{1f1f0}", 2),
  ])
  func widthsAreColumns(text: String, columns: Int) {
    #expect(TerminalText.width(of: text) == columns)
  }

  private static let widthSource = """
    import sys, unicodedata as u
    for line in sys.stdin:
        first, last = (int(word) for word in line.split())
        out = []
        for value in range(first, last):
            scalar = chr(value)
            if u.category(scalar) == "Cn": out.append("-")
            elif u.category(scalar) in ("Mn", "Me"): out.append("0")
            else: out.append("2" if u.east_asian_width(scalar) in "WF" else "1")
        print("".join(out), flush=True)
    """

  @Test(.enabled(if: PythonOracle.isAvailable(with: "unicodedata"), "there is no Python"))
  func widthsAgreeWithTheStandard() throws {
    let oracle = try PythonOracle(source: Self.widthSource)
    for (first, last) in [(0x20, 0xD800), (0xE000, 0x10000), (0x10000, 0x32000)] {
      let answers = Array(try oracle.ask("\(first) \(last)").utf8)
      for (offset, answer) in answers.enumerated() {
        guard let scalar = Unicode.Scalar(UInt32(first + offset)), scalar.isDisplayable,
          answer != UInt8(ascii: "-"), !Self.isJamo(scalar), !Self.hasMoved(scalar)
        else { continue }
        let width = TerminalText.width(of: "a\(scalar)") - 1
        if width != Int(answer - 0x30) {
          Issue.record("U+\(String(scalar.value, radix: 16)): \(width), not \(answer - 0x30)")
        }
      }
    }
  }

  /// Its category differs between editions of the standard.
  private static func hasMoved(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x1171E }

  /// Parts of syllables: the standard counts them by themselves, terminals together.
  private static func isJamo(_ scalar: Unicode.Scalar) -> Bool {
    (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
  }
}
