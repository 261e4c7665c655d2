import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let accessExport = CommandDeclaration(
    "access export", "effective access of every principal, one JSON object a line",
    details: """
      Lists every principal that has any access at the time asked about, sorted by address, with its \
      endpoints, the accounts of each and the addresses it may call from. --where keeps the \
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
    let view = stored.makeView()
    let matcher = query.map { AccessMatcher($0, in: view) }
    var writer = AccessExportJSON(view)
    for principal in try principals(of: stored.register, institution) {
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

  private func principals(
    of register: AccessRegister, _ institution: Text?
  ) throws(CommandFailure) -> [PrincipalAddress] {
    if let institution, register.institutions[institution]?.institution == nil {
      throw .request("there is no institution `\(institution)` in the register", help: nil)
    }
    let all = register.institutions.values.flatMap(\.principals).map { ($0, $0.text) }
    return all.sorted { $0.1 < $1.1 }.map(\.0)
  }
}
