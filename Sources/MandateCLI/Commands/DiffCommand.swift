import AccessModel
import Diagnostics
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let diff = CommandDeclaration(
    "diff", "what changed in the register between two moments",
    details: """
      A moment is a revision or a time; without the second one, it is now. Shows what was declared and \
      recorded at either side and differs, field by field; a rename is one change. What came and went in \
      between is not shown: that is in mandate history and mandate audit log. Keys and mails have lists \
      of their own.
      """,
    operands: [
      Operand("FROM", "a revision or a time"),
      Operand("TO", "a revision or a time; default: now", count: 0...1),
    ],
    options: [
      OptionDeclaration("--format", value: "F", "text or json; default text"), .full,
    ],
    examples: ["mandate diff 41", "mandate diff 41 57", "mandate diff 2026-11-01T00:00:00Z"],
    run: { invocation throws(CommandFailure) in try DiffCommand(invocation).run() })
}

struct DiffCommand {
  private let invocation: Invocation
  private let store: any RegisterStore

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    store = try invocation.existingStore()
  }

  func run() throws(CommandFailure) -> ExitCode {
    let wantsJSON = try invocation.wantsJSON()
    let moments = invocation.arguments.operands
    let from = try AsOf.revision(named: moments[0], as: "FROM", in: store)
    let to =
      moments.count > 1
      ? try AsOf.revision(named: moments[1], as: "TO", in: store)
      : try asking { () throws(StoreError) in try store.status().head.revision }
    let isForward = from <= to
    var changes = try changes(from: min(from, to), to: max(from, to))
    if !isForward { changes = changes.map { $0.reversed } }
    changes.sort { $0.address < $1.address }
    let difference = DifferenceText(changes, from: from, to: to)
    if wantsJSON {
      invocation.output.write(difference.json)
    } else {
      Reporter(invocation: invocation).show(
        difference.rendered(isFull: invocation.arguments.has("--full")))
    }
    return .done
  }

  /// The changes between an earlier and a later revision.
  private func changes(from: Int64, to: Int64) throws(CommandFailure) -> [Change] {
    let old = try rows(asOf: from)
    var rest = Dictionary(try rows(asOf: to).map { ($0.address, $0) }) { first, _ in first }
    let renames = try PastReader.renames(in: store).filter {
      from < $0.revision && $0.revision <= to
    }
    var pairs: [(StoredRow?, StoredRow?)] = []
    for row in old {
      let now = rest.removeValue(
        forKey: RecordedHistory.Rename.successor(of: row.address, among: renames))
      if now.map({ $0.address != row.address || $0.digest != row.digest }) ?? true {
        pairs.append((row, now))
      }
    }
    pairs += rest.values.map { (nil, $0) }
    return try decoded(pairs)
  }

  /// The rows of a moment whose changes are shown: not the secrets' hashes of keys, and no mails.
  private func rows(asOf revision: Int64) throws(CommandFailure) -> [StoredRow] {
    try asking { () throws(StoreError) in try store.rows(RowFilter(), asOf: revision) }
      .filter { row in
        switch row.address.scope {
        case .global, .institution: true
        case .notices, .keys: false
        }
      }
  }

  private func decoded(
    _ pairs: [(StoredRow?, StoredRow?)]
  ) throws(CommandFailure) -> [Change] {
    let before = try versions(pairs.compactMap(\.0))
    let after = try versions(pairs.compactMap(\.1))
    var nextBefore = before.makeIterator()
    var nextAfter = after.makeIterator()
    return pairs.map { old, new in
      Change(
        before: old == nil ? nil : nextBefore.next(), after: new == nil ? nil : nextAfter.next(),
        source: nil)
    }
  }

  private func versions(_ rows: [StoredRow]) throws(CommandFailure) -> [Change.Version] {
    zip(try RegisterSplit.decode(rows), rows).map {
      Change.Version(resource: $0, digest: $1.digest)
    }
  }
}

extension RecordedHistory.Rename {
  /// The address that what stood at `address` came to have, by renames in their order.
  static func successor(of address: Address, among renames: [Self]) -> Address {
    renames.reduce(address) { $0 == $1.from ? $1.to : $0 }
  }
}

extension Change {
  /// The change that takes it back.
  fileprivate var reversed: Change { Change(before: after, after: before, source: nil) }
}
