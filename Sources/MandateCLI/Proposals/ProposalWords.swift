import AccessModel
import Diagnostics
import Plans

/// The words of a command that is proposed: those that decide what it does, and who proposes it.
enum ProposalWords {
  /// What says where and how a command runs, and not what it does, stays with who runs it.
  private static let leftOut: Set<String> = [
    "--propose", "--as", "--on-behalf-of", "--store", "--project", "--lock-timeout", "--at",
    "--no-color", "--quiet", "--auto-approve", "--full", "--help",
  ]

  /// The words of a run of a command, in their one form.
  ///
  /// - Throws: `usage` when one of them looks like a secret, which a plan file never holds.
  static func of(_ invocation: Invocation) throws(CommandFailure) -> [Text] {
    var words = invocation.command.words + ["--as", try invocation.actor().description]
    if let person = try invocation.onBehalfOf() {
      words += ["--on-behalf-of", person.description]
    }
    words += kept(invocation.context.words.dropFirst(invocation.command.words.count), invocation)
    for word in words {
      do throws(FormatProblem) { try SecretShape.check(Text(word)) } catch {
        throw .usage(
          "a word of the command looks like a secret, and a plan file holds none",
          help: error.help.first)
      }
    }
    return words.map { Text($0) }
  }

  private static func kept(_ given: ArraySlice<String>, _ invocation: Invocation) -> [String] {
    var rest = given
    var kept: [String] = []
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        kept.append(word)
        continue
      }
      if word == "--" { return kept + [word] + rest }
      let name = word.prefix { $0 != "=" }
      let option = invocation.command.allOptions.first {
        $0.name == name || $0.short.map { "-\($0)" } == String(name)
      }
      let hasOwnValue = option?.value != nil && !word.contains("=")
      let value = hasOwnValue ? rest.popFirst().map { [$0] } ?? [] : []
      if !leftOut.contains(option?.name ?? "") { kept += [word] + value }
    }
    return kept
  }

  /// The run of the command that a proposal names; throws `stale` for words in any other form.
  static func invocation(
    of run: ProposalRun, from outer: Invocation
  ) throws(CommandFailure) -> Invocation {
    let words = run.plan.command.map(\.string)
    guard let command = Program.find(words), command.options.contains(where: { $0 == .propose })
    else { throw edited }
    let context = outer.context.with(words: words)
    let own = Array(words.dropFirst(command.words.count))
    var plain = Invocation(
      command: command, arguments: try ParsedArguments(own, of: command), context: context)
    guard try of(plain) == run.plan.command else { throw edited }
    plain.proposal = run
    let place = ["--store", "--project", "--lock-timeout"].flatMap { name in
      outer.arguments.value(name).map { [name, $0] } ?? []
    }
    plain.arguments = try ParsedArguments(place + own, of: command)
    return plain
  }

  private static let edited = CommandFailure.stale(Staleness(cause: .changesDiffer, by: nil))
}

extension OptionDeclaration {
  /// For commands that can wait for a second person.
  static let propose = OptionDeclaration(
    "--propose", value: "FILE", "writes a plan file for a second person instead of doing it")
}
