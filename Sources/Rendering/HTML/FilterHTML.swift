import Diagnostics

/// The form that filters the rows of a page; without the script it stays hidden, and all rows show.
struct FilterHTML {
  /// The institutions to choose from; the empty text for what belongs to none.
  let institutions: Set<Text>
  /// Whether rows move access one way or the other.
  let hasWays: Bool

  func append(to html: inout HTMLBuilder) {
    html.element(
      "form",
      [
        .id("filter"), HTMLAttribute("role", "search"), HTMLAttribute("aria-label", "Filter"),
        .flag("hidden"),
      ]
    ) { html in
      if institutions.count > 1 { appendInstitutions(to: &html) }
      field("text", "Name, resource or value", to: &html) { html in
        html.void(
          "input",
          [
            .id("filter-text"), HTMLAttribute("name", "text"), HTMLAttribute("type", "search"),
            HTMLAttribute("autocomplete", "off"), HTMLAttribute("spellcheck", "false"),
          ])
      }
      if hasWays { appendWays(to: &html) }
      html.element("button", [HTMLAttribute("type", "reset")], text: "Show all")
      html.element("output", [HTMLAttribute("aria-live", "polite")]) { _ in }
    }
    html.line()
  }

  private func field(
    _ name: String, _ label: String, to html: inout HTMLBuilder,
    _ control: (inout HTMLBuilder) -> Void
  ) {
    html.element("div") { html in
      html.element("label", [HTMLAttribute("for", "filter-\(name)")], text: label)
      control(&html)
    }
  }

  private func appendInstitutions(to html: inout HTMLBuilder) {
    field("institution", "Institution", to: &html) { html in
      html.element(
        "select", [.id("filter-institution"), HTMLAttribute("name", "institution")]
      ) { html in
        option("", "all", to: &html)
        for name in institutions.sorted() where !name.isEmpty {
          option(name.string, name.string, to: &html)
        }
        if institutions.contains(.empty) { option("-", "of no institution", to: &html) }
      }
    }
  }

  private func appendWays(to html: inout HTMLBuilder) {
    field("direction", "Direction", to: &html) { html in
      html.element("select", [.id("filter-direction"), HTMLAttribute("name", "direction")]) {
        html in
        option("", "all", to: &html)
        option("loses", "loses something", to: &html)
        option("gains", "gains something", to: &html)
        option("loses gains", "loses and gains", to: &html)
      }
    }
  }

  private func option(_ value: String, _ words: String, to html: inout HTMLBuilder) {
    html.element("option", [HTMLAttribute("value", value)], text: words)
  }
}
