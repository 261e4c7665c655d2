import Diagnostics
import Testing
import YAMLSyntax

@Suite struct SyntaxTreeTests {
  @Test func mappingsAndListsKeepTheirOrder() {
    let reading = Reading("b: [1, two, {x: y}]\na:\n- p: q\n  r: s\n-\nc: 'it''s'\n")
    #expect(
      reading.value
        == "{‹b›: [‹1›, ‹two›, {‹x›: ‹y›}], ‹a›: [{‹p›: ‹q›, ‹r›: ‹s›}, ‹›], ‹c›: ‹it's›}")
    #expect(reading.problems == [])
  }

  @Test func documentsFollowEachOther() {
    #expect(Reading("a: 1\n---\nb\n...\n---\n- c\n").value == "{‹a›: ‹1›} / ‹b› / [‹c›]")
    #expect(Reading("").value == "")
    #expect(Reading("# nothing\n").value == "")
    #expect(Reading("---\n---\n").value == "‹› / ‹›")
  }
}
