import Diagnostics
import Manifests
import Testing
import YAMLSyntax

/// How single things are laid out; random files are in Tests/Oracles/layout_oracle.py.
@Suite struct LayoutTests {
  /// The file as it is laid out, and whether laying it out once more leaves it alone.
  private static func laidOut(_ text: String) throws -> (text: String, isStable: Bool) {
    let first = try outcome(of: text)
    guard case .changed(let bytes) = first else {
      guard case .unchanged = first else { return ("it is left alone", false) }
      return (text, true)
    }
    let result = String(decoding: bytes, as: UTF8.self)
    guard case .unchanged = try outcome(of: result) else { return (result, false) }
    return (result, true)
  }

  private static func outcome(of text: String) throws -> ManifestLayout.Outcome {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a.yaml", bytes: Array(text.utf8))
    let tree = try #require(parseSyntax(file, into: &diagnostics), "\(diagnostics)")
    return ManifestLayout.outcome(of: tree)
  }

  private static let head = "apiVersion: mandate/v1\nkind: Desk\n"

  @Test(arguments: [
    // Indentation, spaces and the end of the file.
    (
      "items:\n     b:\n        desk:   x\n     a: {desk: y}",
      "items:\n  a: {desk: y}\n  b:\n    desk: x\n"
    ),
    // Line ends and the byte order mark.
    ("items:\r\n  b: {x: 1}\r\n  a: {x: 2}\r\n", "items:\n  a: {x: 2}\n  b: {x: 1}\n"),
    // Padding in front of brackets is the author's; in front of other values it goes.
    ("items:\n  bb: {x: 1}\n  a:  {x: 2}\n", "items:\n  a:  {x: 2}\n  bb: {x: 1}\n"),
    // A comment goes with what it stands above or behind.
    (
      "items:\n  # of b\n  b: {x: 1}   # b\n  # of a\n  a: {x: 2}\n",
      "items:\n  # of a\n  a: {x: 2}\n  # of b\n  b: {x: 1}   # b\n"
    ),
    // A comment with a blank line below it heads what follows, and nothing passes it.
    (
      "items:\n  d: {x: 1}\n  c: {x: 1}\n\n  # heading\n\n  b: {x: 1}\n  a: {x: 1}\n",
      "items:\n  c: {x: 1}\n  d: {x: 1}\n\n  # heading\n\n  a: {x: 1}\n  b: {x: 1}\n"
    ),
    // Blank lines between all entries stay between all entries.
    (
      "items:\n  c: {x: 1}\n\n  b: {x: 1}\n\n\n  a: {x: 1}\n",
      "items:\n  a: {x: 1}\n\n  b: {x: 1}\n\n  c: {x: 1}\n"
    ),
    // An alias never comes before its anchor.
    ("items:\n  b: &x {x: 1}\n  a: *x\n", "items:\n  b: &x {x: 1}\n  a: *x\n"),
    (
      "items:\n  c: {x: 1}\n  b: &x {x: 1}\n  d: *x\n",
      "items:\n  b: &x {x: 1}\n  c: {x: 1}\n  d: *x\n"
    ),
    // Comments in brackets.
    (
      "items:\n  a: {endpoints: [\n    b, # of b\n    # of a\n    a\n  ]}\n",
      "items:\n  a: {endpoints: [\n    # of a\n    a,\n    b # of b\n  ]}\n"
    ),
    // Line breaks in brackets stay where they are.
    (
      "items:\n  a:\n    {endpoints: [b,\n      c, a], application: x}\n",
      "items:\n  a:\n    {application: x, endpoints: [a,\n                                 b, c]}\n"
    ),
    // A text whose line break the file's end cut off keeps none.
    (
      "items:\n  b:\n    x: |\n      t\n  a:\n    x: |\n      t",
      "items:\n  a:\n    x: |-\n      t\n  b:\n    x: |\n      t\n"
    ),
    // Blank lines of a kept text are not those of its neighbours.
    (
      "items:\n  b:\n    x: |+\n      t\n\n  a: {x: 1}\n",
      "items:\n  a: {x: 1}\n  b:\n    x: |+\n      t\n\n"
    ),
    // Case stays in the order of writing, for it is read like a story.
    (
      "spec:\n  cases:\n  - name: b\n  - name: a\n",
      "spec:\n  cases:\n    - name: b\n    - name: a\n"
    ),
  ])
  func aDocumentIsLaidOut(_ body: String, _ expected: String) throws {
    let isWindows = body.contains("\r")
    let start = isWindows ? "\u{FEFF}" + Self.head.replacing("\n", with: "\r\n") : Self.head
    let result = try Self.laidOut(start + body)
    #expect(result.text == Self.head + expected)
    #expect(result.isStable)
  }

  private static func document(_ kind: String, _ name: String) -> String {
    "apiVersion: mandate/v1\nkind: \(kind)\nmetadata: {name: \(name)}\nspec: {x: 1}\n"
  }

  @Test func documentsAreSortedBelowTheHeadOfTheFile() throws {
    let (desk, tier) = (Self.document("Desk", "a"), Self.document("Tier", "b"))
    let text = "# head\n\(desk)---\n# of tier\n\(tier)...\n---\n\(Self.document("Tier", "a"))"
    let result = try Self.laidOut(text)
    #expect(
      result.text
        == "# head\n\(Self.document("Tier", "a"))---\n# of tier\n\(tier)...\n---\n\(desk)")
    #expect(result.isStable)
  }

  @Test func theHeadOfAFileIsPartedFromTheCommentOfTheDocumentBelowIt() throws {
    let (desk, tier) = (Self.document("Desk", "a"), Self.document("Tier", "b"))
    let result = try Self.laidOut("# head\n\(desk)---\n# of tier\n\(tier)")
    #expect(result.text == "# head\n---\n# of tier\n\(tier)---\n\(desk)")
    #expect(result.isStable)
  }

  @Test func otherYAMLIsLeftAlone() throws {
    guard case .unchanged = try Self.outcome(of: "kind:   Pod\nitems:   [b,   a]\n") else {
      Issue.record("a file of another program was laid out")
      return
    }
  }

  @Test(arguments: ["? kind\n: Desk\n", "spec: {a: # why\n  1}\n"])
  func whatHasNoSettledLayoutIsLeftAlone(_ rest: String) throws {
    guard case .obstacle(let offset) = try Self.outcome(of: "apiVersion: mandate/v1\n" + rest)
    else {
      Issue.record("an obstacle was passed over")
      return
    }
    #expect(offset >= 23)
  }
}
