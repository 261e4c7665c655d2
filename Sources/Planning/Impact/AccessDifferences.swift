import AccessModel
import Diagnostics
import Plans

/// Takes the access of one moment from that of another.
///
/// Remembers the ids of row sets and the blocks of address sets: principals are mostly alike, and
/// share them then.
struct AccessDifferences {
  private let before: EndpointTable
  private let after: EndpointTable
  /// By place in the one table the place in the other; nil while both are the same table.
  private let toAfter: [Int?]?
  private let toBefore: [Int?]?
  private var idsBefore: [EndpointSet: [Text]] = [:]
  private var idsAfter: [EndpointSet: [Text]] = [:]
  private var blocks: [AddressSet: [CIDR]] = [:]

  init(before: AccessView, after: AccessView) {
    self.before = before.register.table
    self.after = after.register.table
    let isSame = self.before.rows == self.after.rows
    toAfter = isSame ? nil : Self.places(of: self.before, in: self.after)
    toBefore = isSame ? nil : Self.places(of: self.after, in: self.before)
  }

  private static func places(of table: EndpointTable, in other: EndpointTable) -> [Int?] {
    table.rows.map { other.place(of: $0.id) }
  }

  /// What is gained and lost on the way from the one to the other.
  mutating func between(
    _ old: EffectiveAccess?, _ new: EffectiveAccess?
  ) -> (gained: AccessShare, lost: AccessShare) {
    guard old != nil || new != nil else { return (.nothing, .nothing) }
    let gained = Self.parts(of: new, after, lackedBy: old, before, places: toBefore)
    let lost = Self.parts(of: old, before, lackedBy: new, after, places: toAfter)
    let share = AccessShare(
      groups: gained.map { group($0, after, &idsAfter) }, networks: networks(of: new, without: old))
    let loss = AccessShare(
      groups: lost.map { group($0, before, &idsBefore) },
      networks: networks(of: old, without: new))
    return (share, loss)
  }

  /// Rows that gain or lose the same accounts.
  private struct Part {
    var rows: EndpointSet
    let accounts: [Text]?
  }

  private func group(
    _ part: Part, _ table: EndpointTable, _ known: inout [EndpointSet: [Text]]
  ) -> AccessShare.Group {
    let ids: [Text]
    if let found = known[part.rows] {
      ids = found
    } else {
      ids = table.ids(of: part.rows)
      known[part.rows] = ids
    }
    return AccessShare.Group(endpoints: ids, accounts: part.accounts)
  }

  // MARK: Endpoints

  /// The parts of `access` that `other` lacks, by their first rows.
  private static func parts(
    of access: EffectiveAccess?, _ table: EndpointTable, lackedBy other: EffectiveAccess?,
    _ otherTable: EndpointTable, places: [Int?]?
  ) -> [Part] {
    guard let access else { return [] }
    if places == nil, let other, access.rows == other.rows, access.accounts == other.accounts {
      return []
    }
    var parts: [Part] = []
    for place in access.rows {
      let row = table.rows[place]
      let own = access.accounts(of: row)
      let twin = places.map { $0[place] } ?? place
      guard let other, let twin, other.rows.contains(twin) else {
        add(place, own, table, to: &parts)
        continue
      }
      switch (own, other.accounts(of: otherTable.rows[twin])) {
      case (nil, nil): break
      case (let own?, let others?):
        guard own != others else { break }
        let held = Set(others)
        let more = own.filter { !held.contains($0) }
        if !more.isEmpty { add(place, more, table, to: &parts) }
      case (nil, _?), (_?, nil): add(place, own, table, to: &parts)
      }
    }
    return parts
  }

  private static func add(
    _ place: Int, _ accounts: [Text]?, _ table: EndpointTable, to parts: inout [Part]
  ) {
    if let index = parts.firstIndex(where: { $0.accounts == accounts }) {
      parts[index].rows.insert(place)
      return
    }
    var rows = table.none
    rows.insert(place)
    parts.append(Part(rows: rows, accounts: accounts))
  }

  // MARK: Addresses

  private mutating func networks(
    of access: EffectiveAccess?, without other: EffectiveAccess?
  ) -> [CIDR] {
    guard let access else { return [] }
    if let other, access.networks == other.networks { return [] }
    let set = other.map { access.networks.subtracting($0.networks) } ?? access.networks
    if let known = blocks[set] { return known }
    let found = set.blocks
    blocks[set] = found
    return found
  }
}
