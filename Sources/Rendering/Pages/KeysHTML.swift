import AccessModel
import Diagnostics

/// Key applications by their public ids; never a secret and never the hash of one.
struct KeysHTML {
  let keys: [KeyStanding]

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "keys", "Keys", "Public ids only: a secret is shown once, to its owner, and nowhere else",
      noun: "keys",
      columns: [
        "Key", "Owner", "Name", "For", "Status", "Secret made", "Last used", "From addresses",
      ], of: keys, otherwise: "There is no key."
    ) { standing, html in append(standing, to: &html) }
  }

  private func append(_ standing: KeyStanding, to html: inout HTMLBuilder) {
    let key = standing.key
    html.row(RowMarks.attributes(institution: standing.institution)) { html in
      html.code(key.id.string)
    } _: { html in
      html.cell("Owner") { html in
        html.code(key.user.string)
        if standing.isOwnerGone {
          html.text(" ")
          html.tag(standing.ownerState.string, .warn)
        }
      }
      html.cell("Name", text: key.name.string)
      html.cell("For") { $0.code(key.principal.description) }
      html.cell("Status") { appendStatus(standing, to: &$0) }
      html.cell("Secret made", text: key.latest?.madeAt.shortText ?? "never")
      html.cell("Last used", text: standing.lastUse?.shortText ?? "not reported")
      html.cell("From addresses") { html in
        if key.state != .deleted { NetworksHTML.append(standing.networks, to: &html) }
      }
    }
  }

  private func appendStatus(_ standing: KeyStanding, to html: inout HTMLBuilder) {
    let key = standing.key
    if let ending = key.ending {
      html.tag("ended")
      html.element(
        "p", [.class("small")],
        text: "\(ending.cause.rawValue) by \(ending.by), \(ending.at.shortText)")
      return
    }
    html.tag(
      standing.isLive ? "live" : key.state.rawValue, standing.isLive ? .good : .plain)
    if standing.isOverdue {
      html.text(" ")
      html.tag("old", .warn)
    }
    if let end = standing.tailEnds {
      html.element("p", [.class("small")], text: "the secret before it ends \(end.shortText)")
    }
  }
}
