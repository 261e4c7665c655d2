import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let get = CommandDeclaration(
    "get", "the stored register, now or at an earlier moment",
    operands: [
      Operand("KIND", "a kind; default: all", count: 0...1),
      Operand("NAME", "a name", count: 0...1),
    ],
    options: [
      OptionDeclaration(
        "--where", value: "EXPR", "only what matches, such as 'spec.state=suspended'"),
      OptionDeclaration("--institution", value: "I", "only of this institution"),
      OptionDeclaration("--as-of", value: "TIME|REV", "as it stood at a time or after a revision"),
      OptionDeclaration(
        "--output", short: "o", value: "FORMAT", "table, yaml, json or name; default table"),
    ],
    examples: [
      "mandate get TraderAuthorization --institution harbour-capital",
      "mandate get Desk equities -o yaml", "mandate get --where 'labels.floor=7' -o name",
    ],
    run: { invocation throws(CommandFailure) in try GetCommand(invocation).run() })
}

struct GetCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let filter = try filter()
    let query = try invocation.resourceQuery("--where")
    let format = invocation.arguments.value("--output") ?? "table"
    guard ["table", "yaml", "json", "name"].contains(format) else {
      throw .usage("-o: there is no format `\(format)`", help: "write table, yaml, json or name")
    }
    let store = try invocation.existingStore()
    let revision = try AsOf.revision(invocation, store)
    let rows = try asking { () throws(StoreError) in try store.rows(filter, asOf: revision) }
    let entries = try matching(rows, query, store, revision)
    if filter.name != nil, entries.isEmpty {
      throw .request("nothing of that name is in the register", help: "list them with mandate get")
    }
    write(entries, format, isSingle: filter.name != nil)
    return .done
  }

  private func filter() throws(CommandFailure) -> RowFilter {
    let operands = invocation.arguments.operands
    var kind: Kind?
    if let name = operands.first {
      kind = Kind.allCases.first { $0.name.lowercased() == name.lowercased() }
      guard kind != nil else {
        let near = nearestName(to: name, among: Kind.allCases.map(\.name))
        throw .usage(
          "there is no kind `\(name)`",
          help: near.map { "did you mean \($0)?" } ?? "run mandate explain to list the kinds")
      }
    }
    return RowFilter(
      kind: kind, institution: invocation.arguments.value("--institution").map { Text($0) },
      name: operands.count > 1 ? Text(operands[1]) : nil)
  }

  private func matching(
    _ rows: [StoredRow], _ query: Query?, _ store: any RegisterStore, _ revision: Int64?
  ) throws(CommandFailure) -> [RegisterEntry] {
    let resources = try RegisterSplit.decode(rows)
    let entries = zip(rows, resources).map { RegisterEntry(row: $0, resource: $1) }
    guard let query else { return entries }
    let institutions = try asking { () throws(StoreError) in
      try store.rows(RowFilter(kind: .institution), asOf: revision)
    }
    let known = Dictionary(
      try RegisterSplit.decode(institutions).map { ($0.address.name, $0) },
      uniquingKeysWith: { first, _ in first })
    return entries.filter {
      $0.resource.satisfies(query, institution: known[$0.resource.address.institution])
    }
  }

  private func write(_ entries: [RegisterEntry], _ format: String, isSingle: Bool) {
    let output = invocation.output
    switch format {
    case "json": output.write(RegisterJSON.resources(entries.map(\.row), isSingle: isSingle))
    case "yaml": for entry in entries { output.write(ResourceYAML.bytes(of: entry.resource)) }
    case "name": for entry in entries { output.write(entry.row.address.text + "\n") }
    default: Reporter(invocation: invocation).show(RegisterText.table(entries))
    }
  }
}

/// `--as-of`: a revision by number, or the last one at a time.
enum AsOf {
  /// Nil when the option is not there.
  static func revision(
    _ invocation: Invocation, _ store: any RegisterStore
  ) throws(CommandFailure) -> Int64? {
    guard let text = invocation.arguments.value("--as-of") else { return nil }
    return try revision(named: text, as: "--as-of", in: store)
  }

  /// The revision that a number or a time names; `what` says where it was written.
  static func revision(
    named text: String, as what: String, in store: any RegisterStore
  ) throws(CommandFailure) -> Int64 {
    let revisions = try asking { () throws(StoreError) in try store.revisions(touching: nil) }
    if let number = Int64(text) {
      guard number >= 0, number <= revisions.first?.revision ?? 0 else {
        throw .request(
          "there is no revision \(number)", help: "list them with mandate history")
      }
      return number
    }
    do throws(FormatProblem) {
      let instant = try Instant(parsing: Text(text))
      return revisions.first { $0.at <= instant }?.revision ?? 0
    } catch {
      throw .usage(
        "\(what): `\(text)` is neither a revision nor a time", help: error.help.first)
    }
  }
}
