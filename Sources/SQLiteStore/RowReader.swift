import AccessModel
import Diagnostics
import Plans
import Stores

/// Collects rows of the resource tables with their text in shared buffers.
///
/// WHY: a hundred thousand rows hold half a million texts; copied one by one they cost more than
/// the database does. A buffer of about 1 MiB holds the text of some thousand rows, and what a row
/// shares with the one before it (institution, kind, owner, file) is not copied again.
struct RowReader {
  private var rows: [StoredRow] = []
  private var buffer: [UInt8] = []
  private var pending: [Pending] = []
  private var kind: (range: Range<Int>, kind: Kind)?

  private static let bufferBytes = 1 << 20

  /// A row whose text still grows the buffer.
  private struct Pending {
    let kind: Kind
    let institution: Range<Int>
    let name: Range<Int>
    let owner: Range<Int>
    let canonical: Range<Int>
    let digest: Digest
    let source: (file: Range<Int>, line: Int)?
    let sinceRevision: Int64
  }

  /// Adds the row a statement stands on: the columns of `SQL.readRows`.
  mutating func add(_ row: SQLiteStatement) throws(StoreError) {
    let previous = pending.last
    let institution = try append(row, 0, unless: previous?.institution)
    let kind = try readKind(row)
    let name = try append(row, 2, unless: nil)
    let owner = try append(row, 3, unless: previous?.owner)
    let canonical = try append(row, 4, unless: nil)
    pending.append(
      Pending(
        kind: kind, institution: institution, name: name, owner: owner, canonical: canonical,
        digest: try row.digest(5), source: try readSource(row, previous: previous?.source?.file),
        sinceRevision: try row.integer(8)))
    if buffer.count > Self.bufferBytes {
      try flush()
      buffer.reserveCapacity(Self.bufferBytes + 65_536)
    }
  }

  /// Gives the rows added since the last call.
  mutating func finish() throws(StoreError) -> [StoredRow] {
    try flush()
    defer { rows = [] }
    return rows
  }

  private mutating func append(
    _ row: SQLiteStatement, _ column: Int32, unless previous: Range<Int>?
  ) throws(StoreError) -> Range<Int> {
    if let previous, try row.equals(column, buffer, previous) { return previous }
    return try row.append(column, to: &buffer)
  }

  private mutating func readKind(_ row: SQLiteStatement) throws(StoreError) -> Kind {
    if let kind, try row.equals(1, buffer, kind.range) { return kind.kind }
    let range = try row.append(1, to: &buffer)
    guard let found = Kind.named(Text(Array(buffer[range]))) else {
      throw .damaged(reason: "a row of an unknown kind")
    }
    kind = (range, found)
    return found
  }

  private mutating func readSource(
    _ row: SQLiteStatement, previous: Range<Int>?
  ) throws(StoreError) -> (file: Range<Int>, line: Int)? {
    guard !row.isNull(6) else { return nil }
    let file = try append(row, 6, unless: previous)
    return (file, Int(try row.integer(7)))
  }

  private mutating func flush() throws(StoreError) {
    let storage = buffer
    try requireUTF8(storage)
    rows.reserveCapacity(rows.count + pending.count)
    for row in pending {
      let address = Address(
        row.kind,
        institution: Scope(storedKey: Text(storage, row.institution)).institution,
        name: Text(storage, row.name))
      rows.append(
        StoredRow(
          address: address, owner: Text(storage, row.owner), digest: row.digest,
          canonical: Text(storage, row.canonical),
          source: row.source.map { Source(file: Text(storage, $0.file), line: $0.line) },
          sinceRevision: row.sinceRevision))
    }
    pending.removeAll(keepingCapacity: true)
    kind = nil
    buffer = []
  }

  /// Refuses text that is not UTF-8; the usual case, all ASCII, is seen in one pass.
  private func requireUTF8(_ storage: [UInt8]) throws(StoreError) {
    guard storage.contains(where: { $0 >= 0x80 }) else { return }
    for row in pending {
      for range in [row.institution, row.name, row.owner, row.canonical, row.source?.file] {
        guard let range else { continue }
        guard String(validating: storage[range], as: UTF8.self) != nil else { throw .notUTF8 }
      }
    }
  }
}

extension Address {
  /// What the column `institution` holds; mails and keys have scopes of their own.
  var storedInstitution: Text { scope.storedKey }
}
