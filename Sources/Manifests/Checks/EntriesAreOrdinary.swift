import AccessModel
import Diagnostics

extension Check {
  /// An entry meets no special-purpose addresses but those that the key policy allows (I-25).
  static let entriesAreOrdinary = Check("I-25 classes") { state, findings in
    let holders = Holders(state)
    var policies = InstitutionPolicies(state)
    for (index, list) in state.own(.ipWhitelist) {
      for entry in list.listEntries where entry.isLive(at: state.now) {
        let overlaps = AddressClass.overlaps(with: entry.block)
        guard !overlaps.isEmpty else { continue }
        let verdicts = overlaps.compactMap { met in
          policies.verdict(
            in: list.address.institution, on: holders.principals(boundBy: list),
            { $0[met.addressClass] }
          ).map { (met: met, verdict: $0) }
        }
        guard let worst = verdicts.map(\.verdict.asked).max() else { continue }
        findings.append(
          finding(entry, verdicts.filter { $0.verdict.asked == worst }, of: list, at: index))
      }
    }
  }

  private static func finding(
    _ entry: ListEntry,
    _ breached: [(met: AddressClassOverlap, verdict: InstitutionPolicies.Verdict)],
    of list: Resource, at index: Int
  ) -> Finding {
    let met = breached.map { "\($0.met.addressClass.words) addresses (\($0.met.block))" }
    let rules = breached.map {
      (field: "ip.classes.\($0.met.addressClass.rawValue)", severity: $0.verdict.asked)
    }
    let principals = breached.flatMap(\.verdict.principals)
    return Finding(
      breached[0].verdict.severity, .specialAddresses,
      "`\(entry.text)` meets \(met.joined(separator: ", "))",
      at: Site(index, "entries.cidr", entry.text),
      breach: PolicyBreach(rules, by: list.address, part: entry.text, principals: principals),
      help: ["list addresses that the broker sees callers come from"])
  }
}

extension AddressClass {
  /// The class in words for messages.
  fileprivate var words: String {
    switch self {
    case .documentation: "documentation"
    case .private: "private"
    case .shared: "shared"
    case .loopback: "loopback"
    case .linkLocal: "link-local"
    case .multicast: "multicast"
    case .reserved: "reserved"
    case .unspecified: "unspecified"
    }
  }
}
