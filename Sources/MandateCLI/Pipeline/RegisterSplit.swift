import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Stores

/// The rows of a store, told apart by owner; own rows are read back only where they changed.
struct RegisterSplit {
  let ownRows: [StoredRow]
  /// The resources of all other owners.
  let others: [Resource]

  init(_ rows: [StoredRow], owner: Text) throws(CommandFailure) {
    ownRows = rows.filter { $0.owner == owner }
    others = try Self.decode(rows.filter { $0.owner != owner })
  }

  /// What separates the own rows from what is declared.
  func changes(
    to declared: [Declared], keepsUndeclared: Bool
  ) throws(CommandFailure) -> [Change] {
    try Differ.changes(
      stored: ownRows, declared: declared, keepsUndeclared: keepsUndeclared, decode: Self.decode)
  }

  /// All own resources as they will be when the changes are made and nothing else.
  func overlaid(with changes: [Change]) throws(CommandFailure) -> [Resource] {
    var own = Dictionary(byAddress: try Self.decode(ownRows))
    for change in changes {
      if let before = change.before?.resource { own[before.address] = nil }
      if let after = change.after?.resource { own[after.address] = after }
    }
    return own.values.sorted { $0.address < $1.address }
  }

  /// The resources that rows hold, which the store has held against their digests.
  ///
  /// One that cannot be read is damage, not input.
  static func decode(_ rows: [StoredRow]) throws(CommandFailure) -> [Resource] {
    var diagnostics: [Diagnostic] = []
    guard
      let resources = RegisterDecoder.resources(of: rows.map(\.canonical), into: &diagnostics),
      zip(rows, resources).allSatisfy({ $0.address == $1.address })
    else {
      throw .store(.damaged(reason: "a stored resource is not what this program writes"))
    }
    return resources
  }
}
