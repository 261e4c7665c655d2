import AccessModel
import Diagnostics
import Testing

struct FreeTextTests {
  @Test(arguments: [
    "DESK-77 joins equities", "恒生銀行有限公司", "Société Générale", "Nguyễn Văn A", "日本 – 香港",
    "a & b (c) \"d\" – €5", "한국투자증권", "🏦 desk", "עברית", "ไทย",
  ])
  func visibleTextIsTaken(_ text: String) throws {
    #expect(try FreeText(parsing: Text(text)).text == Text(text))
  }

  @Test(arguments: [
    "a\nb", "a\tb", "a\u{0}b", "a\u{7F}b", "a\u{85}b", "a\u{A0}b", "a\u{AD}b", "a\u{200B}b",
    "a\u{200D}b", "a\u{200E}b", "a\u{202E}b", "a\u{2066}b", "a\u{2028}b", "a\u{FEFF}b",
    "a\u{FE0F}b",
    "a\u{E0041}b", "a\u{61C}b", "a\u{3164}b", "a\u{115F}b", "a\u{3000}b", "a\u{E000}b", "a\u{378}b",
    "a\u{2800}b", "a\u{034F}b", "a\u{180E}b", " a", "a ", "a\u{1B}[31mb",
  ])
  func textThatHidesSomethingIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try FreeText(parsing: Text(text)) }
    #expect(problem?.code == .textNotDisplayable)
    #expect(problem?.help.count == 1)
  }

  @Test(arguments: ["e\u{301}", "\u{212B}", "\u{1112}\u{1161}\u{11AB}", "a\u{323}\u{307}\u{31B}"])
  func textThatIsNotComposedIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try FreeText(parsing: Text(text)) }
    #expect(problem?.code == .textNotNormalized)
  }

  @Test func aTextIsCountedInScalars() throws {
    #expect(try FreeText(parsing: "香港股", scalarsMax: 3).text.count == 9)
    #expect(try FreeText(parsing: "abc", scalarsMax: 3).text == "abc")
    for text: Text in ["香港股票", "abcd"] {
      let problem = refusal { () throws(FormatProblem) in try FreeText(parsing: text, scalarsMax: 3)
      }
      #expect(problem?.code == .textTooLong)
      #expect(problem?.message == "the text has 4 characters")
    }
  }

  @Test func anEmptyTextIsRefused() {
    let problem = refusal { () throws(FormatProblem) in try FreeText(parsing: "") }
    #expect(problem?.code == .textEmpty)
  }

  @Test func theMessageNamesTheHiddenCharacter() {
    let problem = refusal { () throws(FormatProblem) in try FreeText(parsing: "a\u{202E}b") }
    #expect(problem?.message == "the text holds U+202E, which people cannot see")
    let newline = refusal { () throws(FormatProblem) in try FreeText(parsing: "a\nb") }
    #expect(newline?.message == "the text holds U+000A, which people cannot see")
    #expect(newline?.help == ["write it on one line"])
  }
}
