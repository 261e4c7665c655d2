extension HTMLBuilder {
  /// A number with what it counts.
  mutating func card(_ count: Int, _ one: String, _ many: String, look: String = "") {
    element("li", count > 0 && !look.isEmpty ? [.class(look)] : []) { html in
      html.element("b", text: grouped(count))
      html.element("span", text: " \(count == 1 ? one : many)")
    }
  }

  /// A line of a list of facts; nothing for a fact that is not known.
  mutating func fact(_ name: String, _ value: String?) {
    guard let value else { return }
    element("dt", text: name)
    element("dd", text: value)
  }

  /// A section of one table, or a sentence where it has no rows.
  mutating func listing<Element>(
    _ id: String, _ title: String, _ caption: String, noun: String, columns: [String],
    of elements: [Element], otherwise: String,
    _ row: (Element, inout HTMLBuilder) -> Void
  ) {
    section(id, title) { html in
      guard !elements.isEmpty else {
        html.element("p", text: otherwise)
        return
      }
      let shown = min(elements.count, ListingLimit.rowsMax)
      html.table(caption, noun: noun, columns: columns) { html in
        for element in elements.prefix(shown) { row(element, &html) }
      }
      if shown < elements.count {
        html.element(
          "p",
          text: "And \(grouped(elements.count - shown)) more, which filters do not see.")
      }
    }
  }
}

/// So many rows a table; browsers become slow with more.
private enum ListingLimit {
  static let rowsMax = 2_000
}
