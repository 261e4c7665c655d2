import Diagnostics
import Testing

@Suite struct SourceFileTests {
  private static func place(_ text: String, _ offset: Int) -> [Int] {
    let position = SourceFile(path: "f", bytes: Array(text.utf8)).position(of: offset)
    return [position.line, position.column]
  }

  @Test func linesAndColumnsCountFromOne() {
    #expect(Self.place("ab\ncd", 0) == [1, 1])
    #expect(Self.place("ab\ncd", 2) == [1, 3])
    #expect(Self.place("ab\ncd", 3) == [2, 1])
    #expect(Self.place("ab\ncd", 4) == [2, 2])
  }

  @Test func anOffsetOutsideIsTheNearestEnd() {
    #expect(Self.place("ab\ncd", 99) == [2, 3])
    #expect(Self.place("ab\ncd", -1) == [1, 1])
    #expect(Self.place("", 0) == [1, 1])
    #expect(Self.place("a\n", 2) == [2, 1])
  }

  @Test func columnsCountScalars() {
    #expect(Self.place("é日😀x", 9) == [1, 4])
    #expect(Self.place("e\u{301}x", 3) == [1, 3])
  }

  @Test func everyKindOfLineBreakIsOne() {
    #expect(Self.place("a\r\nb\rc\nd", 3) == [2, 1])
    #expect(Self.place("a\r\nb\rc\nd", 5) == [3, 1])
    #expect(Self.place("a\r\nb\rc\nd", 7) == [4, 1])
    #expect(Self.place("\n\r", 2) == [3, 1])
  }

  @Test func aPlaceInsideALineBreakIsStillOnItsLine() {
    #expect(Self.place("a\r\nb", 2) == [1, 3])
  }

  @Test func aByteOrderMarkIsNoColumn() {
    #expect(Self.place("\u{FEFF}ab", 3) == [1, 1])
    #expect(Self.place("\u{FEFF}ab", 4) == [1, 2])
    #expect(Self.place("a\n\u{FEFF}b", 5) == [2, 2])
    #expect(Self.place("\u{FEFF}a\nbc", 6) == [2, 2])
  }

  @Test func theLineAroundAPlaceHasNoLineBreak() {
    let file = SourceFile(path: "f", bytes: Array("ab\r\ncd\nef".utf8))
    let found = file.line(around: 5)
    #expect(found.start == 4)
    #expect(Array(found.bytes) == Array("cd".utf8))
    #expect(Array(file.line(around: 0).bytes) == Array("ab".utf8))
    #expect(Array(file.line(around: 9).bytes) == Array("ef".utf8))
    #expect(Array(file.line(around: 99).bytes) == Array("ef".utf8))
  }

  @Test func aRangeKnowsWhereItStartsAndEnds() {
    let file = SourceFile(path: "f", bytes: Array("ab\ncd".utf8))
    let range = SourceRange(file, 1..<4)
    #expect(range.start == file.position(of: 1))
    #expect(range.end == file.position(of: 4))
    #expect(range.end.line == 2)
  }
}
