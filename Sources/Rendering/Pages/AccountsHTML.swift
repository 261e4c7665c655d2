import AccessModel
import Diagnostics

/// The accounts that the broker keeps for an institution.
struct AccountsHTML {
  let institution: InstitutionRegister

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "accounts", "Accounts", "Only ACTIVE accounts are reached", noun: "accounts",
      columns: ["Account", "Number", "Type", "Ownership", "Status"], of: institution.accounts,
      otherwise: "There is no account."
    ) { account, html in
      html.row(RowMarks.attributes(institution: institution.name)) { html in
        html.code(account.address.name.string)
      } _: { html in
        html.cell("Number") { $0.code(account[AccountFields.number].text?.string ?? "") }
        html.cell("Type", text: account[AccountFields.type].text?.string ?? "")
        html.cell("Ownership", text: account[AccountFields.ownership].text?.string ?? "")
        html.cell("Status") { html in
          let state = account[AccountFields.state].text ?? "ACTIVE"
          html.tag(state.string, state.is("ACTIVE") ? .good : .warn)
        }
      }
    }
  }
}
