import Rendering

/// The manual pages, from the declarations that `--help` is written from.
enum ManualPages {
  /// The name and text of every page.
  static func all(_ commands: [CommandDeclaration]) -> [(name: String, text: String)] {
    [("mandate.1", overview(commands))]
      + commands.map { ("\(pageName($0)).1", page($0)) }
  }

  private static func pageName(_ command: CommandDeclaration) -> String {
    "mandate-" + command.words.joined(separator: "-")
  }

  private static let notice =
    ".\\\" Written by `make docs` from the declarations in the source; edit those.\n"

  private static func head(_ name: String, _ summary: String) -> String {
    notice + ".TH \(RoffText.argument(name.uppercased())) 1 \"\" \"mandate\" \"mandate manual\"\n"
      + ".SH NAME\n\(RoffText.line(name)) \\- \(RoffText.prose(summary))\n"
  }

  // MARK: Pages

  private static func overview(_ commands: [CommandDeclaration]) -> String {
    var text = head("mandate", "API access as code for brokerages")
    text += ".SH SYNOPSIS\n.B mandate\nCOMMAND [ARGUMENT...] [OPTION...]\n"
    text += ".SH COMMANDS\n"
    for group in CommandGroup.all(of: commands) {
      text += ".SS \(RoffText.argument(group.title))\n"
      for command in group.commands { text += item(command.name, command.summary) }
    }
    text += ".SH OPTIONS\nEvery command takes these.\n" + options(OptionDeclaration.common)
    text += exitStatus() + environment() + files()
    text += ".SH \"SEE ALSO\"\n"
    text += commands.map { ".BR \(RoffText.line(pageName($0))) (1)" }.joined(separator: "\n") + "\n"
    return text
  }

  private static func page(_ command: CommandDeclaration) -> String {
    var text = head(pageName(command), command.summary)
    let usage = HelpText.operandWords(command) + ["[OPTION...]"]
    text += ".SH SYNOPSIS\n.B \(RoffText.line("mandate \(command.name)"))\n"
    text += "\(RoffText.line(usage.joined(separator: " ")))\n"
    let paragraphs = command.paragraphs.map { "\(RoffText.prose($0))\n" }
    if !paragraphs.isEmpty { text += ".SH DESCRIPTION\n" + paragraphs.joined(separator: ".PP\n") }
    if !command.operands.isEmpty {
      text += ".SH ARGUMENTS\n"
      for operand in command.operands { text += item(operand.name, operand.help) }
    }
    text += ".SH OPTIONS\n" + options(command.options) + (command.options.isEmpty ? "" : ".PP\n")
    text += "The options of every command stand in\n.BR mandate (1).\n"
    if !command.examples.isEmpty {
      text += ".SH EXAMPLES\n.nf\n"
      text += command.examples.map { RoffText.line($0) + "\n" }.joined() + ".fi\n"
    }
    text += ".SH \"EXIT STATUS\"\n0 when it is done; all codes stand in\n.BR mandate (1).\n"
    return text + ".SH \"SEE ALSO\"\n.BR mandate (1)\n"
  }

  // MARK: Sections

  private static func options(_ options: [OptionDeclaration]) -> String {
    options.map { option in
      let short = option.short.map { "-\($0), " } ?? ""
      return item(
        short + option.name + (option.value.map { " \($0)" } ?? ""),
        option.help + (option.isRepeatable ? "; may repeat" : ""))
    }.joined()
  }

  private static func item(_ name: String, _ help: String) -> String {
    ".TP\n.B \(RoffText.line(name))\n\(RoffText.prose(help))\n"
  }

  private static func exitStatus() -> String {
    ".SH \"EXIT STATUS\"\n"
      + ExitCode.allCases.map { item(String($0.rawValue), $0.words) }.joined()
  }

  private static func environment() -> String {
    ".SH ENVIRONMENT\n" + EnvironmentVariable.all.map { item($0.name, $0.help) }.joined()
  }

  private static func files() -> String {
    ".SH FILES\n" + EnvironmentVariable.files.map { item($0.name, $0.help) }.joined()
  }
}
