import Diagnostics
import Testing
import YAMLSyntax

@Suite struct PlainScalarTests {
  @Test(arguments: [
    "amy", "a-b", "hk-001", "1.2.3.4", "203.0.113.0/24", "2001:db8::/32", "-", "+", ".", "..", "1a",
    "e5", "0b", "0x", "0o8", "1:2:", "nul", "nulll", "yess", "12:3:4a", "==",
    "<",
    "a:b", "2026-11", "2026-1-1", "10:99", "_1", "+-1", "1.2.", "1e", "1e+", "-.in", "infinity",
    ".infx",
  ])
  func isAStringForEverybody(_ text: String) {
    #expect(PlainScalar.isStringInBoth(Text(text)))
  }

  @Test(arguments: [
    "", "~", "null", "NULL", "true", "False", "yes", "NO", "y", "n", "Y", "N", "on", "Off", "=",
    "<<", "0", "-0", "+12",
    "00123457", "0123", "0o17", "0x1F", "0b101", "0b_", "1_000", "1:20", "190:20:30", "1:20.5",
    "2001:0:0:1:2:3:4:5", "12e5", "1e5", "037833E10", ".5", "5.", "-.5", "1.5e3", "1.5e+3", "1_0.5",
    ".inf", "-.Inf", "+.INF", ".nan", ".NaN", "2026-11-20", "2026-1-2T3:04:05Z",
    "2026-11-20 10:00:00 +01:00", "2026-11-20t10:00:00.5-5",
  ])
  func needsQuotes(_ text: String) {
    #expect(!PlainScalar.isStringInBoth(Text(text)))
  }

  @Test func versionsAreToldApart() {
    #expect(PlainScalar.core("no") == .string && PlainScalar.legacy("no") == .bool)
    #expect(PlainScalar.core("012") == .integer && PlainScalar.legacy("012") == .integer)
    #expect(PlainScalar.core("018") == .integer && PlainScalar.legacy("018") == .string)
    #expect(PlainScalar.core("1e5") == .float && PlainScalar.legacy("1e5") == .string)
    #expect(PlainScalar.core("1:20") == .string && PlainScalar.legacy("1:20") == .integer)
    #expect(PlainScalar.core("2026-11-20") == .string)
    #expect(PlainScalar.legacy("2026-11-20") == .timestamp)
    #expect(PlainScalar.core("<<") == .string && PlainScalar.legacy("<<") == .merge)
    #expect(PlainScalar.core("=") == .string && PlainScalar.legacy("=") == .value)
  }

  @Test func truthIsWrittenInOneWay() {
    #expect(PlainScalar.bool("true") == true)
    #expect(PlainScalar.bool("false") == false)
    for other in ["True", "TRUE", "yes", "on", "1", "t", ""] {
      #expect(PlainScalar.bool(Text(other)) == nil)
    }
  }

  @Test func wholeNumbersAreReadWhereBothAgree() {
    let numbers: [(String, Int)] = [
      ("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-7", -7), ("1200", 1200), ("0x1F", 31),
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("0x7fffffffffffffff", .max),
    ]
    for (text, number) in numbers { #expect(PlainScalar.integer(Text(text)) == number) }
  }

  @Test(arguments: [
    "", "-", "+", "00", "07", "-01", "0o7", "0b1", "1_000", "1:20", "1.0", "1e3", " 1", "1 ", "0x",
    "0xg",
    "-0x1", "9223372036854775808", "-9223372036854775809", "0x8000000000000000", "١", "1a",
    "99999999999999999999999999999999",
  ])
  func otherNumbersAreNotRead(_ text: String) {
    #expect(PlainScalar.integer(Text(text)) == nil)
  }

  @Test func nullHasFourSpellings() {
    for text in ["", "~", "null", "Null", "NULL"] { #expect(PlainScalar.isNull(Text(text))) }
    for text in ["nULL", "nil", "~~", "none", " "] { #expect(!PlainScalar.isNull(Text(text))) }
  }
}
