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

  /// The text of the file that each node of the first document covers, parents first.
  private func coverage(_ text: String) -> [String] {
    guard let tree = Reading(text).tree, let root = tree.documents.first else { return [] }
    var found: [String] = []
    func visit(_ node: NodeID) {
      found.append(String(decoding: tree.file.bytes[tree.range(node)], as: UTF8.self))
      for child in tree.children(node) { visit(child) }
    }
    visit(root)
    return found
  }

  @Test func rangesCoverWhatIsWritten() {
    #expect(
      coverage("a: [b, 'c']  # d\ne:\n- {f: g}\nh:\n") == [
        "a: [b, 'c']  # d\ne:\n- {f: g}\nh:", "a", "[b, 'c']", "b", "'c'", "e", "- {f: g}",
        "{f: g}", "f", "g", "h", "",
      ])
    #expect(coverage("a: |\n  b\n\nc: d\n") == ["a: |\n  b\n\nc: d", "a", "|\n  b", "c", "d"])
    #expect(coverage("- \"a\n  b\"\n") == ["- \"a\n  b\"", "\"a\n  b\""])
    #expect(coverage("[a: b, c]\n") == ["[a: b, c]", "a: b", "a", "b", "c"])
  }

  @Test func rangesAreBytesThoughTheTextIsNotASCII() {
    #expect(
      coverage("\u{FEFF}é: [漢, 😀]\nb: ü\n") == [
        "é: [漢, 😀]\nb: ü", "é", "[漢, 😀]", "漢", "😀", "b", "ü",
      ])
    #expect(coverage("# ä\r\nö:\r\n  - ß\r\n") == ["ö:\r\n  - ß", "ö", "- ß", "ß"])
  }

  @Test func rangesLeaveAnchorsOut() {
    #expect(
      coverage("- &a b\n- &c\n  d: e\n- &f [g]\n- &h 'i''j'\n") == [
        "- &a b\n- &c\n  d: e\n- &f [g]\n- &h 'i''j'", "b", "d: e", "d", "e", "[g]", "g",
        "'i''j'",
      ])
  }

  @Test func verbatimTextsShareTheBufferOfTheFile() throws {
    let tree = try #require(Reading("a: 'b'\nc: \"d\\te\"\n").tree)
    let values = tree.entries(tree.documents[0]).map { tree.text($0.value) }
    #expect(values == ["b", "d\te"])
    #expect(
      tree.entries(tree.documents[0]).map { tree.style($0.value) } == [
        .singleQuoted, .doubleQuoted,
      ])
    let base = tree.file.bytes.withUnsafeBufferPointer { $0.baseAddress }
    let slice = values[0].bytes.withUnsafeBufferPointer { $0.baseAddress }
    #expect(base.map { $0 + 4 } == slice)
  }

  @Test func countsAreOfItemsAndEntries() throws {
    let tree = try #require(Reading("[[], {}, [a, [b, c]], {d: e, f: {g: h}}, i]\n").tree)
    let root = tree.documents[0]
    #expect(tree.count(root) == 5)
    #expect(tree.children(root).map { tree.count($0) } == [0, 0, 2, 2, 0])
    #expect(
      tree.children(root).map { tree.kind($0) } == [
        .sequence, .mapping, .sequence, .mapping, .scalar,
      ])
  }

  @Test func filesAreReadOnManyThreadsAtOnce() async {
    let values = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<64 {
        group.addTask {
          let text = "a: &x [\(index), 'é']\nb: *x\n"
          return Reading(text).value == "{‹a›: [‹\(index)›, ‹é›], ‹b›: [‹\(index)›, ‹é›]}"
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(values == 64)
  }
}
