import AccessModel
import Diagnostics

extension Check {
  /// An entry whose end has passed admits nobody.
  static let entriesAreLive = Check("entries are live") { state, findings in
    for (index, list) in state.own(.ipWhitelist) {
      for entry in list.listEntries {
        guard let end = entry.validUntil, end <= state.now else { continue }
        findings.append(
          Finding(
            .warning, .entryExpired, "`\(entry.text)` ended on \(end.shortText)",
            at: Site(index, "entries.cidr", entry.text), help: "remove it, or set a later end"))
      }
    }
  }
}
