import Diagnostics

extension TreeBuilder {
  /// Refuses the file for a syntax error of libyaml.
  mutating func refuse(
    _ failure: (problem: String, context: String, character: Int, contextCharacter: Int)
  ) {
    // The parser stumbles over the rest of a text that was refused already.
    guard !problems.contains(.yamlBlockScalar) else { return stop() }
    let words = SyntaxFailure(problem: failure.problem, context: failure.context)
    let stumble = min(offsets.byteOffset(of: failure.character), bytes.count)
    if stumble < bytes.count, bytes[stumble] == 0x09 {
      return stop(
        .yamlTab, "a tab stands outside of a quoted text", stumble..<stumble + 1, help: "use spaces"
      )
    }
    guard words.isAboutBeginning else {
      return stop(
        words.code, words.message, stumble..<min(stumble + 1, bytes.count),
        help: words.help)
    }
    let start = min(offsets.byteOffset(of: failure.contextCharacter), bytes.count)
    let beginning = start..<min(start + 1, bytes.count)
    guard words.isInBrackets else {
      return stop(words.code, words.message, beginning, help: words.help)
    }
    // Lines look badly indented where a bracket before them was forgotten.
    problems.forget(.yamlIndentation, from: start)
    if bytes[stumble...].allSatisfy({ $0 == 0x20 || isBreak($0) }) {
      let bracket = Text(bytes, beginning)
      stop(words.code, "this `\(bracket)` is never closed", beginning, help: "close it")
    } else {
      let place = file.position(of: start)
      stop(
        words.code, words.message, stumble..<min(stumble + 1, bytes.count),
        help: words.help + "; what is open here began at \(place.line):\(place.column)")
    }
  }
}

/// What a syntax error means, in words for people who do not know how YAML is parsed.
struct SyntaxFailure {
  let code: DiagnosticCode
  let message: String
  let help: String
  /// Whether a person looks for it where that began in which the parser stumbled.
  let isAboutBeginning: Bool
  let isInBrackets: Bool

  /// - Parameters:
  ///   - problem: the phrase libyaml has for it.
  ///   - context: the phrase libyaml has for what it was doing.
  init(problem: String, context: String) {
    code = Self.code(of: problem, context)
    (message, help) = Self.words(for: problem, context)
    isInBrackets =
      context.contains("parsing a flow sequence") || context.contains("parsing a flow mapping")
    isAboutBeginning =
      isInBrackets || code == .yamlAnchor
      || (context.contains("quoted scalar") && Self.isUnclosed(problem))
  }

  private static func isUnclosed(_ problem: String) -> Bool {
    problem == "found unexpected end of stream" || problem == "found unexpected document indicator"
  }

  private static func code(of problem: String, _ context: String) -> DiagnosticCode {
    if context.contains("a tag") || problem.contains("tag handle") { return .yamlTag }
    if context.contains("an anchor") || context.contains("an alias") { return .yamlAnchor }
    return .yamlSyntax
  }

  private static func words(for problem: String, _ context: String) -> (String, String) {
    if let words = scanning[problem] ?? structure[problem] ?? quoting[problem] { return words }
    if context.contains("tag") {
      return ("tags are not supported", "remove the tag; quote the text if it begins with `!`")
    }
    return ("this is not valid YAML", "check the quotes, brackets and indentation around it")
  }

  private static let indentation = "indent with spaces, entries of one list or mapping alike"

  private static let scanning: [String: (String, String)] = [
    "found character that cannot start any token": (
      "a value cannot begin with this character", "quote the text"
    ),
    "found an indentation indicator equal to 0": (
      "a text cannot be indented by 0", "leave the digit out"
    ),
    "did not find expected comment or line break": (
      "the text after `|` or `>` must begin on the next line", "break the line here"
    ),
    "found undefined tag handle": (
      "tags are not supported", "remove the tag; quote the text if it begins with `!`"
    ),
    "did not find expected alphabetic or numeric character": (
      "an anchor or alias needs a name of letters, digits, `-` and `_`",
      "name it, or quote a text that begins with `&` or `*`"
    ),
    "found unexpected ':'": (
      "readers of YAML disagree about a `:` here", "put a space after it, or quote the text"
    ),
  ]

  private static let structure: [String: (String, String)] = [
    "mapping values are not allowed in this context": (
      "a `:` cannot make a key here", "quote the text if it holds `: `, or check the indentation"
    ),
    "mapping keys are not allowed in this context": (
      "a `?` cannot begin a key here", "quote the text, or check the indentation"
    ),
    "block sequence entries are not allowed in this context": (
      "a `- ` cannot begin a list entry here", "begin the list on its own line, or quote the text"
    ),
    "could not find expected ':'": (
      "the `:` of this key is missing, or not on its line", "write `key: value` on one line"
    ),
    "did not find expected key": (
      "a key was expected here", "check the indentation, and quotes that end too early"
    ),
    "did not find expected '-' indicator": ("a `- ` was expected here", indentation),
    "did not find expected node content": (
      "a value was expected here", "check for a sign or comma too many"
    ),
    "did not find expected <document start>": (
      "the document should have ended before this", indentation
    ),
    "did not find expected ',' or ']'": (
      "a `,` or the closing `]` was expected here", "check commas, quotes and brackets"
    ),
    "did not find expected ',' or '}'": (
      "a `,` or the closing `}` was expected here", "check commas, quotes and brackets"
    ),
  ]

  private static let quoting: [String: (String, String)] = [
    "found unexpected end of stream": (
      "the file ends inside this quoted text", "close the quote"
    ),
    "found unexpected document indicator": (
      "a document begins or ends inside this quoted text", "close the quote before it"
    ),
    "found unknown escape character": (
      "this is no escape that YAML knows", "write `\\\\` for a backslash, or use single quotes"
    ),
    "did not find expected hexdecimal number": (
      "this escape needs more digits from 0 to f", "write `\\\\` for a backslash"
    ),
    "found invalid Unicode character escape code": (
      "this escape stands for no character", "write the character itself"
    ),
  ]
}
