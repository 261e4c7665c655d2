import AccessModel
import Diagnostics
import Plans

/// Who gains or loses what, as boxes and lines: people on the left, what it is about on the right.
///
/// However large the plan, it holds few boxes: the largest groups of those with the same impact, all
/// others together in one, and at most five things. The table below it says the same exactly.
struct ImpactPicture {
  private let nodes: [PictureNode]
  private let shares: [PictureTarget: Totals]
  private let layout: PictureLayout

  /// How many principals lose and gain something.
  struct Totals {
    var losing = 0
    var gaining = 0
  }

  init(_ effects: PlanEffects, _ names: PrincipalNames) {
    let shapes = PictureShapes(effects, names)
    nodes = shapes.nodes
    shares = shapes.totals
    layout = PictureLayout(
      nodes: nodes, targets: PictureTarget.allCases.filter { shapes.totals[$0] != nil })
  }

  func append(to html: inout HTMLBuilder) {
    html.element("figure") { html in
      html.element(
        "div",
        [
          .class("scroll"), HTMLAttribute("tabindex", "0"), HTMLAttribute("role", "region"),
          HTMLAttribute("aria-label", "Picture of the access impact"),
        ]
      ) { appendDrawing(to: &$0) }
      html.element("figcaption") { html in
        html.element("span", [.class("key")]) { _ in }
        html.text("full line: gains")
        html.element("span", [.class("key loss")]) { _ in }
        html.text("dashed line: loses. The table below says the same exactly.")
      }
    }
    html.line()
  }

  private func appendDrawing(to html: inout HTMLBuilder) {
    html.element(
      "svg",
      [
        HTMLAttribute("viewBox", "0 0 \(PictureLayout.width) \(layout.height)"),
        HTMLAttribute("role", "img"),
        HTMLAttribute("aria-labelledby", "picture-title picture-description"),
      ]
    ) { html in
      html.element("title", [.id("picture-title")], text: "Who gains and loses what")
      html.element("desc", [.id("picture-description")], text: description)
      for line in layout.lines { append(line, to: &html) }
      for (node, box) in zip(nodes, layout.left) { append(node, box, to: &html) }
      for (target, box) in layout.right { append(target, box, to: &html) }
    }
  }

  /// The same in sentences.
  private var description: String {
    nodes.map { node in
      let links = node.links.map { "\($0.words) in \($0.target.title)" }
      return "\(node.title): \(links.joined(separator: "; "))."
    }.joined(separator: " ")
  }

  private func append(_ line: PictureLayout.Line, to html: inout HTMLBuilder) {
    let (start, end) = (line.start, line.end)
    let bend = (end.x - start.x) / 2
    html.element(
      "path",
      [
        .class(line.isLoss ? "loss" : "gain"),
        HTMLAttribute(
          "d",
          "M\(start.x) \(start.y)C\(start.x + bend) \(start.y) \(end.x - bend) \(end.y) "
            + "\(end.x) \(end.y)"),
      ]
    ) { _ in }
  }

  private func append(
    _ node: PictureNode, _ box: PictureLayout.Box, to html: inout HTMLBuilder
  ) {
    append(box, to: &html)
    text(node.shownTitle, "title", x: box.x + 12, y: box.y + 22, to: &html)
    for (index, link) in node.links.enumerated() {
      let y = box.port(index)
      text(
        link.isLoss ? "− \(link.words)" : "+ \(link.words)", link.isLoss ? "loss" : "gain",
        x: box.x + box.width - 12, y: y + 4, isAtEnd: true, to: &html)
    }
  }

  private func append(
    _ target: PictureTarget, _ box: PictureLayout.Box, to html: inout HTMLBuilder
  ) {
    append(box, to: &html)
    let totals = shares[target] ?? Totals()
    let middle = box.y + box.height / 2
    let words = [(totals.losing, "lose"), (totals.gaining, "gain")].filter { $0.0 > 0 }
      .map { "\(grouped($0.0)) \($0.1)\($0.0 == 1 ? "s" : "")" }
    text(target.title, "title", x: box.x + 14, y: middle - 3, to: &html)
    text(words.joined(separator: ", "), "quiet", x: box.x + 14, y: middle + 15, to: &html)
  }

  private func append(_ box: PictureLayout.Box, to html: inout HTMLBuilder) {
    html.element(
      "rect",
      [
        .class("box"), HTMLAttribute("x", "\(box.x)"), HTMLAttribute("y", "\(box.y)"),
        HTMLAttribute("width", "\(box.width)"), HTMLAttribute("height", "\(box.height)"),
        HTMLAttribute("rx", "8"),
      ]
    ) { _ in }
  }

  private func text(
    _ raw: String, _ look: String, x: Int, y: Int, isAtEnd: Bool = false,
    to html: inout HTMLBuilder
  ) {
    let anchor = isAtEnd ? [HTMLAttribute("text-anchor", "end")] : []
    html.element(
      "text",
      [.class(look), HTMLAttribute("x", "\(x)"), HTMLAttribute("y", "\(y)")] + anchor, text: raw)
  }
}

/// What access is about, from what can do most harm.
enum PictureTarget: CaseIterable, Hashable {
  case funds, admin, trade, read, networks

  init(_ riskClass: EndpointTable.RiskClass) {
    switch riskClass {
    case .funds: self = .funds
    case .admin: self = .admin
    case .trade: self = .trade
    case .read: self = .read
    }
  }

  var title: String {
    switch self {
    case .funds: "FUNDS endpoints"
    case .admin: "ADMIN endpoints"
    case .trade: "TRADE endpoints"
    case .read: "read endpoints"
    case .networks: "addresses"
    }
  }
}

/// A box on the left, with a line for each thing and direction.
struct PictureNode {
  struct Link {
    let target: PictureTarget
    let isLoss: Bool
    /// Such as `6 endpoints`.
    let words: String
  }

  let title: String
  let links: [Link]

  /// The title as far as it fits its box.
  var shownTitle: String {
    let units = TerminalText.units(of: title)
    guard units.reduce(0, { $0 + $1.width }) > Self.columnsMax else { return title }
    var columns = 0
    var shown = String.UnicodeScalarView()
    for unit in units {
      columns += unit.width
      if columns >= Self.columnsMax { break }
      shown.append(unit.scalar)
    }
    return "\(String(shown))…"
  }

  private static let columnsMax = 40
}
