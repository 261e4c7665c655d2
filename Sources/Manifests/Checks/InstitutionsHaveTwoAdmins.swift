import AccessModel
import Diagnostics

extension Check {
  /// An open institution with a single admin depends on one person (I-32 is the plan's to hold).
  static let institutionsHaveTwoAdmins = Check("I-32 admins") { state, findings in
    var admins: [Text: (count: Int, first: Int)] = [:]
    for (index, user) in state.all(.portalUser) where user.isAdmin {
      admins[user.address.institution, default: (0, index)].count += 1
    }
    for (name, found) in admins.sorted(by: { $0.key < $1.key }) where found.count == 1 {
      let place = state.place(of: Address(.institution, name: name))
      if let place, !state.resources[place][InstitutionFields.state].isAbsent { continue }
      let site: Site
      if state.isOwn(found.first) {
        site = Site(found.first, "functions", "user-management")
      } else if let place, state.isOwn(place) {
        site = Site(place)
      } else {
        continue
      }
      let admin = state.resources[found.first].address.name
      findings.append(
        Finding(
          .warning, .oneAdmin, "`\(admin)` is the only admin of \(name)", at: site,
          help: "give user-management to a second active person"))
    }
  }
}
