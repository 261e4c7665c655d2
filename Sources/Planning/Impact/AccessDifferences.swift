import AccessModel
import Diagnostics
import Plans

/// Takes the access of one moment from that of another.
///
/// Remembers the ids of row sets and the blocks of address sets: principals are mostly alike, and
/// share them then.
struct AccessDifferences {
  private var before: Side
  private var after: Side
  private var blocks: [AddressSet: [CIDR]] = [:]
  /// The accounts compared last: those of one institution are mostly the same.
  private var surplus: (own: [Text], others: [Text], more: [Text]) = ([], [], [])

  /// One of the two moments.
  private struct Side {
    let table: EndpointTable
    /// By place, which accounts the row reaches.
    let sorts: [Sort]
    /// By place the place in the other table; nil while both are the same table.
    let places: [Int?]?
    var ids: [EndpointSet: [Text]] = [:]

    /// The place of the same endpoint in the other table.
    func twin(of place: Int) -> Int? {
      guard let places else { return place }
      return places[place]
    }

    init(_ table: EndpointTable, beside other: EndpointTable, isSame: Bool) {
      self.table = table
      sorts = table.rows.map { $0.needsAccount ? .byClass($0.riskClass) : .withoutAccount }
      places = isSame ? nil : table.rows.map { other.place(of: $0.id) }
    }
  }

  /// Rows of one sort reach the same accounts, whoever calls them.
  private struct Sort {
    let index: Int
    let riskClass: EndpointTable.RiskClass?

    static let count = EndpointTable.RiskClass.allCases.count + 1
    static let withoutAccount = Sort(index: count - 1, riskClass: nil)

    static func byClass(_ riskClass: EndpointTable.RiskClass) -> Sort {
      Sort(index: Int(riskClass.rawValue), riskClass: riskClass)
    }
  }

  init(before: AccessView, after: AccessView) {
    let old = before.register.table, new = after.register.table
    let isSame = old.rows == new.rows
    self.before = Side(old, beside: new, isSame: isSame)
    self.after = Side(new, beside: old, isSame: isSame)
  }

  /// What is gained and lost on the way from the one to the other.
  mutating func between(
    _ old: EffectiveAccess?, _ new: EffectiveAccess?
  ) -> (gained: AccessShare, lost: AccessShare) {
    guard old != nil || new != nil else { return (.nothing, .nothing) }
    let gained = parts(of: new, after, lackedBy: old, before)
    let lost = parts(of: old, before, lackedBy: new, after)
    let share = AccessShare(
      groups: gained.map { Self.group($0, &after) }, networks: networks(of: new, without: old))
    let loss = AccessShare(
      groups: lost.map { Self.group($0, &before) }, networks: networks(of: old, without: new))
    return (share, loss)
  }

  /// Rows that gain or lose the same accounts.
  private struct Part {
    var rows: EndpointSet
    let accounts: [Text]?
  }

  private static func group(_ part: Part, _ side: inout Side) -> AccessShare.Group {
    let ids: [Text]
    if let found = side.ids[part.rows] {
      ids = found
    } else {
      ids = side.table.ids(of: part.rows)
      side.ids[part.rows] = ids
    }
    return AccessShare.Group(endpoints: ids, accounts: part.accounts)
  }

  // MARK: Endpoints

  /// The parts of `access` that `other` lacks, by their first rows.
  ///
  /// WHY by sorts: accounts are compared for a few sorts of rows, and not for hundreds of rows.
  private mutating func parts(
    of access: EffectiveAccess?, _ side: Side, lackedBy other: EffectiveAccess?, _ otherSide: Side
  ) -> [Part] {
    guard let access else { return [] }
    if side.places == nil, let other, access.rows == other.rows, access.accounts == other.accounts {
      return []
    }
    var parts: [Part] = []
    // By sort here and there, the place of its part and -1 for none; one more sort for rows lacked.
    let width = Sort.count + 1
    var known = [Int?](repeating: nil, count: Sort.count * width)
    let reached = other?.rows ?? otherSide.table.none
    for place in access.rows {
      let sort = side.sorts[place]
      var otherSort: Sort?
      if let twin = side.twin(of: place), reached.contains(twin) {
        otherSort = otherSide.sorts[twin]
      }
      let index = sort.index * width + (otherSort?.index ?? Sort.count)
      if known[index] == nil {
        let own = sort.riskClass.map { access.accounts[$0] }
        let others = otherSort.map { $0.riskClass.flatMap { other?.accounts[$0] } }
        known[index] = self.part(of: own, lackedBy: others, side.table.none, in: &parts)
      }
      if let part = known[index], part >= 0 { parts[part].rows.insert(place) }
    }
    return parts
  }

  /// The place of the part that rows go to, or -1 where nothing is lacked.
  ///
  /// `others` is nil for rows that are lacked themselves, and holds nil for those without accounts.
  private mutating func part(
    of own: [Text]?, lackedBy others: [Text]??, _ none: EndpointSet, in parts: inout [Part]
  ) -> Int {
    var accounts = own
    switch (own, others) {
    case (nil, .some(nil)): return -1
    case (let own?, .some(let others?)):
      let more = names(own, without: others)
      if more.isEmpty { return -1 }
      accounts = more
    case (_, nil), (nil, _), (_, .some(nil)): break
    }
    if let place = parts.firstIndex(where: { $0.accounts == accounts }) { return place }
    parts.append(Part(rows: none, accounts: accounts))
    return parts.count - 1
  }

  /// The names of `own` that `others` lack.
  private mutating func names(_ own: [Text], without others: [Text]) -> [Text] {
    if surplus.own == own, surplus.others == others { return surplus.more }
    let held = own == others ? [] : Set(others)
    let more = own == others ? [] : own.filter { !held.contains($0) }
    surplus = (own, others, more)
    return more
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
