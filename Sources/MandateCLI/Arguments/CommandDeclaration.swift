/// One command as it is declared once: its words, options and help; parsing and `--help` follow.
struct CommandDeclaration: Sendable {
  /// The words that call it, such as `owner register`.
  let name: String
  /// What it does, in one line.
  let summary: String
  /// Whole sentences for `--help`.
  let details: String
  let operands: [Operand]
  let options: [OptionDeclaration]
  let examples: [String]
  let run: @Sendable (Invocation) throws(CommandFailure) -> ExitCode

  /// Something without a name in front.
  struct Operand: Sendable {
    let name: String
    let help: String
    /// How many of it may stand.
    let count: ClosedRange<Int>

    init(_ name: String, _ help: String, count: ClosedRange<Int> = 1...1) {
      self.name = name
      self.help = help
      self.count = count
    }
  }

  init(
    _ name: String, _ summary: String, details: String = "", operands: [Operand] = [],
    options: [OptionDeclaration] = [], examples: [String] = [],
    run: @escaping @Sendable (Invocation) throws(CommandFailure) -> ExitCode
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.operands = operands
    self.options = options
    self.examples = examples
    self.run = run
  }

  /// Its own options and those of every command.
  var allOptions: [OptionDeclaration] { options + OptionDeclaration.common }

  /// `details`, a paragraph each; an empty line stands between them.
  var paragraphs: [String] {
    var paragraphs = [""]
    for line in details.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        paragraphs.append("")
      } else {
        paragraphs[paragraphs.count - 1] += (paragraphs.last?.isEmpty ?? true ? "" : " ") + line
      }
    }
    return paragraphs.filter { !$0.isEmpty }
  }

  var words: [String] { name.split(separator: " ").map(String.init) }
}

/// An option as it is declared once.
struct OptionDeclaration: Hashable, Sendable {
  let name: String
  /// A single letter, without its hyphen.
  let short: String?
  /// The word for its value in help; nil for a switch.
  let value: String?
  let help: String
  let isRepeatable: Bool

  init(
    _ name: String, short: String? = nil, value: String? = nil, isRepeatable: Bool = false,
    _ help: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
    self.isRepeatable = isRepeatable
  }

  /// For commands that print what they do to access.
  static let full = OptionDeclaration("--full", "lists everything that text would fold")

  /// For commands that need the store's contents and no store.
  static let snapshot = OptionDeclaration(
    "--snapshot", value: "FILE", "a file that export --snapshot wrote, in place of the store")

  /// The options that every command takes.
  static let common: [OptionDeclaration] = [
    OptionDeclaration(
      "--project", value: "FILE", "the project file; default: the nearest mandate.yaml upward"),
    OptionDeclaration(
      "--store", value: "URL", "the store, such as sqlite:PATH; also MANDATE_STORE"),
    OptionDeclaration(
      "--as", value: "ACTOR", "who acts, such as staff:NAME; also MANDATE_ACTOR"),
    OptionDeclaration(
      "--on-behalf-of", value: "ACTOR", "the person for whom a ci:NAME actor acts"),
    OptionDeclaration("--reason", value: "TEXT", "why; recorded with what is written"),
    OptionDeclaration(
      "--at", value: "TIME", "the instant at which things are judged, instead of the clock"),
    OptionDeclaration(
      "--lock-timeout", value: "DURATION", "how long to wait for another writer; default 5s"),
    OptionDeclaration("--no-color", "no colour, as with NO_COLOR"),
    OptionDeclaration("--no-pager", "long results are not shown in a pager"),
    OptionDeclaration("--quiet", "only results and errors"),
    OptionDeclaration("--help", short: "h", "this help"),
  ]
}
