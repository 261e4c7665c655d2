import Diagnostics
import Testing
import YAMLSyntax

@Suite struct LimitTests {
  @Test func depthEndsAt64() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(Reading(nested(64)).tree != nil)
    #expect(Reading(nested(65)).problems == ["yaml-depth 1:65"])
    let blocks = (0..<65).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(Reading(blocks).problems == ["yaml-depth 65:65"])
  }

  @Test func depthIsCountedThroughAliases() {
    let half = String(repeating: "[", count: 32) + "x" + String(repeating: "]", count: 32)
    func text(_ outer: Int) -> String {
      "- &a \(half)\n- \(String(repeating: "[", count: outer))*a\(String(repeating: "]", count: outer))\n"
    }
    #expect(Reading(text(31)).tree != nil)
    #expect(Reading(text(32)).problems == ["yaml-depth 2:35"])
  }

  @Test func fileSizeIsCountedInBytes() {
    let limits = SyntaxLimits(fileBytes: 8)
    #expect(Reading("a: éé\n", limits: limits).tree != nil)
    #expect(Reading("a: ééx\n", limits: limits).problems == ["yaml-file-size 1:1"])
  }

  @Test func scalarSizeIsCountedAfterDecoding() {
    let limits = SyntaxLimits(scalarBytes: 4)
    #expect(Reading("a: \"\\x41\\x41\\x41\\x41\"\n", limits: limits).tree != nil)
    #expect(Reading("a: bcdef\n", limits: limits).problems == ["yaml-scalar-size 1:4"])
    #expect(Reading("abcde: f\n", limits: limits).problems == ["yaml-scalar-size 1:1"])
    #expect(Reading("a: |\n  bcde\n", limits: limits).problems == ["yaml-scalar-size 1:4"])
  }

  @Test func nodesOfAllDocumentsAreCounted() {
    let limits = SyntaxLimits(nodes: 6)
    #expect(Reading("[a, b]\n---\n[c, d]\n", limits: limits).tree != nil)
    #expect(Reading("[a, b]\n---\n[c, d, e]\n", limits: limits).problems == ["yaml-node-count 3:8"])
  }

  @Test func anAliasCountsAsACopy() {
    let limits = SyntaxLimits(nodes: 8)
    #expect(Reading("- &a [b, c]\n- *a\n", limits: limits).tree != nil)
    #expect(Reading("- &a [b, c, d]\n- *a\n", limits: limits).problems == ["yaml-node-count 2:3"])
    let bytes = SyntaxLimits(expandedBytes: 8)
    #expect(Reading("- &a bcde\n- *a\n", limits: bytes).tree != nil)
    #expect(Reading("- &a bcdef\n- *a\n", limits: bytes).problems == ["yaml-node-count 2:3"])
  }

  @Test(arguments: Attack.all)
  func attackCostsLittle(_ attack: Attack) {
    let clock = ContinuousClock()
    var hasEnded = false
    let duration = clock.measure {
      let reading = Reading(attack.text)
      hasEnded = reading.tree != nil || !reading.diagnostics.isEmpty
    }
    #expect(hasEnded)
    // Generous, for debug builds on busy machines: the square of a mebibyte takes minutes.
    #expect(duration < .seconds(3))
  }
}

/// A shape that keeps careless readers busy: each grows with the square of its size, or worse, in
/// libyaml or in a reader that follows aliases.
struct Attack: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  var testDescription: String { name }

  static let all = [

    Attack("brackets", String(repeating: "[", count: 1 << 20)),
    Attack("braces", String(repeating: "{", count: 1 << 20)),
    Attack("dashes", String(repeating: "- ", count: 1 << 19)),
    Attack("question marks", String(repeating: "? ", count: 1 << 19)),
    Attack("one long key", String(repeating: "a", count: (1 << 20) - 3) + ": b"),
    Attack("one comment", "#" + String(repeating: "x", count: (1 << 20) - 1)),
    Attack("empty block texts", String(repeating: "- |\n", count: 1 << 18)),
    Attack("spaces at the end", "- |\n" + String(repeating: " ", count: (1 << 20) - 4)),
    Attack("lines of one text", "a: \"" + String(repeating: "b\n ", count: 300_000)),
    Attack("tag directives", (0..<60_000).map { "%TAG !a\($0)! x\n" }.joined()),
    Attack("anchors", (0..<60_000).map { "- &a\($0) b\n" }.joined()),
    Attack("documents with anchors", String(repeating: "--- &a b\n", count: 110_000)),
    Attack("keys", (0..<80_000).map { "k\($0): v\n" }.joined()),
    Attack(
      "aliases of aliases",
      "- &a0 [x, x, x, x, x, x, x, x, x]\n"
        + (1..<60).map { index in
          "- &a\(index) [\(Array(repeating: "*a\(index - 1)", count: 9).joined(separator: ", "))]\n"
        }.joined()
    ),
    Attack(
      "a long text many times",
      "- &a \(String(repeating: "x", count: 60_000))\n"
        + String(repeating: "- *a\n", count: 190_000)
    ),
  ]
}
