import Diagnostics

/// What pages say again and again, with a word wherever there is a colour.
extension HTMLBuilder {
  /// A word that stands out; its colour only repeats what it says.
  enum Tone: String {
    case plain = ""
    case gain, loss, warn, good

    init(_ style: Style) {
      switch style {
      case .error, .loss: self = .loss
      case .warning, .gain: self = .warn
      case .good: self = .good
      default: self = .plain
      }
    }
  }

  mutating func tag(_ word: String, _ tone: Tone = .plain) {
    element("span", [.class(tone == .plain ? "tag" : "tag \(tone.rawValue)")], text: word)
  }

  /// Something that is written exactly so: a name, an address, an id.
  mutating func code(_ raw: String) { element("code", text: raw) }

  /// A command to be copied.
  mutating func command(_ raw: String) {
    element("code", [.class("command")], text: raw)
  }

  /// A section with its heading, which names it as a landmark.
  mutating func section(
    _ id: String, _ title: String, _ content: (inout HTMLBuilder) -> Void
  ) {
    element("section", [.id(id), HTMLAttribute("aria-labelledby", "\(id)-title")]) { html in
      html.element("h2", [.id("\(id)-title")], text: title)
      content(&html)
    }
    line()
  }

  /// A table whose rows become blocks on a phone; the cells then carry their column's name.
  mutating func table(
    _ caption: String, noun: String? = nil, columns: [String],
    _ rows: (inout HTMLBuilder) -> Void
  ) {
    let noun = noun.map { [HTMLAttribute("data-noun", $0)] } ?? []
    element("table", [.class("stack")] + noun) { html in
      html.element("caption", text: caption)
      html.element("thead") { html in
        html.element("tr") { html in
          for column in columns {
            html.element("th", [HTMLAttribute("scope", "col")], text: column)
          }
        }
      }
      html.line()
      html.element("tbody") { rows(&$0) }
    }
    line()
  }

  /// A row; its first cell names it.
  mutating func row(
    _ attributes: [HTMLAttribute] = [], header: (inout HTMLBuilder) -> Void,
    _ cells: (inout HTMLBuilder) -> Void
  ) {
    element("tr", attributes) { html in
      html.element("th", [HTMLAttribute("scope", "row")]) { header(&$0) }
      cells(&html)
    }
    line()
  }

  mutating func cell(
    _ label: String, _ attributes: [HTMLAttribute] = [], _ content: (inout HTMLBuilder) -> Void
  ) {
    element("td", [HTMLAttribute("data-label", label)] + attributes) { content(&$0) }
  }

  mutating func cell(_ label: String, text: String) { cell(label) { $0.text(text) } }

  /// Names with commas between them; many fold under `summary`, and those not given are counted.
  mutating func names(_ names: [String], of total: Int, shown: Int, summary: String) {
    guard total > shown else {
      list(names[...])
      return
    }
    element("details") { html in
      html.element("summary", text: summary)
      html.element("p") { html in
        html.list(names[...])
        if total > names.count { html.text(" and \(grouped(total - names.count)) more") }
      }
    }
  }

  private mutating func list(_ names: ArraySlice<String>) {
    for (index, name) in names.enumerated() {
      if index > 0 { text(", ") }
      code(name)
    }
  }
}
