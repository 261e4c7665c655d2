/// `--help`, written from the declarations alone.
enum HelpText {
  /// The overview of all commands.
  static func overview(_ commands: [CommandDeclaration]) -> String {
    var lines = [
      "mandate: API access as code for brokerages", "",
      "usage: mandate COMMAND [ARGUMENT...] [OPTION...]", "", "Commands:",
    ]
    let width = commands.map(\.name.count).max() ?? 0
    for group in CommandGroup.all(of: commands) {
      lines.append("  \(group.title):")
      for command in group.commands {
        lines.append("    \(padded(command.name, width))  \(command.summary)")
      }
    }
    lines += ["", "Options of every command:"] + optionLines(OptionDeclaration.common)
    lines += ["", "Exit codes:"]
    for code in ExitCode.allCases {
      lines.append("  \(padded(String(code.rawValue), 2))  \(code.words)")
    }
    lines += ["", "Environment:"]
    let names = EnvironmentVariable.all.map(\.name.count).max() ?? 0
    for variable in EnvironmentVariable.all {
      lines.append("  \(padded(variable.name, names))  \(variable.help)")
    }
    lines += [
      "",
      "More: mandate COMMAND --help, man mandate, mandate explain KIND[.FIELD], mandate explain CODE",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The page of one command.
  static func page(_ command: CommandDeclaration) -> String {
    let usage = (["usage: mandate", command.name] + operandWords(command) + ["[OPTION...]"])
      .joined(separator: " ")
    var lines = ["mandate \(command.name): \(command.summary)", "", usage]
    for paragraph in command.paragraphs { lines += [""] + wrapped(paragraph) }
    if !command.operands.isEmpty {
      let width = command.operands.map(\.name.count).max() ?? 0
      lines += ["", "Arguments:"]
      lines += command.operands.map { "  \(padded($0.name, width))  \($0.help)" }
    }
    if !command.options.isEmpty { lines += ["", "Options:"] + optionLines(command.options) }
    lines += ["", "Options of every command:"] + optionLines(OptionDeclaration.common)
    if !command.examples.isEmpty {
      lines += ["", "Examples:"] + command.examples.map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The operands as a line of usage names them.
  static func operandWords(_ command: CommandDeclaration) -> [String] {
    command.operands.map { operand in
      let name = operand.count.upperBound > 1 ? "\(operand.name)..." : operand.name
      return operand.count.lowerBound == 0 ? "[\(name)]" : name
    }
  }

  private static func optionLines(_ options: [OptionDeclaration]) -> [String] {
    let heads = options.map { option in
      let short = option.short.map { "-\($0), " } ?? ""
      return short + option.name + (option.value.map { " \($0)" } ?? "")
    }
    let width = heads.map(\.count).max() ?? 0
    return zip(heads, options).map { head, option in
      "  \(padded(head, width))  \(option.help)\(option.isRepeatable ? "; may repeat" : "")"
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Lines of at most 80 columns.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > 80 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
