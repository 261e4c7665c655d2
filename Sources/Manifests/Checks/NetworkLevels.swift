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
    guard let union = admitted(by: lists), !union.isEmpty else { return nil }
    return union
  }

  /// The addresses that one level admits: all of them without a list or with an unrestricted one.
  ///
  /// nil stands for all of them. Lists whose entries have all ended admit nobody.
  mutating func admitted(by lists: [Int]) -> AddressSet? {
    guard !lists.isEmpty else { return nil }
    var union = AddressSet()
    for list in lists {
      if state.resources[list].isUnrestrictedList { return nil }
      union = lists.count == 1 ? addresses(of: list) : union.union(addresses(of: list))
    }
    return union
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
