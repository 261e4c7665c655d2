import AccessModel
import Diagnostics

extension Check {
  /// An entry outside the institution-wide lists never lets anybody in (I-27).
  static let entriesLieInInstitutionLists = Check("I-27") { state, findings in
    var levels = NetworkLevels(state)
    guard !levels.wide.isEmpty else { return }
    for (index, list) in state.own(.ipWhitelist) where !list.isInstitutionWide {
      let institution = list.address.institution
      guard let outer = levels.institutionLevel(of: institution) else { continue }
      for entry in list.listEntries where entry.isLive(at: state.now) {
        guard !AddressSet([entry.block]).overlaps(outer) else { continue }
        let wide = (levels.wide[institution] ?? [])
          .map { "\(state.resources[$0].address.name)" }.joined(separator: ", ")
        findings.append(
          Finding(
            .warning, .entryDead, "`\(entry.text)` admits nobody: it lies outside \(wide)",
            at: Site(index, "entries.cidr", entry.text),
            help: "add it to the institution-wide list too, or remove it here"))
      }
    }
  }
}
