import Diagnostics
import Rendering

/// The program: finds the command, runs it and gives the exit code.
package enum Program {
  /// Every command there is, in the order of the overview.
  static let commands: [CommandDeclaration] = [
    .initialize, .validate, .fmt, .plan, .test, .apply, .approve, .show, .get, .describe, .check,
    .accessExport, .accessCan, .accessWhoCan, .accessExplain, .accessGained, .accessReview, .pages,
    .history, .diff, .rollback, .appSubmit, .appStatus, .reviewRecord,
    .reviewAssess, .reviewQualify, .reviewTest, .reviewStart, .reviewApprove, .reviewReject,
    .suspend, .resume, .revoke, .agreementList, .agreementShow, .agreementAccept, .keyRegister,
    .keyGenerate, .keyReset, .keyDelete, .keyShow, .keyList, .keyImportUsage, .whoAmI,
    .auditVerify, .auditLog, .auditExport, .notificationList, .notificationResend, .storeStatus,
    .storeSet, .export, .promote, .adopt, .ownerRegister, .ownerList, .recover, .bulkAdd, .bulkDrop,
    .bulkSet, .bulkRemove, .bulkReplaceCIDR, .bulkImportCSV, .explain, .schema, .debugYAML,
    .completion, .doctor, .version,
  ]

  /// Runs what the words of `context` ask for; the result is the exit status of the process.
  package static func run(_ context: CommandContext) -> Int32 {
    let exit = dispatch(context)
    guard !context.output.finish() else { return exit.rawValue }
    context.output.note("error: the results could not be written")
    return (exit == .undelivered ? exit : exit.joined(with: .wrongInput)).rawValue
  }

  private static func dispatch(_ context: CommandContext) -> ExitCode {
    let words = context.words
    if let place = ParsedArguments.placeOfToken(in: words) {
      context.output.note(
        "error: word \(place) of the command line holds a key secret\n"
          + "help: it stands in the history of the shell and in lists of processes: reset the key. "
          + "No command takes a secret as a word")
      return .usage
    }
    if words.first == CompletionCommand.hidden {
      CompletionCommand.answer(Array(words.dropFirst()), context)
      return .done
    }
    if words.isEmpty || ["help", "--help", "-h"].contains(words[0]), words.count <= 1 {
      context.output.write(HelpText.overview(commands))
      return words.isEmpty ? .usage : .done
    }
    if words == ["--version"] { return dispatch(context, ["version"]) }
    return dispatch(context, words[0] == "help" ? Array(words.dropFirst()) + ["--help"] : words)
  }

  private static func dispatch(_ context: CommandContext, _ words: [String]) -> ExitCode {
    guard let command = find(words) else { return unknown(words, context) }
    let arguments: ParsedArguments
    do throws(CommandFailure) {
      arguments = try ParsedArguments(Array(words.dropFirst(command.words.count)), of: command)
    } catch {
      if case .usage(let message, let help) = error {
        context.output.note(
          "error: \(TerminalText.escaped(message))" + (help.map { "\nhelp: \($0)" } ?? ""))
      }
      return .usage
    }
    if arguments.has("--help") {
      context.output.write(HelpText.page(command))
      return .done
    }
    return run(Invocation(command: command, arguments: arguments, context: context))
  }

  private static func run(_ invocation: Invocation) -> ExitCode {
    prepareTerminal(invocation)
    do throws(CommandFailure) {
      return try invocation.command.run(invocation)
    } catch {
      Reporter(invocation: invocation).report(error)
      return error.exit
    }
  }

  /// Lets long results be paged and what takes long be told, where somebody sits before it.
  private static func prepareTerminal(_ invocation: Invocation) {
    let (display, arguments) = (invocation.output.display, invocation.arguments)
    if !arguments.has("--quiet") {
      // What only reads never asks, so that its line stands in nobody's way.
      if Pager.commands.contains(invocation.command.name) {
        invocation.output.phase(invocation.command.name)
      }
      invocation.output.showProgress()
    }
    guard display.showsResults, !display.isAutomated, !display.isDumb,
      !arguments.has("--no-pager"), Pager.commands.contains(invocation.command.name),
      let pager = Pager(invocation.context.variables)
    else { return }
    invocation.output.page(in: pager)
  }

  /// The command whose words stand first, the longest one that fits.
  static func find(_ words: [String]) -> CommandDeclaration? {
    commands.filter { words.starts(with: $0.words) }.max { $0.words.count < $1.words.count }
  }

  /// What other tools call it.
  private static let otherNames = [
    "format": "fmt", "lint": "validate", "undo": "rollback", "revert": "rollback",
    "status": "app status, or mandate store status", "destroy": "bulk remove",
    "who-can": "access who-can", "can": "access can", "why": "access explain",
    "serve": "pages", "import": "bulk import-csv, or mandate adopt", "log": "history",
    "comment": "plan --write markdown:FILE", "state": "get", "refresh": "plan", "output": "get",
  ]

  private static func unknown(_ words: [String], _ context: CommandContext) -> ExitCode {
    let group = commands.filter { $0.words[0] == words[0] }
    if !group.isEmpty {
      context.output.note("usage: mandate \(words[0]) COMMAND")
      for command in group { context.output.note("  \(command.name): \(command.summary)") }
      return words.last == "--help" ? .done : .usage
    }
    let written = words.prefix(1).joined()
    let near =
      otherNames[written] ?? nearestName(to: written, among: commands.map { $0.words[0] })
    let help = near.map { "did you mean mandate \($0)?" } ?? "run mandate --help"
    context.output.note(
      "error: there is no command `\(TerminalText.escaped(written))`\nhelp: \(help)")
    return .usage
  }
}
