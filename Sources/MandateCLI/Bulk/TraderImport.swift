import AccessModel
import Diagnostics
import Manifests

/// `bulk import-csv`: a portal user and a trader authorization for every row of a file.
struct TraderImport {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  private static let bytesMax = 16 << 20

  func run() throws(CommandFailure) -> ExitCode {
    guard let institution = invocation.arguments.value("--institution").map({ Text($0) }) else {
      throw .usage(
        "`\(invocation.command.name)` needs --institution", help: "name whose traders they are")
    }
    let name = invocation.arguments.operands[0]
    let bytes = try OutputFile.readInput(name, in: invocation, bytesMax: Self.bytesMax)
    let run = try BulkRun(invocation)
    let staff = try InstitutionStaff(institution, in: run.loaded)
    let file = SourceFile(path: name == "-" ? "<stdin>" : name, bytes: bytes)
    var table = TraderTable(
      file, desks: staff.desks, dayReading: run.loaded.project.dayReading)
    let rows = table.rows()
    var edits: [Int: [FieldEdit]] = [:]
    var additions: [NewResource] = []
    for row in rows {
      let change = staff.change(for: row, &table)
      edits.merge(change.edits) { one, other in one + other }
      additions += change.additions
    }
    guard table.faults.isEmpty else { throw .diagnostics(table.faults) }
    return try run.finish(
      edits, adding: additions,
      nothing: "the \(rows.count) rows say what the manifests say; nothing would change")
  }
}
