import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let accessExport = CommandDeclaration(
    "access export", "effective access of every principal, one JSON object a line",
    details: """
      Lists every principal that has any access at the time asked about, sorted by address, with its \
      endpoints, the accounts of each and the addresses it may call from. A retail client's key is a \
      principal of its own; its user is the client, and it belongs to no institution. --where keeps the \
      principals that can make a call that matches; what is listed is all of their access.
      """,
    options: [
      OptionDeclaration("--institution", value: "I", "only of this institution"),
      OptionDeclaration("--where", value: "EXPR", "only whom matches, such as 'class=trade'"),
      .asOf,
    ],
    examples: [
      "mandate access export --institution harbour-capital",
      "mandate access export --where 'class=trade and network=any'",
      "mandate access export --as-of 2026-11-20T09:00:00Z",
    ],
    run: { invocation throws(CommandFailure) in try AccessExportCommand(invocation).run() })
}

struct AccessExportCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let query = try query()
    let institution = invocation.arguments.value("--institution").map { Text($0) }
    let stored = try StoredAccess(invocation, institution: institution)
    try stored.require(institution)
    let view = stored.makeView()
    let matcher = query.map { AccessMatcher($0, in: view) }
    var writer = AccessExportJSON(view)
    for principal in stored.register.principals {
      guard let access = view.access(of: principal), matcher?.matches(principal) ?? true else {
        continue
      }
      invocation.output.write(writer.line(access))
    }
    return .done
  }

  private func query() throws(CommandFailure) -> AccessQuery? {
    guard let text = invocation.arguments.value("--where") else { return nil }
    do throws(FormatProblem) { return try AccessQuery(parsing: Text(text)) } catch {
      throw .usage("--where: \(error.message)", help: error.help.first)
    }
  }
}
