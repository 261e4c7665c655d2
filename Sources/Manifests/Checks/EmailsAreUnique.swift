import AccessModel
import Diagnostics

extension Check {
  /// A mail address belongs to one login (I-04): of an institution, of the staff, of retail.
  ///
  /// Addresses that differ in letter case only are one.
  static let emailsAreUnique = Check("I-04") { state, findings in
    let kinds: [(Kind, Slot)] = [
      (.portalUser, PortalUserFields.email), (.staffMember, StaffMemberFields.email),
      (.retailClient, RetailClientFields.email),
    ]
    for (kind, slot) in kinds {
      var holders = FirstHolders<Login>()
      for (index, resource) in state.all(kind) {
        guard let email = resource[slot].text else { continue }
        let login = Login(institution: resource.address.institution, email: email.foldedEmail)
        guard let conflict = holders.note(login, at: index, in: state) else { continue }
        let other = state.resources[conflict.other].address
        // Declared by two owners, it is one login all the same.
        guard other != state.resources[conflict.reported].address else { continue }
        findings.append(
          Finding(
            .error, .emailDuplicate, "`\(email)` is the address of \(other) already",
            at: Site(conflict.reported, "email"), earlier: conflict.other,
            help: "give each login an address of its own; letter case does not count"))
      }
    }
  }
}

/// A mail address where it must be unique.
private struct Login: Hashable {
  let institution: Text
  let email: Text
}

extension Text {
  /// A mail address as it is compared; the text itself when it is in lower case.
  var foldedEmail: Text {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard bytes.contains(where: capitals.contains) else { return self }
    return (try? Email(parsing: self))?.folded ?? self
  }
}
