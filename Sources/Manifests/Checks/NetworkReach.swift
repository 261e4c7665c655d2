import AccessModel
import Diagnostics

/// Which desks, authorizations and applications no address list bounds.
struct NetworkReach {
  private let state: DesiredState
  private var levels: NetworkLevels

  /// Why every address of a family is admitted.
  enum Openness {
    /// No list is named at any level.
    case unstated
    /// Lists are named, and they bound nothing.
    case stated(why: String)
  }

  init(_ state: DesiredState) {
    self.state = state
    levels = NetworkLevels(state)
  }

  /// The institution-wide lists of an institution.
  func wideLists(of institution: Text) -> [Int] { levels.wide[institution] ?? [] }

  /// Why a resource that names `lists` is open to the whole of IPv4 or of IPv6; nil when it is not,
  /// or names a list that does not exist.
  ///
  /// Judged on all entries together, so that two halves of the internet are the whole of it.
  mutating func openness(of resource: Resource, lists: Value) -> Openness? {
    let names = lists.texts
    let own = names.compactMap { state.place(of: resource.target(.ipWhitelist, named: $0)) }
    guard own.count == names.count else { return nil }
    let wide = wideLists(of: resource.address.institution)
    guard !own.isEmpty || !wide.isEmpty else { return .unstated }
    let admitted = (levels.admitted(by: own) ?? .all)
      .intersection(levels.admitted(by: wide) ?? .all)
    let families = [AddressFamily.v4, .v6].filter(admitted.isWholeInternet)
    guard !families.isEmpty else { return nil }
    return .stated(why: why(own.isEmpty ? wide : own, families))
  }

  private func why(_ lists: [Int], _ families: [AddressFamily]) -> String {
    let unrestricted = lists.filter { state.resources[$0].isUnrestrictedList }
    guard unrestricted.isEmpty else {
      return "\(names(of: unrestricted)) \(unrestricted.count == 1 ? "is" : "are") unrestricted"
    }
    let words = families.map { $0 == .v4 ? "IPv4" : "IPv6" }.joined(separator: " and ")
    let verb = lists.count == 1 ? "admits" : "together admit"
    return "\(names(of: lists)) \(verb) every \(words) address"
  }

  private func names(of lists: [Int]) -> String {
    lists.map { "`\(state.resources[$0].address.name)`" }.joined(separator: ", ")
  }
}
