import AccessModel
import Diagnostics

extension Check {
  /// The lists of an institution and those of a desk, authorization or application have an address
  /// in common (I-26).
  static let networksOverlap = Check("I-26") { state, findings in
    var judge = OverlapJudge(state)
    guard !judge.levels.wide.isEmpty else { return }
    let holders: [(Kind, Slot)] = [
      (.desk, DeskFields.ipWhitelists),
      (.traderAuthorization, TraderAuthorizationFields.ipWhitelists),
      (.brokerApplication, BrokerApplicationFields.ipWhitelists),
    ]
    for (kind, slot) in holders {
      for (index, resource) in state.all(kind) { judge.judge(index, resource, resource[slot]) }
    }
    findings.append(contentsOf: judge.findings)
  }
}

/// Intersects the levels of one holder of lists after the other.
private struct OverlapJudge {
  private let state: DesiredState
  private(set) var levels: NetworkLevels
  private(set) var findings: [Finding] = []

  init(_ state: DesiredState) {
    self.state = state
    levels = NetworkLevels(state)
  }

  mutating func judge(_ index: Int, _ resource: Resource, _ names: Value) {
    guard !names.isAbsent else { return }
    let institution = resource.address.institution
    guard let outer = levels.institutionLevel(of: institution) else { return }
    let lists = names.texts.compactMap {
      state.place(of: resource.target(.ipWhitelist, named: $0))
    }
    guard let inner = levels.level(of: lists), !inner.overlaps(outer) else { return }
    guard let site = site(index, lists, institution) else { return }
    let wide = (levels.wide[institution] ?? [])
      .map { "\(state.resources[$0].address.name)" }.joined(separator: ", ")
    findings.append(
      Finding(
        .error, .networksEmpty,
        "no address is in the lists of \(resource.address) and in \(wide) too", at: site,
        help: "both levels must admit a caller; add its addresses to both"))
  }

  /// The holder if it is own, else an own list that takes part.
  private func site(_ index: Int, _ lists: [Int], _ institution: Text) -> Site? {
    if state.isOwn(index) { return Site(index, "ipWhitelists") }
    let parts = lists + (levels.wide[institution] ?? [])
    return parts.first(where: state.isOwn).map { Site($0, "entries") }
  }
}
