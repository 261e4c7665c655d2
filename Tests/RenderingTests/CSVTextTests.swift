import Foundation
import Rendering
import Testing

@Suite struct CSVTextTests {
  /// What a spreadsheet calculates: a sign in any width behind what it skips; written apart from the
  /// program, by normalisation instead of a list.
  private static func isFormula(_ text: String) -> Bool {
    let rest = text.unicodeScalars.drop {
      $0.value < 0x21 || $0.value == 0x7F || $0.properties.isWhitespace
        || $0.properties.isDefaultIgnorableCodePoint
    }
    guard let first = rest.first else { return false }
    let folded = String(first).precomposedStringWithCompatibilityMapping.unicodeScalars
    return first == "\u{2212}" || folded.count == 1 && ["=", "+", "-", "@"].contains(folded.first)
  }

  @Test func everyScalarThatBeginsAFormulaIsGuardedAndNoLetterIs() {
    var guarded = 0
    for value in UInt32(1)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "\(scalar)1+1", behind = " \u{200B}\(scalar)A1", name = String(value, radix: 16)
      let shown = CSVText.guarded(text), shownBehind = CSVText.guarded(behind)
      // Letters and what Unicode has not given out begin no formula, and there are a million of them.
      let isBare =
        scalar.properties.isAlphabetic || scalar.properties.generalCategory == .unassigned
        || scalar.properties.generalCategory == .privateUse
      if isBare, !scalar.properties.isDefaultIgnorableCodePoint {
        if shown != text || shownBehind != behind { Issue.record("U+\(name) is guarded") }
        continue
      }
      for (text, shown) in [(text, shown), (behind, shownBehind)] {
        if Self.isFormula(text) {
          guarded += 1
          if shown != "'" + text { Issue.record("U+\(name) is not guarded") }
        }
        if CSVText.unguarded(shown) != text { Issue.record("U+\(name) is not restored") }
      }
    }
    #expect(guarded > 30)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), (" @SUM(A1)", "' @SUM(A1)"), ("\u{FF1D}1", "'\u{FF1D}1"),
    ("\t=1", "'\t=1"), ("'quoted", "''quoted"), ("\r", "'\r"), ("a=1", "a=1"), ("", ""),
    ("1-2", "1-2"),
  ])
  func aGuardComesBeforeWhatASpreadsheetCalculates(text: String, shown: String) {
    #expect(CSVText.guarded(text) == shown)
    #expect(CSVText.unguarded(shown) == text)
  }

  @Test func anApostropheThatSomebodyTypedBeforeAWordStays() {
    #expect(CSVText.unguarded("'tis needed") == "'tis needed")
  }

  @Test(arguments: [
    (["a", "b"], "a,b\r\n"), (["a,b", "c\"d"], "\"a,b\",\"c\"\"d\"\r\n"), (["", ""], ",\r\n"),
    (["a\nb", "c;d"], "a\\u{a}b,\"c;d\"\r\n"), ([" a", "b "], "\" a\",\"b \"\r\n"),
    (["=1"], "'=1\r\n"), (["=1,2"], "\"'=1,2\"\r\n"),
  ])
  func fieldsAreQuotedWhereTheyMustBe(fields: [String], record: String) {
    #expect(CSVText.record(fields, isRaw: false) == record)
  }

  @Test func machinesGetTheTextAlone() {
    #expect(CSVText.record(["=1", "'x", "a,b"], isRaw: true) == "=1,'x,\"a,b\"\r\n")
    #expect(CSVText.record(["a\nb", "\u{202e}"], isRaw: true) == "\"a\nb\",\u{202e}\r\n")
  }
}
