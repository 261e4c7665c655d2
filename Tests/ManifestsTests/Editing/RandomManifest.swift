import TestSupport

/// A manifest in the manner of many hands: random kinds, layouts, quotes, comments, anchors, line ends.
///
/// Every line knows which resource it is about, so that tests can tell what an edit may touch.
struct RandomManifest {
  struct Line {
    var text: String
    /// `Kind/name`; nil for what belongs to none.
    let owner: String?
  }

  private(set) var lines: [Line] = []
  private(set) var isCRLF = false
  private(set) var hasMark = false
  private(set) var isEnded = true
  /// The names of resources, with their kinds.
  private(set) var resources: [(kind: String, name: String)] = []

  private var random: SeededRandom
  private var comments = 0
  private var owner: String?
  /// Lists that an anchor of the current document names.
  private var anchors: [(name: String, values: [String])] = []

  static let selectors = [
    "account.balance", "market.depth.get", "order.*", "order.list", "set:market",
    "trade.order.place", "*",
  ]

  init(_ random: inout SeededRandom) {
    self.random = random
    isCRLF = self.random.oneIn(3)
    hasMark = self.random.oneIn(6)
    isEnded = !self.random.oneIn(4)
    for number in 0..<self.random.int(in: 1...4) {
      writeDocument(number)
    }
    if lines.last?.text.isEmpty == true { isEnded = true }
    random = self.random
  }

  var text: String { text(of: lines.map(\.text)) }

  /// Lines as the file has them.
  func text(of lines: [String]) -> String {
    let lineBreak = isCRLF ? "\r\n" : "\n"
    return (hasMark ? "\u{FEFF}" : "") + lines.joined(separator: lineBreak)
      + (isEnded ? lineBreak : "")
  }

  // MARK: Lines

  private mutating func line(_ text: String) {
    lines.append(Line(text: text + endComment(), owner: owner))
    guard random.oneIn(8) else { return }
    // At the column of items nobody can tell whether it is about the one above or below.
    let indent = text.prefix { $0 == " " }
    lines.append(Line(text: indent + comment(), owner: indent.count > 2 ? owner : nil))
  }

  private mutating func comment() -> String {
    comments += 1
    return "# c\(comments)" + (random.oneIn(3) ? " said: [\"x\", {y}]" : "")
  }

  private mutating func endComment() -> String {
    if random.oneIn(5) { return String(repeating: " ", count: random.int(in: 1...4)) + comment() }
    return random.oneIn(9) ? "  " : ""
  }

  // MARK: Documents

  private mutating func writeDocument(_ number: Int) {
    anchors = []
    owner = nil
    if number > 0 || random.oneIn(4) { lines.append(Line(text: "---", owner: nil)) }
    if random.oneIn(3) { line(comment()) }
    let kind = random.pick(["Desk", "Desk", "Desk", "IPWhitelist", "TraderAuthorization"])
    guard random.oneIn(2) else { return writeItems(kind, number) }
    let name = "r\(number)-a"
    resources.append((kind, name))
    owner = "\(kind)/\(name)"
    line("apiVersion: mandate/v1")
    line("kind: \(kind)")
    if random.oneIn(2) {
      line("metadata: {name: \(name), institution: harbour}")
    } else {
      line("metadata:")
      line("  name: \(name)")
      line("  institution: \"harbour\"")
      if random.oneIn(2) { line("  labels: {floor: '7'}") }
    }
    writeMapping("spec", fields(of: kind), indent: "")
  }

  private mutating func writeItems(_ kind: String, _ number: Int) {
    line("apiVersion: mandate/v1")
    line("kind: \(kind)")
    line("metadata: {institution: harbour}")
    let names = ["a", "b", "c", "d"].prefix(random.int(in: 1...4)).map { "r\(number)-\($0)" }
    resources += names.map { (kind, $0) }
    if random.oneIn(5) {
      // All items in brackets, each on its line.
      line("items: {")
      for (index, name) in names.enumerated() {
        owner = "\(kind)/\(name)"
        let comma = index + 1 < names.count || random.oneIn(2) ? "," : ""
        line("  \(name): \(flow(fields(of: kind)))\(comma)")
      }
      owner = nil
      return line("}")
    }
    line("items:")
    for name in names {
      owner = "\(kind)/\(name)"
      writeMapping(name, fields(of: kind), indent: "  ")
      if random.oneIn(6) { lines.append(Line(text: "", owner: nil)) }
    }
    owner = nil
  }

  // MARK: Fields

