import Rendering

/// The reference of all commands in Markdown, from the declarations that `--help` is written from.
enum CommandReference {
  static func text(_ commands: [CommandDeclaration]) -> String {
    var output = "# Commands\n\n"
    output += "<!-- Written by `make docs` from the declarations in the source; edit those. -->\n\n"
    output += "`mandate COMMAND --help` prints the same, and `man mandate` where it is installed.\n"
    for group in CommandGroup.all(of: commands) {
      output += "\n## \(group.title)\n\n| command | does |\n| --- | --- |\n"
      for command in group.commands {
        let link = "[\(MarkdownText.code("mandate \(command.name)"))](#\(anchor(command)))"
        output += MarkdownText.row([link, MarkdownText.prose(command.summary)])
      }
    }
    output += "\n## Options of every command\n\n" + options(OptionDeclaration.common)
    output += "\n## Exit codes\n\n| code | means |\n| --- | --- |\n"
    for code in ExitCode.allCases {
      output += MarkdownText.row([String(code.rawValue), MarkdownText.prose(code.words)])
    }
    output += "\n## Environment\n\n| variable | means |\n| --- | --- |\n"
    for variable in EnvironmentVariable.all {
      output += MarkdownText.row([
        MarkdownText.code(variable.name), MarkdownText.prose(variable.help),
      ])
    }
    for command in commands { output += section(command) }
    return output
  }

  private static func anchor(_ command: CommandDeclaration) -> String {
    "mandate-" + command.words.joined(separator: "-")
  }

  private static func section(_ command: CommandDeclaration) -> String {
    var output = "\n## mandate \(command.name)\n\n"
    output += MarkdownText.prose(command.summary, in: .line) + ".\n\n"
    let usage = ["mandate", command.name] + HelpText.operandWords(command) + ["[OPTION...]"]
    output += MarkdownText.block([usage.joined(separator: " ")])
    for paragraph in command.paragraphs {
      output += "\n" + MarkdownText.prose(paragraph, in: .line) + "\n"
    }
    if !command.operands.isEmpty {
      output += "\n| argument | means |\n| --- | --- |\n"
      for operand in command.operands {
        output += MarkdownText.row([
          MarkdownText.code(operand.name), MarkdownText.prose(operand.help),
        ])
      }
    }
    if !command.options.isEmpty { output += "\n" + options(command.options) }
    if !command.examples.isEmpty {
      output += "\n" + MarkdownText.block(command.examples, language: "sh")
    }
    return output
  }

  private static func options(_ options: [OptionDeclaration]) -> String {
    var output = "| option | means |\n| --- | --- |\n"
    for option in options {
      let short = option.short.map { "-\($0), " } ?? ""
      output += MarkdownText.row([
        MarkdownText.code(short + option.name + (option.value.map { " \($0)" } ?? "")),
        MarkdownText.prose(option.help + (option.isRepeatable ? "; may repeat" : "")),
      ])
    }
    return output
  }
}
