import AccessModel
import Diagnostics

extension Check {
  /// The same mail address at a second institution is worth a look (I-04).
  static let emailsAreOfOneInstitution = Check("I-04 elsewhere") { state, findings in
    var holders = FirstHolders<Text>()
    for (index, user) in state.all(.portalUser) {
      guard let email = user[PortalUserFields.email].text,
        let conflict = holders.note(email.foldedEmail, at: index, in: state)
      else { continue }
      let other = state.resources[conflict.other].address
      guard other.institution != state.resources[conflict.reported].address.institution else {
        continue
      }
      findings.append(
        Finding(
          .warning, .emailElsewhere, "`\(email)` is the address of \(other) too",
          at: Site(conflict.reported, "email"),
          help: "nothing to do when one person works for both; correct it when it is a copy"))
    }
  }
}
