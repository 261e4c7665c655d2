import AccessModel
import Diagnostics
import Rendering
import TestSupport
import Testing

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("plain", "`plain`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("``", "``` `` ```"),
    ("a|b", "`a\\|b`"), ("a\\|b", "`a\\u{5c}\\|b`"), ("a\\b", "`a\\b`"), ("a\nb", "`a\\u{a}b`"),
    (" a ", "`  a  `"), ("", "` `"), ("<b>@team #1", "`<b>@team #1`"), ("\\", "`\\`"),
    ("|", "`\\|`"), ("  ", "`  `"),
  ])
  func textOfOthersStaysInItsCodeSpan(raw: String, markdown: String) {
    #expect(MarkdownText.code(raw) == markdown)
  }

  @Test func aBarNeedsABackslashInTablesOnly() {
    #expect(MarkdownText.code("a\\|b", in: .line) == "`a\\|b`")
    #expect(MarkdownText.prose("x `a|b`", in: .line) == "x `a|b`")
    #expect(MarkdownText.prose("x `a|b`", in: .cell) == "x `a\\|b`")
  }

  @Test func aFenceIsLongerThanAnyRunOfTicksInIt() {
    let block = MarkdownText.block(["a", "````", "x\u{1b}y"], language: "yaml")
    #expect(block == "`````yaml\na\n````\nx\\u{1b}y\n`````\n")
    #expect(MarkdownText.block(["a"]) == "```\na\n```\n")
  }

  @Test(arguments: [
    ("a `b|c` d", "a `b\\|c` d"), ("<x> & *y* _z_", "\\<x\\> \\& \\*y\\* \\_z\\_"),
    ("odd ` tick", "odd \\` tick"), ("`a` and ` b", "`a` and \\` b"), ("[l](u)", "\\[l\\](u)"),
    ("`*`", "`*`"),
  ])
  func proseKeepsItsCodeSpansOnly(own: String, markdown: String) {
    #expect(MarkdownText.prose(own) == markdown)
  }

  /// Undoes the code span as CommonMark does: outer ticks off, then one space from each end.
  private static func content(ofSpan span: String) -> String? {
    let ticks = span.prefix { $0 == "`" }.count
    guard ticks > 0, span.count >= 2 * ticks else { return nil }
    var inner = span.dropFirst(ticks).dropLast(ticks)
    let runs = inner.split { $0 != "`" }.map(\.count)
    guard !runs.contains(ticks) else { return nil }
    if inner.hasPrefix(" "), inner.hasSuffix(" "), inner.contains(where: { $0 != " " }) {
      inner = inner.dropFirst().dropLast()
    }
    return String(inner)
  }

  @Test func codeSpansComeBackAndNeverEndEarly() async throws {
    let pieces = ["`", "``", " ", "|", "\\", "a", "\n", "<", "@x", "\u{202e}"]
    try await forEachSeed(of: "code-spans", cases: 3_000) { random in
      let raw = (0..<random.int(in: 1...8)).map { _ in random.pick(pieces) }.joined()
      let span = MarkdownText.code(raw)
      let content = try #require(Self.content(ofSpan: span), "\(span)")
      // A cell of a table ends at a bar that no backslash escapes.
      let unescapedBars = content.split(separator: "\\|", omittingEmptySubsequences: false)
      #expect(unescapedBars.allSatisfy { !$0.contains("|") })
      #expect(unescapedBars.dropLast().allSatisfy { !$0.hasSuffix("\\") })
      let shown = unescapedBars.joined(separator: "|")
      #expect(TerminalText.unescaped(shown).unicodeScalars.elementsEqual(raw.unicodeScalars))
    }
  }
}

@Suite struct ReferenceDocsTests {
  private static let format = String(
    decoding: ReferenceDocs.manifestFormat(Samples.project), as: UTF8.self)

  @Test func theFormatDocumentHoldsEveryKindAndField() {
    for kind in KindDescription.declared {
      #expect(Self.format.contains("\n## \(kind.name)\n"))
      for field in kind.fields { #expect(Self.format.contains("| `\(field.name)` |")) }
    }
    // Two sections only: a golden of all would repeat every description.
    for name in ["Project", "KeyPolicy"] {
      let section = Self.format.split(separator: "\n## ").first { $0.hasPrefix(name + "\n") }
      Golden.expect("## " + String(section ?? "") + "\n", matches: "docs/\(name).md")
    }
  }

  @Test func theCodesDocumentHoldsEveryCode() {
    let codes = DiagnosticCode.accessModelCodes
    let text = String(decoding: ReferenceDocs.diagnostics(codes), as: UTF8.self)
    for code in codes { #expect(text.contains("\n## \(code.name)\n")) }
    let other = ReferenceDocs.diagnostics(codes.reversed())
    #expect(String(decoding: other, as: UTF8.self) == text)
    Golden.expect(
      String(
        decoding: ReferenceDocs.diagnostics([Samples.testCode, Samples.hostBits]), as: UTF8.self),
      matches: "docs/diagnostics.md")
  }

  @Test func everyTableHasRowsOfOneLength() {
    var columns: Int?
    for line in Self.format.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.replacing("\\|", with: "").filter { $0 == "|" }.count
      #expect(columns == nil || columns == bars, "\(line)")
      columns = bars
    }
  }
}
