import Diagnostics

/// Recursive descent over the tokens of a query; `and` binds closer than `or`.
struct QueryParser {
  private var tokens: QueryTokens
  private var depth = 0

  /// Parentheses and `not` may nest this deep, so that no text can exhaust the stack.
  private static let depthMax = 32

  init(_ text: Text) { tokens = QueryTokens(text) }

  mutating func parse() throws(FormatProblem) -> Query.Condition {
    let condition = try disjunction()
    guard try tokens.peek() == .end else {
      throw tokens.problem(expected: "`and`, `or` or the end")
    }
    return condition
  }

  private mutating func disjunction() throws(FormatProblem) -> Query.Condition {
    var left = try conjunction()
    while try tokens.skip(word: "or") { left = .or(left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(FormatProblem) -> Query.Condition {
    var left = try negation()
    while try tokens.skip(word: "and") { left = .and(left, try negation()) }
    return left
  }

  private mutating func negation() throws(FormatProblem) -> Query.Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else {
      throw tokens.problem(expected: "no more than \(Self.depthMax) levels")
    }
    if try tokens.skip(word: "not") { return .not(try negation()) }
    if try tokens.skip(symbol: "(") {
      let inner = try disjunction()
      guard try tokens.skip(symbol: ")") else { throw tokens.problem(expected: "`)`") }
      return inner
    }
    return .comparison(try comparison())
  }

  private mutating func comparison() throws(FormatProblem) -> Query.Comparison {
    guard case .word(let field) = try tokens.peek(), Query.isField(field) else {
      throw tokens.problem(expected: "a field such as kind, name, institution or spec.FIELD")
    }
    _ = try tokens.next()
    return Query.Comparison(field: field, test: try test())
  }

  private mutating func test() throws(FormatProblem) -> Query.Test {
    if try tokens.skip(symbol: "=") { return .equals(try operand()) }
    if try tokens.skip(symbol: "!=") { return .differs(try operand()) }
    if try tokens.skip(symbol: "<") { return .below(try operand()) }
    if try tokens.skip(symbol: ">") { return .above(try operand()) }
    if try tokens.skip(symbol: "~") { return .matches(try operand()) }
    if try tokens.skip(word: "in") { return .isOneOf(try list()) }
    throw tokens.problem(expected: "one of = != < > ~ in")
  }

  private mutating func list() throws(FormatProblem) -> [Text] {
    guard try tokens.skip(symbol: "(") else { throw tokens.problem(expected: "`(`") }
    var values = [try operand()]
    while try tokens.skip(symbol: ",") { values.append(try operand()) }
    guard try tokens.skip(symbol: ")") else {
      let isEnd = try tokens.peek() == .end
      throw tokens.problem(
        expected: "`,` or `)`",
        help: isEnd ? ["inside {...} a comma ends a plain text: put the query between quotes"] : [])
    }
    return values
  }

  private mutating func operand() throws(FormatProblem) -> Text {
    switch try tokens.peek() {
    case .word(let text), .quoted(let text):
      _ = try tokens.next()
      return text
    case .symbol, .end: throw tokens.problem(expected: "a value")
    }
  }
}

/// The tokens of a query, read one ahead.
struct QueryTokens {
  enum Token: Equatable {
    /// Letters, digits and `._-*?:/@+`.
    case word(Text)
    /// Between single or double quotes, taken as it stands.
    case quoted(Text)
    case symbol(String)
    case end
  }

  private let text: Text
  private var place = 0
  private var ahead: (token: Token, start: Int)?

  init(_ text: Text) { self.text = text }

  mutating func peek() throws(FormatProblem) -> Token {
    if let ahead { return ahead.token }
    while place < text.count, text[place] == 0x20 || text[place] == 0x09 { place += 1 }
    let start = place
    let token = try read()
    ahead = (token, start)
    return token
  }

  mutating func next() throws(FormatProblem) -> Token {
    let token = try peek()
    ahead = nil
    return token
  }

  mutating func skip(word: StaticString) throws(FormatProblem) -> Bool {
    guard case .word(let found) = try peek(), found.is(word) else { return false }
    ahead = nil
    return true
  }

  mutating func skip(symbol: String) throws(FormatProblem) -> Bool {
    guard try peek() == .symbol(symbol) else { return false }
    ahead = nil
    return true
  }

  func problem(expected: String, help: [String] = []) -> FormatProblem {
    let start = ahead?.start ?? place
    let rest = text.slice(start..<text.count)
    let found = rest.isEmpty ? "the query ends" : "it says `\(rest)`"
    return FormatProblem(
      .queryMalformed, "the query expects \(expected) at character \(start + 1), and \(found)",
      help: help + [
        "such as: kind=Desk and institution in (harbour-capital, meridian) and not name~test*"
      ])
  }

  private mutating func read() throws(FormatProblem) -> Token {
    guard place < text.count else { return .end }
    let byte = text[place]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quotedText(byte)
    case UInt8(ascii: "!") where place + 1 < text.count && text[place + 1] == UInt8(ascii: "="):
      place += 2
      return .symbol("!=")
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","):
      place += 1
      return .symbol(String(UnicodeScalar(byte)))
    default: return try word()
    }
  }

  private mutating func quotedText(_ quote: UInt8) throws(FormatProblem) -> Token {
    let start = place + 1
    var end = start
    while end < text.count, text[end] != quote { end += 1 }
    guard end < text.count else { throw problem(expected: "a closing quote") }
    place = end + 1
    return .quoted(text.slice(start..<end))
  }

  private mutating func word() throws(FormatProblem) -> Token {
    let start = place
    while place < text.count, Self.isWordByte(text[place]) { place += 1 }
    guard place > start else { throw problem(expected: "a field, a value or a sign") }
    return .word(text.slice(start..<place))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: ":"),
      UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "+"):
      true
    default: byte >= 0x80
    }
  }
}
