import Rendering
import TestSupport
import Testing

@Suite struct StyledTextTests {
  @Test func coloursAppearOnlyWhenAskedFor() {
    var text = StyledText("error: ", .error)
    text.append("plain")
    #expect(text.rendered(withColour: false) == "error: plain")
    #expect(text.rendered(withColour: true) == "\u{1b}[1;31merror: \u{1b}[0mplain")
  }

  @Test func whatIsAppendedIsEscaped() {
    var text = StyledText("a\nb\u{1b}[31m")
    text.endLine()
    text.append("c")
    #expect(text.rendered(withColour: false) == "a\\u{a}b\\u{1b}[31m\nc")
  }

  @Test(arguments: [
    ("short", 10, "short"), ("exactly-10", 10, "exactly-10"),
    ("a-much-longer-value", 12, "a-muc...(19)"), ("漢漢漢漢漢漢", 9, "漢...(6)"),
    ("\u{1b}\u{1b}\u{1b}", 13, "\\u{1b}...(3)"), ("abcdefgh", 3, "..."), ("abcdef", 0, ""),
    (String(repeating: "e\u{301}", count: 9), 8, "e\u{301}...(18)"),
  ])
  func longTextsAreCutWithTheirLength(raw: String, width: Int, shown: String) {
    let cut = StyledText(raw).cut(to: width)
    #expect(cut.rendered(withColour: false) == shown)
    #expect(cut.width <= width)
  }

  @Test(arguments: [
    ("one two three", 7, "one two\nthree"), ("one two", 80, "one two"),
    ("abcdefghij", 4, "abcd\nefgh\nij"), ("a bb ccc", 2, "a\nbb\ncc\nc"),
    ("漢字漢字", 3, "漢\n字\n漢\n字"), ("", 5, ""), ("漢", 1, "漢"),
  ])
  func textsAreWrappedAtSpaces(raw: String, width: Int, shown: String) {
    #expect(StyledText(raw).wrapped(to: width).rendered(withColour: false) == shown)
  }

  @Test func wrappingLosesNothingButTheSpacesAtBreaks() async throws {
    let pieces = ["a", "bcd", " ", "漢", "e\u{301}", "\u{1b}", "longer-word", "\\"]
    try await forEachSeed(of: "wrap", cases: 1_000) { random in
      var text = StyledText()
      let styles: [Style] = [.plain, .error, .strong]
      for _ in 0..<random.int(in: 0...20) { text.append(random.pick(pieces), random.pick(styles)) }
      let width = random.int(in: 7...30)
      let wrapped = text.wrapped(to: width)
      #expect(wrapped.width <= width)
      let before = text.rendered(withColour: false).filter { $0 != " " }
      let after = wrapped.rendered(withColour: false).filter { $0 != " " && $0 != "\n" }
      #expect(before.unicodeScalars.elementsEqual(after.unicodeScalars))
    }
  }
}

@Suite struct TableTests {
  private static func table() -> Table {
    var table = Table([
      .init("TRADER"), .init("FROM", overflow: .wrap), .init("KEYS", .right),
      .init("REASON", overflow: .cut),
    ])
    table.addRow(["fay-ma", "203.0.113.0/26, 198.51.100.0/27", "1", "SEC-118 moved to research"])
    table.addRow(["gus-tam", "hk-office", "12", "漢字\u{1b}[2J"])
    table.addRow(["leo", "", "3", ""])
    return table
  }

  @Test func columnsAreAligned() {
    Golden.expect(Self.table().rendered().rendered(withColour: false), matches: "table/wide.txt")
  }

  @Test func narrowTablesWrapAndCut() {
    let text = Self.table().rendered(width: 52)
    #expect(text.width <= 52)
    Golden.expect(text.rendered(withColour: false), matches: "table/narrow.txt")
  }

  @Test func noLineEndsInSpaces() {
    let lines = Self.table().rendered(width: 52).rendered(withColour: false).split(separator: "\n")
    #expect(lines.count > 4)
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func columnsWithoutHeadersHaveNoHeaderLine() {
    var table = Table([.init(""), .init("", .right)])
    table.addRow(["a", "1"])
    table.addRow(["bcd", "22"])
    #expect(table.rendered().rendered(withColour: false) == "a     1\nbcd  22\n")
  }
}
