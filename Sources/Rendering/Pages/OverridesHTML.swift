import AccessModel
import Diagnostics

/// The emergency stops in force, which no manifest undoes.
struct OverridesHTML {
  let overrides: [Resource]

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "overrides", "Overrides", "Emergency stops in force, which no manifest undoes",
      noun: "overrides",
      columns: ["What", "State", "Incident", "Held by", "Since", "Reason", "To lift it"],
      of: overrides, otherwise: "No emergency stop is in force."
    ) { override, html in
      let subject = override.address.subject ?? override.address
      html.row(RowMarks.attributes(institution: subject.institution)) { html in
        html.code(subject.text)
      } _: { html in
        html.cell("State") { $0.tag(override[OverrideFields.state].text?.string ?? "", .loss) }
        html.cell("Incident", text: override[OverrideFields.incident].text?.string ?? "")
        html.cell("Held by") { $0.code(override[OverrideFields.by].text?.string ?? "") }
        html.cell("Since", text: override[OverrideFields.at].instant?.shortText ?? "")
        html.cell("Reason", text: override[OverrideFields.reason].text?.string ?? "")
        html.cell("To lift it") { $0.code("mandate resume \(subject)") }
      }
    }
  }
}
