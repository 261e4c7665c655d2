import AccessModel
import Diagnostics
import Testing

struct LEITests {
  static let valid = [
    "HWUPKR0MPOU8FGXBT394", "5493000IBP32UQZ0KL24", "213800WSGIIZCXF1P572", "L3I9ZG2KFGXZ61BMYR72",
    "506700GE1G29325QX363", "8156001A2C01D4CADE80", "9999000EXAMPLEBRK143", "999900EXAMPLEFUND286",
    "999900SANDBOXONLY383",
  ]

  @Test(arguments: valid)
  func anIdentifierWithRightCheckDigitsIsTaken(_ text: String) throws {
    #expect(try LEI(parsing: Text(text)).text == Text(text))
  }

  /// A digit for a letter moves what follows and may fit by chance; the sum promises no more.
  @Test(arguments: valid)
  func everyOtherDigitOrLetterInOnePlaceIsNoticed(_ text: String) {
    let right = Array(text.utf8)
    for position in right.indices {
      for byte in Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8) where byte != right[position] {
        guard (byte < 0x41) == (right[position] < 0x41) else { continue }
        var wrong = right
        wrong[position] = byte
        #expect(refusal { () throws(FormatProblem) in try LEI(parsing: Text(wrong)) } != nil)
      }
    }
  }

  @Test func theHelpShowsTheCheckDigitsThatWouldFit() {
    let problem = refusal { () throws(FormatProblem) in try LEI(parsing: "9999000EXAMPLEBRK100") }
    #expect(problem?.code == .leiCheckDigits)
    #expect(problem?.help.last == "if only the last two are wrong: 9999000EXAMPLEBRK143")
  }

  @Test func checkDigitsBelowTenKeepTheirZero() {
    let problem = refusal { () throws(FormatProblem) in try LEI(parsing: "99990000000000000Q99") }
    #expect(problem?.help.last == "if only the last two are wrong: 99990000000000000Q07")
  }

  @Test func lowerCaseIsRefusedWithTheUpperCaseForm() {
    let problem = refusal { () throws(FormatProblem) in try LEI(parsing: "9999000examplebrk143") }
    #expect(problem?.code == .leiMalformed)
    #expect(problem?.help == ["write 9999000EXAMPLEBRK143"])
  }

  @Test(arguments: [
    "", "9999000EXAMPLEBRK14", "9999000EXAMPLEBRK1430", "9999000EXAMPLEBRK14A",
    "9999000EXAMPLE BRK14", "9999-00EXAMPLEBRK143", "9999000EXAMPLEBRK1４",
  ])
  func anotherFormIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try LEI(parsing: Text(text)) }
    #expect(problem?.code == .leiMalformed)
  }

  @Test func theMessageCountsTheCharacters() {
    let problem = refusal { () throws(FormatProblem) in try LEI(parsing: "9999000EXAMPLEBRK14") }
    #expect(problem?.message == "`9999000EXAMPLEBRK14` has 19 characters, and an LEI has 20")
  }
}
