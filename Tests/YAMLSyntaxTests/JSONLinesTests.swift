import Testing
import YAMLSyntax

@Suite struct JSONLinesTests {
  private func lines(_ text: String, _ scalars: JSONScalars) -> String? {
    Reading(text).tree.map { String(decoding: $0.jsonLines(scalars), as: UTF8.self) }
  }

  @Test func scalarsAreStringsUnlessNull() {
    #expect(
      lines("a: [1, true, 'null', null, ~, '']\nb:\n", .strings)
        == #"{"a":["1","true","null",null,null,""],"b":null}"# + "\n")
  }

  @Test func documentsAreLines() {
    #expect(lines("a\n---\n- b\n---\n", .strings) == "\"a\"\n[\"b\"]\nnull\n")
    #expect(lines("", .strings) == "")
  }

  @Test func typesFollowTheCoreSchema() {
    #expect(
      lines("[1, '1', True, FALSE, no, null, 0x1f, 0o17, 2026-11-20, 1:20]", .typed)
        == #"[1,"1",true,false,"no",null,31,15,"2026-11-20","1:20"]"# + "\n")
  }

  @Test func numbersKeepTheirDigits() {
    #expect(
      lines("[+12, -007, 0, -0, 1., .5, -.5, +1.50, 1e3, 1.e-3, 00.5E+1]", .typed)
        == "[12,-7,0,-0,1,0.5,-0.5,1.50,1e3,1e-3,0.5E+1]\n")
    #expect(
      lines("[0xffffffffffffffffffffffff, 123456789012345678901234567890]", .typed)
        == "[79228162514264337593543950335,123456789012345678901234567890]\n")
    #expect(lines("0x" + String(repeating: "0", count: 30) + "3b9aca00", .typed) == "1000000000\n")
  }

  @Test func infinityAndNaNAreStrings() {
    #expect(
      lines("[.inf, -.INF, +.Inf, .nan, .NAN]", .typed)
        == #"[".inf","-.inf",".inf",".nan",".nan"]"# + "\n")
  }

  @Test func stringsAreEscaped() {
    #expect(
      lines(#"{"a\"\\": "\t\n\r", 'é': "\/"}"#, .strings)
        == #"{"a\"\\":"\t\n\r","é":"/"}"# + "\n")
  }

  @Test func aliasesAreWrittenOut() {
    #expect(lines("a: &x [b]\nc: *x\n", .strings) == #"{"a":["b"],"c":["b"]}"# + "\n")
  }
}