  private enum Content {
    case plain(String)
    case list([String])
    case entries([String])
  }

  private mutating func fields(of kind: String) -> [(String, Content)] {
    switch kind {
    case "Desk":
      var fields: [(String, Content)] = [
        ("application", .plain("desks")), ("accountScope", .plain("listed")),
        ("accounts", .list(["main"])), ("endpoints", .list(someSelectors())),
      ]
      if random.oneIn(2) { fields.append(("ipWhitelists", .list(["office"]))) }
      return fields
    case "IPWhitelist":
      let blocks = ["198.51.100.0/25", "203.0.113.0/26", "203.0.113.64/26", "2a01:db8::/48"]
      return [
        ("mode", .plain("restricted")),
        ("entries", .entries(Array(blocks.shuffled(using: &random).prefix(random.int(in: 1...3))))),
      ]
    default:
      let state: [(String, Content)] = random.oneIn(2) ? [("state", .plain("active"))] : []
      return [("desk", .plain(random.oneIn(2) ? "equities" : "'equities'"))] + state
    }
  }

  private mutating func someSelectors() -> [String] {
    let some = Self.selectors.shuffled(using: &random).prefix(random.int(in: 1...4))
    return random.oneIn(2) ? some.sorted() : Array(some)
  }

  private mutating func writeMapping(
    _ key: String, _ fields: [(String, Content)], indent: String
  ) {
    guard !random.oneIn(3) else { return line("\(indent)\(key): \(flow(fields))") }
    line("\(indent)\(key):")
    let inner = indent + String(repeating: " ", count: random.oneIn(3) ? 4 : 2)
    for (name, content) in fields { write(name, content, indent: inner) }
  }

  private mutating func write(_ name: String, _ content: Content, indent: String) {
    switch content {
    case .plain(let text): line("\(indent)\(name): \(text)")
    case .list(let values): writeList(name, values, indent: indent)
    case .entries(let blocks): writeEntries(name, blocks, indent: indent)
    }
  }

  private mutating func writeList(_ name: String, _ values: [String], indent: String) {
    if name == "endpoints", let anchor = anchors.last, !random.oneIn(4) {
      return line("\(indent)\(name): *\(anchor.name)")
    }
    var anchor = ""
    if name == "endpoints", anchors.isEmpty, !random.oneIn(4) {
      anchors.append(("e\(anchors.count)", values))
      anchor = " &e\(anchors.count - 1)"
    }
    let inner = indent + (random.oneIn(2) ? "" : "  ")
    switch random.int(in: 0...2) {
    case 0:
      line("\(indent)\(name):\(anchor) [\(values.map { scalar($0) }.joined(separator: ", "))]")
    case 1:
      line("\(indent)\(name):\(anchor)")
      for value in values { line("\(inner)- \(scalar(value))") }
    default:
      line("\(indent)\(name):\(anchor) [")
      for (index, value) in values.enumerated() {
        let comma = index + 1 < values.count || random.oneIn(2) ? "," : ""
        line("\(indent)  \(scalar(value))\(comma)")
      }
      line("\(indent)  ]")
    }
  }

  private mutating func writeEntries(_ name: String, _ blocks: [String], indent: String) {
    line("\(indent)\(name):")
    let inner = indent + (random.oneIn(2) ? "" : "  ")
    for block in blocks {
      if random.oneIn(2) {
        line("\(inner)- {cidr: \(quotedBlock(block)), note: office}")
      } else {
        line("\(inner)- cidr: \(quotedBlock(block))")
        if random.oneIn(2) { line("\(inner)  note: data centre") }
      }
    }
  }

  private mutating func flow(_ fields: [(String, Content)]) -> String {
    let written = fields.map { name, content -> String in
      switch content {
      case .plain(let text): return "\(name): \(text)"
      case .list(let values):
        return "\(name): [\(values.map { scalar($0) }.joined(separator: ", "))]"
      case .entries(let blocks):
        return "\(name): [\(blocks.map { "{cidr: \(quotedBlock($0))}" }.joined(separator: ", "))]"
      }
    }
    return "{\(written.joined(separator: random.oneIn(3) ? ",  " : ", "))}"
  }

  private mutating func scalar(_ text: String) -> String {
    if text == "*" { return random.oneIn(2) ? "\"*\"" : "'*'" }
    return random.oneIn(4) ? "\"\(text)\"" : random.oneIn(6) ? "'\(text)'" : text
  }

  private mutating func quotedBlock(_ text: String) -> String {
    text.contains("::") || random.oneIn(3) ? "\"\(text)\"" : text
  }
}
