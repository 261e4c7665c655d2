/// The frame of every page: what a browser may do, the skip link, and the landmarks.
struct HTMLPage {
  let title: String
  /// What stands above the title, such as the register's name with the way back to it.
  let eyebrow: (inout HTMLBuilder) -> Void
  /// What stands below the title.
  let lead: (inout HTMLBuilder) -> Void
  /// The sections that the page's own list of contents names.
  let contents: [(id: String, title: String)]
  let main: (inout HTMLBuilder) -> Void

  /// Nothing may be loaded or sent; our own two assets are known by their hashes.
  private static let policy =
    "default-src 'none'; style-src \(PageStyle.asset.source); "
    + "script-src \(PageScript.asset.source); base-uri 'none'; form-action 'none'"

  var bytes: [UInt8] {
    var html = HTMLBuilder()
    html.doctype()
    html.element("html", [HTMLAttribute("lang", "en")]) { html in
      html.element("head") { appendHead(to: &$0) }
      html.line()
      html.element("body") { appendBody(to: &$0) }
    }
    html.line()
    return html.bytes
  }

  private func appendHead(to html: inout HTMLBuilder) {
    html.void("meta", [HTMLAttribute("charset", "utf-8")])
    html.void(
      "meta",
      [
        HTMLAttribute("http-equiv", "Content-Security-Policy"),
        HTMLAttribute("content", Self.policy),
      ])
    meta("viewport", "width=device-width, initial-scale=1", to: &html)
    meta("color-scheme", "light dark", to: &html)
    meta("referrer", "no-referrer", to: &html)
    html.element("title", text: title)
    html.line()
    html.asset(PageStyle.asset)
  }

  private func meta(_ name: String, _ content: String, to html: inout HTMLBuilder) {
    html.void("meta", [HTMLAttribute("name", name), HTMLAttribute("content", content)])
  }

  private func appendBody(to html: inout HTMLBuilder) {
    html.element("a", [.class("skip"), .link(toPlace: "main")], text: "Skip to the content")
    html.element("header") { html in
      html.element("p", [.class("eyebrow")]) { eyebrow(&$0) }
      html.element("h1", text: title)
      lead(&html)
    }
    html.line()
    if contents.count > 1 { appendContents(to: &html) }
    html.element("main", [.id("main"), HTMLAttribute("tabindex", "-1")]) { main(&$0) }
    html.line()
    html.element("footer") { html in
      html.element(
        "p", text: "Written by mandate. This page loads nothing and sends nothing.")
    }
    html.asset(PageScript.asset)
  }

  private func appendContents(to html: inout HTMLBuilder) {
    html.element("nav", [HTMLAttribute("aria-label", "On this page")]) { html in
      html.element("ul") { html in
        for section in contents {
          html.element("li") { html in
            html.element("a", [.link(toPlace: section.id)], text: section.title)
          }
        }
      }
    }
    html.line()
  }
}
