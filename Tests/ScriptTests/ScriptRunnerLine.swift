import TestSupport

/// One command of a script, taken apart into words as a shell would.
struct ScriptRunnerLine {
  /// Line of the script, from 1.
  let number: Int
  /// Whether `!` stands before the command.
  let isNegated: Bool
  let command: String
  /// What follows the command, as written.
  let rest: Substring
  let text: Substring

  /// The commands of `script`, without comments and empty lines.
  static func lines(of script: String) -> [ScriptRunnerLine] {
    TestSupport.lines(of: script).enumerated().compactMap { offset, line in
      let text = line.drop { $0 == " " }
      guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
      let isNegated = text.hasPrefix("! ")
      let body = isNegated ? text.dropFirst(2).drop { $0 == " " } : text
      let command = body.prefix { $0 != " " }
      return ScriptRunnerLine(
        number: offset + 1, isNegated: isNegated, command: String(command),
        rest: body.dropFirst(command.count).drop { $0 == " " }, text: text)
    }
  }

  /// The words after the command; `lookUp` says what a `$NAME` outside single quotes stands for.
  func words(lookUp: (String) throws -> String) throws -> [String] {
    try Self.words(of: rest, lookUp: lookUp)
  }

  /// What follows the command as one pattern: without its quotes if it stands in quotes.
  var pattern: String { Self.unquoted(rest) }

  static func unquoted(_ text: Substring) -> String {
    for quote in ["'", "\""] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote)
    {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }

  static func words(of text: Substring, lookUp: (String) throws -> String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = text
    while let character = rest.popFirst() {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else if character == "$", quote != "'" {
        word = (word ?? "") + (try expansion(&rest, lookUp))
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw ScriptRunnerFailure("a \(quote) is not closed") }
    if let word { words.append(word) }
    return words
  }

  /// The value of the name at the start of `rest`, which may stand in braces.
  private static func expansion(
    _ rest: inout Substring, _ lookUp: (String) throws -> String
  ) throws -> String {
    let isBraced = rest.first == "{"
    if isBraced { rest.removeFirst() }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    rest = rest.dropFirst(name.count)
    if isBraced, rest.popFirst() != "}" { throw ScriptRunnerFailure("a ${ is not closed") }
    return name.isEmpty ? "$" : try lookUp(String(name))
  }
}

/// Why a script cannot go on.
struct ScriptRunnerFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
