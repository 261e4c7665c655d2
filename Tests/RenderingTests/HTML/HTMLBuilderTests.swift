import AccessModel
import Diagnostics
import Testing

@testable import Rendering

@Suite struct HTMLBuilderTests {
  private static let hostile = "<script>\"' & </td>--> \u{202E}\u{0}\u{7}\n\u{200B}é"

  private func written(_ write: (inout HTMLBuilder) -> Void) -> String {
    var html = HTMLBuilder()
    write(&html)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  @Test func textAndValuesAreEscapedAlike() {
    let shown =
      "&lt;script&gt;&quot;&#39; &amp; &lt;/td&gt;--&gt; "
      + "\\u{202e}\\u{0}\\u{7}\\u{a}\\u{200b}é"
    #expect(HTMLText.escaped(Self.hostile) == shown)
    let html = written {
      $0.element("p", [HTMLAttribute("title", Self.hostile)], text: Self.hostile)
    }
    #expect(html == "<p title=\"\(shown)\">\(shown)</p>")
  }

  @Test func everyScalarOfTheFirstScriptsAndSomeOfTheOthersStandAsTheyAreOrAsAVisibleEscape() throws
  {
    let values = Array(0..<0x600) + Array(stride(from: 0x600, to: 0x110000, by: 499))
    for scalar in values.compactMap({ Unicode.Scalar($0) }) {
      let raw = "a\(scalar)b"
      let page = written {
        $0.doctype()
        $0.element("p", [HTMLAttribute("title", raw)], text: raw)
      }
      let read = try MarkupReader(page)
      #expect(TerminalText.unescaped(read.text.filter { $0 != "\n" }) == raw)
      #expect(read.elements[0].attributes["title"] == TerminalText.escaped(raw))
    }
  }

  @Test func linksLeadToPlacesAndFilesOfTheSiteOnly() {
    let place = written { $0.element("a", [.link(toPlace: "x\" onclick")], text: "x") }
    #expect(place == "<a href=\"#x%22%20onclick\">x</a>")
    let file = written {
      $0.element("a", [.link(toFile: ["..", "javascript:a", "//b"])], text: "x")
    }
    #expect(file == "<a href=\"../javascript%3aa/%2f%2fb\">x</a>")
  }

  @Test func whatRunsOrLoadsIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = HTMLAttribute("onclick", "x") }
    await #expect(processExitsWith: .failure) { _ = HTMLAttribute("href", "x") }
    await #expect(processExitsWith: .failure) {
      var html = HTMLBuilder()
      html.element("script", text: "x")
    }
  }

  @Test func anAssetIsAllowedByTheHashOfItsBytes() {
    // Source: sha256sum and base64 of the three bytes `abc`.
    #expect(
      HTMLAsset.script("abc").source == "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='")
  }

  @Test func ourStyleAndScriptCannotEndTheirElements() {
    for asset in [PageStyle.asset, PageScript.asset] {
      let text = String(decoding: asset.bytes, as: UTF8.self)
      #expect(!text.contains("</") && !text.contains("<!--"))
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
