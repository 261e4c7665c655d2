import AccessModel
import Diagnostics

extension Check {
  /// A restricted list has entries, an unrestricted one has none (I-23).
  static let listModesFitEntries = Check("I-23") { state, findings in
    for (index, list) in state.own(.ipWhitelist) {
      let hasEntries = !list[IPWhitelistFields.entries].isAbsent
      switch (list.isUnrestrictedList, hasEntries) {
      case (false, false):
        findings.append(
          Finding(
            .error, .whitelistMode, "\(list.address) is restricted to nothing",
            at: Site(index, "mode"),
            help: "add `entries`, or write mode: unrestricted to admit every address"))
      case (true, true):
        findings.append(
          Finding(
            .error, .whitelistMode, "\(list.address) is unrestricted and has entries",
            at: Site(index, "mode"),
            help: "write mode: restricted, or remove the entries, which limit nothing"))
      case (true, false), (false, true): break
      }
    }
  }
}
