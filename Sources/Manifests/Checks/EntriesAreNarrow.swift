import AccessModel
import Diagnostics

extension Check {
  /// An entry is no wider than the key policy allows (I-25).
  static let entriesAreNarrow = Check("I-25 width") { state, findings in
    let holders = Holders(state)
    var policies = InstitutionPolicies(state)
    for (index, list) in state.own(.ipWhitelist) {
      let institution = list.address.institution
      for entry in list.listEntries where entry.isLive(at: state.now) {
        let verdict = policies.verdict(in: institution, on: holders.principals(boundBy: list)) {
          entry.block.prefixLength < $0.prefixLengthMin(of: entry.block.family) ? $0.unwise : .allow
        }
        guard let verdict else { continue }
        let shortest = policies.policy(of: institution).prefixLengthMin(of: entry.block.family)
        let size = entry.block.isWholeInternet ? "every address" : entry.block.sizeText
        let family = entry.block.family == .v4 ? "v4" : "v6"
        findings.append(
          Finding(
            verdict.severity, .blockTooWide,
            "`\(entry.text)` is \(size); the key policy allows /\(shortest) and longer prefixes",
            at: Site(index, "entries.cidr", entry.text),
            breach: PolicyBreach(
              [("ip.minPrefix.\(family)", verdict.asked)], by: list.address, part: entry.text,
              principals: verdict.principals),
            help: [
              entry.block.isWholeInternet
                ? "mode: unrestricted says so in so many words"
                : "list the blocks that callers have"
            ]))
      }
    }
  }
}
