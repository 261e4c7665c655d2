import AccessModel
import Diagnostics
import Stores

/// Chooses audit entries as they are read: whole revisions, or those that touched one address.
struct AuditSelection {
  /// The end of a span of the chain.
  private enum Bound {
    case revision(Int64)
    case time(Instant)
  }

  private let from: Bound?
  private let to: Bound?
  private let actor: Text?
  private let command: Text?
  private let address: Text?
  /// Whether the revision that is read now is chosen.
  private var isChosen = false
  /// Its first entry, while nothing in it touched the address.
  private var opening: AuditEntry?

  init(_ invocation: Invocation) throws(CommandFailure) {
    func text(_ option: String) -> Text? { invocation.arguments.value(option).map { Text($0) } }
    from = try Self.bound("--from", invocation)
    to = try Self.bound("--to", invocation)
    actor = text("--actor")
    command = text("--command")
    address = text("--address")
    if let actor, Actor(actor) == nil {
      throw .usage(
        "--actor: `\(actor)` is not an actor",
        help: "write staff:NAME, admin:INSTITUTION/USER, trader:INSTITUTION/USER, retail:NAME "
          + "or ci:NAME")
    }
  }

  private static func bound(
    _ option: String, _ invocation: Invocation
  ) throws(CommandFailure) -> Bound? {
    guard let text = invocation.arguments.value(option) else { return nil }
    if let number = Int64(text) { return .revision(number) }
    do throws(FormatProblem) { return .time(try Instant(parsing: Text(text))) } catch {
      throw .usage(
        "\(option): `\(text)` is neither a revision nor a time", help: error.help.first)
    }
  }

  /// The entries to show now that `entry` has been read, in their order.
  mutating func take(_ entry: AuditEntry) -> [AuditEntry] {
    if entry.action.is("commit") {
      isChosen = chooses(entry)
      opening = nil
      guard isChosen, address != nil else { return isChosen ? [entry] : [] }
      opening = entry
      return []
    }
    guard isChosen else { return [] }
    if let address {
      let former = AuditFields(entry.detail)?["renamedFrom"]
      guard entry.subject == address || former == address else { return [] }
    }
    defer { opening = nil }
    return (opening.map { [$0] } ?? []) + [entry]
  }

  private func chooses(_ commit: AuditEntry) -> Bool {
    let fields = AuditFields(commit.detail)
    if let actor, fields?["actor"] != actor, fields?["onBehalfOf"] != actor { return false }
    if let command, fields?["command"] != command { return false }
    let at = fields?["at"].flatMap { try? Instant(parsing: $0) }
    switch from {
    case .revision(let first): if commit.revision < first { return false }
    case .time(let start): if at.map({ $0 < start }) ?? true { return false }
    case nil: break
    }
    switch to {
    case .revision(let last): return commit.revision <= last
    case .time(let end): return at.map { $0 <= end } ?? false
    case nil: return true
    }
  }
}
