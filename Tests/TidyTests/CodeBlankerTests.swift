import Testing

@Suite struct CodeBlankerTests {
  @Test(arguments: [
    ("a // b { \nc", "a \nc"),
    ("a /* x /* y */ z */ b", "a b"),
    ("a \"{ \\\" }\" b", "a b"),
    ("a #\"x\" \\(no)\"# b", "a b"),
    ("\"v \\(f(x) { \"}\" }) w\"", " (f(x) { }) "),
    ("#expect(a) \"b\" c", "#expect(a) c"),
    ("\"\"\"\n  say \"hi\" // no\n  \"\"\" x", " \n \n x"),
    ("let x = \"unclosed", "let x = "),
  ])
  func commentsAndLiteralsBecomeBlanksOfTheSameLength(text: String, code: String) {
    let blanked = CodeBlanker.code(of: text)
    #expect(squeezed(blanked) == code)
    #expect(blanked.utf8.count == text.utf8.count)
  }

  /// With one blank for each run of blanks.
  private func squeezed(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character != " " || result.last != " " { result.append(character) }
    }
  }
}
