import AccessModel
import Diagnostics

extension Check {
  /// An entry meets no special-purpose addresses but those that the key policy allows (I-25).
  static let entriesAreOrdinary = Check("I-25 classes") { state, findings in
    var policies = InstitutionPolicies(state)
    for (index, list) in state.own(.ipWhitelist) {
      let policy = policies.policy(of: list.address.institution)
      for entry in list.listEntries where entry.isLive(at: state.now) {
        let overlaps = AddressClass.overlaps(with: entry.block)
        guard let worst = overlaps.map({ policy[$0.addressClass] }).max(),
          let severity = policies.severity(worst)
        else { continue }
        let met = overlaps.filter { policy[$0.addressClass] == worst }
          .map { "\($0.addressClass.words) addresses (\($0.block))" }
        findings.append(
          Finding(
            severity, .specialAddresses,
            "`\(entry.text)` meets \(met.joined(separator: ", "))",
            at: Site(index, "entries.cidr", entry.text),
            help: "list addresses that the broker sees callers come from"))
      }
    }
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
