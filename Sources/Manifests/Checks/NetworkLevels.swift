import AccessModel
import Diagnostics

/// What the address lists of a state admit, level by level.
struct NetworkLevels {
  private let state: DesiredState
  /// The institution-wide lists of each institution that has any.
  private(set) var wide: [Text: [Int]] = [:]
  private var admitted: [Int: AddressSet] = [:]
  private var wideLevels: [Text: AddressSet] = [:]

  init(_ state: DesiredState) {
    self.state = state
    for (index, list) in state.all(.ipWhitelist) where list.isInstitutionWide {
      wide[list.address.institution, default: []].append(index)
    }
  }

  /// The addresses that the institution-wide lists admit; nil when they bound nothing.
  ///
  /// A level without a live entry bounds nothing here: it is dead, and that is reported elsewhere.
  mutating func institutionLevel(of institution: Text) -> AddressSet? {
    guard let lists = wide[institution] else { return nil }
    if let level = wideLevels[institution] { return level.isEmpty ? nil : level }
    let level = level(of: lists) ?? AddressSet()
    wideLevels[institution] = level
    return level.isEmpty ? nil : level
  }

  /// The union of lists; nil when it bounds nothing: no list, an unrestricted one, no live entry.
  mutating func level(of lists: [Int]) -> AddressSet? {
    var union = AddressSet()
    for list in lists {
      if state.resources[list].isUnrestrictedList { return nil }
      union = union.union(addresses(of: list))
    }
    return union.isEmpty ? nil : union
  }

  private mutating func addresses(of list: Int) -> AddressSet {
    if let known = admitted[list] { return known }
    let now = state.now
    let live = state.resources[list].listEntries.filter { $0.isLive(at: now) }
    let addresses = AddressSet(live.map(\.block))
    admitted[list] = addresses
    return addresses
  }
}
