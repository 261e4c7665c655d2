import Diagnostics
import Testing
import YAMLSyntax

/// One refused text with the problems it has, `code line:column` each.
struct Refusal: CustomTestStringConvertible, Sendable {
  let text: String
  let problems: [String]

  init(_ text: String, _ problems: String...) {
    self.text = text
    self.problems = problems
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct StrictRuleTests {
  @Test(arguments: [
    Refusal("a: !x b\n", "yaml-tag 1:4"),
    Refusal("a: !!str b\nc: !<tag:x> d\n", "yaml-tag 1:4", "yaml-tag 2:4"),
    Refusal("a: ! b\n", "yaml-tag 1:4"),
    Refusal("- &x !t [a]\n", "yaml-tag 1:6"),
    Refusal("%YAML 1.2\n---\na\n", "yaml-directive 1:1"),
    Refusal("a\n...\n%TAG ! x\n--- b\n", "yaml-directive 3:1"),
    Refusal("a: b\nc: d\na: e\n", "yaml-duplicate-key 3:1"),
    Refusal("a: b\n'a': c\n\"\\x61\": d\n", "yaml-duplicate-key 2:1", "yaml-duplicate-key 3:1"),
    Refusal("x: &k a\ny: {a: 1, *k : 2}\n", "yaml-duplicate-key 2:11"),
    Refusal("\u{e9}: 1\ne\u{301}: 2\n", "yaml-duplicate-key 2:1"),
    Refusal("<<: {a: b}\n", "yaml-merge-key 1:1"),
    Refusal("k: &m <<\nv: {*m : x}\n", "yaml-merge-key 2:5"),
    Refusal("{a: b}: c\n", "yaml-complex-key 1:1"),
    Refusal("? [a]\n: b\n", "yaml-complex-key 1:3"),
    Refusal("a: &x [b]\nc: {*x : d}\n", "yaml-complex-key 2:5"),
    Refusal("a: {{ name }}\n", "yaml-complex-key 1:5"),
    Refusal("~: a\n", "yaml-empty-key 1:1"),
    Refusal("{null: a, '': b}\n", "yaml-empty-key 1:2", "yaml-empty-key 1:11"),
    Refusal("{: a}\n", "yaml-syntax 1:2"),
    Refusal("a: *b\n", "yaml-undefined-alias 1:4"),
    Refusal("&a b\n---\n*a\n", "yaml-undefined-alias 3:1"),
    Refusal("&a [*a]\n", "yaml-recursive-alias 1:5"),
    Refusal("a: &x 1\nb: &x 2\n", "yaml-anchor 2:4"),
    Refusal("a: &x:y 1\n", "yaml-anchor 1:6"),
    Refusal("- &x 1\n- *x:\n", "yaml-anchor 2:5"),
    Refusal("a: [b]# c\n", "yaml-comment 1:7"),
    Refusal("a: {b: c,# d\n  e: f}\n", "yaml-comment 1:10"),
    Refusal("a: 'b'#c\n", "yaml-comment 1:7"),
    Refusal("a: >#b\n  c\n", "yaml-comment 1:5"),
    Refusal("a: [b,\nc]\n", "yaml-indentation 2:1"),
    Refusal("a:\n  b: {\n  c: d}\n", "yaml-indentation 3:3"),
    Refusal("a: \"b\nc\"\n", "yaml-indentation 2:1"),
    Refusal("a: 'b\n\tc'\n", "yaml-indentation 2:2"),
    Refusal("- [\n\ta]\n", "yaml-tab 2:1", "yaml-indentation 2:2"),
    Refusal("a:\n|\n  b\n", "yaml-indentation 2:1"),
    Refusal("a:\tb\n", "yaml-tab 1:3"),
    Refusal("a: b\tc\n", "yaml-tab 1:5"),
    Refusal("a: |\t\n  b\n", "yaml-tab 1:5"),
    Refusal("[-]\n", "yaml-indicator 1:2"),
    Refusal("[a, -, b]\n", "yaml-indicator 1:5"),
    Refusal("[?a]\n", "yaml-indicator 1:2"),
    Refusal("{?a: b}\n", "yaml-indicator 1:2"),
    Refusal("[a?b]\n", "yaml-indicator 1:3"),
    Refusal("a: >\n   \n  b\n", "yaml-block-scalar 2:1"),
    Refusal("a: >\n \n  b\n", "yaml-block-scalar 2:1"),
    Refusal("a: |\n b\n   ", "yaml-block-scalar 3:1"),
    Refusal("- |+\n   ", "yaml-block-scalar 2:1"),
    Refusal("--- |\n# b\n", "yaml-block-scalar 1:5"),
    Refusal("a: 'b\n", "yaml-syntax 1:4"),
    Refusal("a: b: c\n", "yaml-syntax 1:5"),
    Refusal("a: @b\n", "yaml-syntax 1:4"),
  ])
  func isRefusedWithCodeAndPlace(_ refusal: Refusal) {
    #expect(Reading(refusal.text).problems == refusal.problems)
  }

  @Test func everyRefusalSaysWhatToDo() {
    for text in ["a: !x b", "a: [b]#c", "a: 'b", "a: *b", "[-]", "a: b\na: c", "\u{200B}"] {
      for diagnostic in Reading(text).diagnostics {
        #expect(!diagnostic.help.isEmpty && diagnostic.help.allSatisfy { !$0.isEmpty })
        #expect(diagnostic.message.last != ".")
      }
    }
  }

  @Test func duplicateKeyNamesTheFirstPlace() {
    let reading = Reading("x:\n  name: a\n  other: b\n  name: c\n")
    #expect(reading.diagnostics.first?.message == "the key `name` stands at 2:3 already")
  }

  @Test func duplicateKeyIsFoundAmongMany() {
    let keys = (0..<1000).map { "key\($0): v\n" }.joined()
    #expect(Reading(keys).problems == [])
    #expect(Reading(keys + "key500: w\n").problems == ["yaml-duplicate-key 1001:1"])
  }

  @Test(arguments: [
    ("a: [\n  b,\n  c\n]\n", "{‹a›: [‹b›, ‹c›]}"),
    ("a:\n  b: {\n    c: d\n  }\n", "{‹a›: {‹b›: {‹c›: ‹d›}}}"),
    ("[\na,\nb]\n", "[‹a›, ‹b›]"),
    ("{\"a\":\"b\",\"c\":[1,{\"d\":null}]}", "{‹a›: ‹b›, ‹c›: [‹1›, {‹d›: ‹null›}]}"),
    ("? a\n: b\n", "{‹a›: ‹b›}"),
    ("a: b#c # d\n", "{‹a›: ‹b#c›}"),
    ("a: 50% %b\n %c\n", "{‹a›: ‹50% %b %c›}"),
    ("a: http://x/y?z\n", "{‹a›: ‹http://x/y?z›}"),
    ("a: 'b\n\n  c'\n", "{‹a›: ‹b\nc›}"),
    ("a: \"b\\\n  c\\td\"\n", "{‹a›: ‹bc\td›}"),
    ("a: b\n  c\n", "{‹a›: ‹b c›}"),
    ("a: |\n  b\n   c\n\nd: >-\n  e\n  f\n", "{‹a›: ‹b\n c\n›, ‹d›: ‹e f›}"),
    ("a: |\n  \n  b\n", "{‹a›: ‹\nb\n›}"),
    ("\"<<\": a\n", "{‹<<›: ‹a›}"),
    ("a:\r\n- b\r\n- c\r\n", "{‹a›: [‹b›, ‹c›]}"),
    ("a: &x {b: c}\nd: [*x, *x]\n", "{‹a›: {‹b›: ‹c›}, ‹d›: [{‹b›: ‹c›}, {‹b›: ‹c›}]}"),
    ("k: &m n\nv: {*m : x}\n", "{‹k›: ‹n›, ‹v›: {‹n›: ‹x›}}"),
    ("&a a: &b b\n", "{‹a›: ‹b›}"),
    ("a: &x\n  b: c\nd: &y\n", "{‹a›: {‹b›: ‹c›}, ‹d›: ‹›}"),
  ])
  func isReadThoughUnusual(_ text: String, _ value: String) {
    let reading = Reading(text)
    #expect(reading.problems == [])
    #expect(reading.value == value)
  }
}
