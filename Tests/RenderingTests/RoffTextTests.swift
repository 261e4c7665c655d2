import Rendering
import TestSupport
import Testing

@Suite struct RoffTextTests {
  @Test(arguments: [
    ("plain", "plain"), (".sp 10", "\\&.sp 10"), ("'br", "\\(aqbr"), ("a\\fBb", "a\\efBb"),
    ("--quiet", "\\-\\-quiet"), ("\"x\"", "\\(dqx\\(dq"), ("a\nb", "a\\eu{a}b"),
    ("é", "\\[u00E9]"), ("~^`", "\\(ti\\(ha\\(ga"), ("", ""),
  ])
  func textIsNeitherRequestNorEscape(raw: String, roff: String) {
    #expect(RoffText.line(raw) == roff)
  }

  @Test func whatStandsBetweenTicksIsBold() {
    #expect(RoffText.prose("run `.x` now") == "run \\fB.x\\fR now")
    #expect(RoffText.prose("one ` alone") == "one \\(ga alone")
    #expect(RoffText.argument("a \"b\"") == "\"a \\(dqb\\(dq\"")
  }
}
