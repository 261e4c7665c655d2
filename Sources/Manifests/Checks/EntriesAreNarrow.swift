import AccessModel
import Diagnostics

extension Check {
  /// An entry is no wider than the key policy allows (I-25).
  static let entriesAreNarrow = Check("I-25 width") { state, findings in
    var policies = InstitutionPolicies(state)
    for (index, list) in state.own(.ipWhitelist) {
      let policy = policies.policy(of: list.address.institution)
      guard let severity = policies.severity(policy.unwise) else { continue }
      for entry in list.listEntries where entry.isLive(at: state.now) {
        let shortest = policy.prefixLengthMin(of: entry.block.family)
        guard entry.block.prefixLength < shortest else { continue }
        let size = entry.block.isWholeInternet ? "every address" : entry.block.sizeText
        let help =
          entry.block.isWholeInternet
          ? "mode: unrestricted says so in so many words" : "list the blocks that callers have"
        findings.append(
          Finding(
            severity, .blockTooWide,
            "`\(entry.text)` is \(size); the key policy allows /\(shortest) and longer prefixes",
            at: Site(index, "entries.cidr", entry.text), help: help))
      }
    }
  }
}
