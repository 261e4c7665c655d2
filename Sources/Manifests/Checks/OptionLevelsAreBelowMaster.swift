import AccessModel
import Diagnostics

extension Check {
  /// A virtual account has no higher option level than its master (I-06).
  ///
  /// A master without a level trades no options.
  static let optionLevelsAreBelowMaster = Check("I-06") { state, findings in
    for (index, account) in state.all(.account) {
      guard let level = account[AccountFields.optionLevel].text,
        let name = account[AccountFields.master].text,
        let place = state.place(of: account.target(.account, named: name))
      else { continue }
      // LV1 to LV4 are in the order of their letters.
      let master = state.resources[place]
      let masterLevel = master[AccountFields.optionLevel].text
      if let masterLevel, level <= masterLevel { continue }
      let site =
        state.isOwn(index)
        ? Site(index, "optionLevel") : Site(place, masterLevel == nil ? "" : "optionLevel")
      guard state.isOwn(site.resource) else { continue }
      let limit =
        masterLevel.map { "its master \(name) has \($0)" } ?? "its master \(name) has none"
      findings.append(
        Finding(
          .error, .optionLevelAboveMaster,
          "\(account.address) has option level \(level), and \(limit)",
          at: site, help: "lower the level here, or raise that of the master"))
    }
  }
}
