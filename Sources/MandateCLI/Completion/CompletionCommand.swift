import Diagnostics
import Rendering

extension CommandDeclaration {
  static let completion = CommandDeclaration(
    "completion", "a script that completes command lines in your shell",
    details: """
      bash: source <(mandate completion bash) in ~/.bashrc. zsh: mandate completion zsh > \
      "${fpath[1]}/_mandate". fish: mandate completion fish > ~/.config/fish/completions/mandate.fish. \
      The script asks this program, which knows commands, options, kinds, and the addresses, people \
      and endpoints of the store.
      """,
    operands: [Operand("SHELL", "bash, zsh or fish")],
    examples: ["source <(mandate completion bash)"],
    run: { invocation throws(CommandFailure) in
      let name = invocation.arguments.operands[0]
      guard let shell = CompletionScript(rawValue: name) else {
        throw .usage(
          "there is no completion for `\(name)`",
          help: "write one of \(CompletionScript.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      invocation.output.write(shell.text)
      return .done
    })
}

/// What the scripts ask while somebody types.
enum CompletionCommand {
  /// The word that calls it; no command of people's.
  static let hidden = "__complete"

  /// Answers with what may stand for the last of `words`; an odd line of words has no answer.
  static func answer(_ words: [String], _ context: CommandContext) {
    let words = words.first == "--" ? Array(words.dropFirst()) : words
    let typed = context.with(words: words)
    let invocation = Invocation(
      command: .completion, arguments: ParsedArguments(storeOf: words), context: typed)
    let source = CompletionSource(invocation: invocation)
    let completions = CompletionWords(commands: Program.commands, source: source)
      .completions(of: words)
    context.output.write(completions.lines)
  }
}
