import Diagnostics
import Testing

@Suite struct TextTests {
  private let whole = Array("key: välue".utf8)

  @Test func aTextIsTheBytesOfItsRange() {
    let text = Text(whole, 5..<11)
    #expect(text.string == "välue")
    #expect(text.count == 6)
    #expect(Array(text.bytes) == Array("välue".utf8))
    #expect(text[0] == UInt8(ascii: "v"))
    #expect(text.slice(3..<6).string == "lue")
    #expect(!text.isEmpty)
    #expect(Text(whole, 4..<4).isEmpty)
    #expect(Text(whole, 4..<4) == .empty)
  }

  @Test func textsOfEqualBytesAreEqualWhereverTheyLie() {
    let inside = Text(whole, 5..<11), alone = Text("välue")
    #expect(inside == alone)
    #expect(inside.hashValue == alone.hashValue)
    #expect(Set([inside, alone]).count == 1)
    #expect(inside != Text("välux"))
    #expect(inside != Text("välu"))
    #expect(Text("välu") != inside)
  }

  @Test func equalLookingTextsOfDifferentBytesAreDifferent() {
    #expect(Text("é") != Text("e\u{301}"))
  }

  @Test func orderIsThatOfTheBytes() {
    let sorted: [Text] = ["", "A", "Z", "a", "ab", "b", "z", "é", "日", "😀"]
    #expect(sorted.reversed().sorted() == sorted)
    #expect(!(Text("a") < Text("a")))
  }

  @Test func aTextIsComparedWithALiteral() {
    let text = Text(whole, 0..<3)
    #expect(text.is("key"))
    #expect(!text.is("kez"))
    #expect(!text.is("ke"))
    #expect(!text.is("keys"))
    #expect(Text.empty.is(""))
  }

  @Test func endsAreComparedWithALiteral() {
    let text = Text(whole, 5..<11)
    #expect(text.hasPrefix("vä"))
    #expect(!text.hasPrefix("va"))
    #expect(!text.hasPrefix("välue and more"))
    #expect(text.hasSuffix("lue"))
    #expect(!text.hasSuffix("lua"))
    #expect(!text.hasSuffix("more and välue"))
    #expect(text.hasPrefix("") && text.hasSuffix(""))
  }

  @Test func splittingKeepsEmptyParts() {
    let dot = UInt8(ascii: ".")
    #expect(Text("a.b.c").split(dot) == ["a", "b", "c"])
    #expect(Text(".a..").split(dot) == ["", "a", "", ""])
    #expect(Text("").split(dot) == [""])
    #expect(Text(Array("x.a.b.x".utf8), 2..<5).split(dot) == ["a", "b"])
  }

  @Test func aCompactedTextHasABufferOfItsOwn() {
    let compacted = Text(whole, 5..<11).compacted
    #expect(compacted.string == "välue")
    #expect(compacted.bytes.startIndex == 0)
    #expect(compacted.bytes.endIndex == 6)
  }
}
