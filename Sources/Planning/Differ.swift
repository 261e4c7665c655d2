package import AccessModel
import Diagnostics
package import Plans

/// Finds what separates the stored resources of an owner from the declared ones.
package enum Differ {
  /// A stored row and a declaration that belong together; one of them may be missing.
  struct Pair {
    let stored: StoredRow?
    let declared: Declared?
  }

  /// The changes in no particular order.
  ///
  /// `decode` reads stored rows back; it is asked once, for rows that changed only.
  /// `keepsUndeclared` leaves what is not declared alone, as a limited plan does.
  /// - Complexity: O(n) in stored and declared resources.
  package static func changes<Failure: Error>(
    stored: [StoredRow], declared: [Declared], keepsUndeclared: Bool,
    decode: ([StoredRow]) throws(Failure) -> [Resource]
  ) throws(Failure) -> [Change] {
    let pairs = pair(stored, declared, keepsUndeclared: keepsUndeclared)
    let before = try decode(pairs.compactMap(\.stored))
    var next = before.makeIterator()
    return pairs.compactMap { pair in
      let old = pair.stored.flatMap { row in
        next.next().map { Change.Version(resource: $0, digest: row.digest) }
      }
      return change(from: old, to: pair.declared)
    }
  }

  /// The pairs that differ by digest or stand alone.
  private static func pair(
    _ stored: [StoredRow], _ declared: [Declared], keepsUndeclared: Bool
  ) -> [Pair] {
    var rows = UnpairedRows(stored)
    var pairs: [Pair] = []
    var newcomers: [Declared] = []
    for declaration in declared {
      guard let row = rows.take(declaration.resource.address) else {
        newcomers.append(declaration)
        continue
      }
      if row.digest != declaration.digest {
        pairs.append(Pair(stored: row, declared: declaration))
      }
    }
    for newcomer in newcomers {
      pairs.append(Pair(stored: renamedRow(newcomer, &rows), declared: newcomer))
    }
    if !keepsUndeclared {
      pairs += rows.rest.map { Pair(stored: $0, declared: nil) }
    }
    return pairs
  }

  /// Takes the row under the old name of a declaration, if both are there.
  private static func renamedRow(_ newcomer: Declared, _ rows: inout UnpairedRows) -> StoredRow? {
    guard let name = newcomer.renamedFrom else { return nil }
    let address = newcomer.resource.address
    return rows.take(Address(address.kind, institution: address.institution, name: name))
  }

  /// Nil when both versions mean the same.
  private static func change(from old: Change.Version?, to declared: Declared?) -> Change? {
    guard let declared else { return Change(before: old, after: nil, source: nil) }
    if let old, old.resource.address == declared.resource.address,
      SemanticEquality.holds(old.resource, declared.resource)
    {
      return nil
    }
    let after = Change.Version(resource: declared.resource, digest: declared.digest)
    return Change(before: old, after: after, source: declared.source)
  }
}

/// Stored rows by address that no declaration has taken yet.
private struct UnpairedRows {
  private let rows: [StoredRow]
  private var places: [Address: Int32]
  private var isTaken: [Bool]

  /// The first row of an address counts.
  init(_ rows: [StoredRow]) {
    self.rows = rows
    isTaken = [Bool](repeating: true, count: rows.count)
    places = Dictionary(minimumCapacity: rows.count)
    for (place, row) in rows.enumerated() where places[row.address] == nil {
      places[row.address] = Int32(place)
      isTaken[place] = false
    }
  }

  /// The row at an address, once.
  mutating func take(_ address: Address) -> StoredRow? {
    guard let place = places[address].map(Int.init), !isTaken[place] else { return nil }
    isTaken[place] = true
    return rows[place]
  }

  /// Those left, sorted by address.
  var rest: [StoredRow] {
    rows.indices.filter { !isTaken[$0] }.map { rows[$0] }.sorted { $0.address < $1.address }
  }
}
