import AccessModel
import Diagnostics

/// The logins of an institution's portal, and what each may do there.
struct PeopleHTML {
  let institution: InstitutionRegister

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "people", "People", "The logins of the portal", noun: "people",
      columns: ["User", "Name", "Mail", "Status", "Functions", "Rights on accounts"],
      of: institution.users.values.sorted { $0.address < $1.address },
      otherwise: "There is no login."
    ) { user, html in append(user, to: &html) }
  }

  private func append(_ user: Resource, to html: inout HTMLBuilder) {
    html.row(RowMarks.attributes(institution: institution.name)) { html in
      html.code(user.address.name.string)
    } _: { html in
      html.cell("Name", text: user[PortalUserFields.displayName].text?.string ?? "")
      html.cell("Mail", text: user[PortalUserFields.email].text?.string ?? "")
      html.cell("Status") { html in
        html.tag(user.loginState.string, user.isActiveLogin ? .good : .warn)
        if user[PortalUserFields.userType].text?.is("dedicated") == true {
          html.text(" ")
          html.tag("dedicated")
        }
      }
      html.cell("Functions", text: Self.words(user[PortalUserFields.functions]))
      html.cell("Rights on accounts") { html in
        let rights = user[PortalUserFields.accountRights].elements
        html.element("ul", [.class("facts")]) { html in
          for right in rights {
            html.element("li") { html in
              html.text("\(Self.words(right[PortalUserFields.rights])) on ")
              html.code(Self.words(right[PortalUserFields.accounts]))
            }
          }
        }
      }
    }
  }

  private static func words(_ value: Value) -> String {
    value.texts.map(\.string).joined(separator: ", ")
  }
}
