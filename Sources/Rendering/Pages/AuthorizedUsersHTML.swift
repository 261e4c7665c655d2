import AccessModel
import Diagnostics

/// Who may call, what, on which accounts and from where: effective access, not what files say.
struct AuthorizedUsersHTML {
  private let principals: [ReviewedPrincipal]
  private let words: ShareText

  init(_ principals: [ReviewedPrincipal], _ table: EndpointTable) {
    self.principals = principals
    words = ShareText(
      classes: Dictionary(
        table.rows.map { ($0.id, $0.isBase ? .read : $0.riskClass) },
        uniquingKeysWith: { first, _ in first }), isFull: true)
  }

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "users", "Authorized users", "What each may do as of now, all rules put together",
      noun: "authorized users",
      columns: [
        "Authorized user", "Person", "Status", "May call", "On accounts", "From addresses",
        "Live keys", "Given by",
      ], of: principals, otherwise: "Nobody is authorized."
    ) { entry, html in append(entry, to: &html) }
  }

  private func append(_ entry: ReviewedPrincipal, to html: inout HTMLBuilder) {
    html.row(
      RowMarks.attributes(institution: entry.principal.institution)
    ) { html in
      html.code(entry.principal.description)
    } _: { html in
      html.cell("Person") { html in
        html.code(entry.user.string)
        if !entry.userState.is("active") {
          html.text(" ")
          html.tag(entry.userState.string, .warn)
        }
      }
      html.cell("Status") { appendStatus(entry, to: &$0) }
      html.cell("May call") { appendEndpoints(entry, to: &$0) }
      html.cell("On accounts") { html in
        html.names(
          entry.accounts.map(\.string), of: entry.accounts.count, shown: 3,
          summary: counted(entry.accounts.count, "account"))
      }
      html.cell("From addresses") { html in
        guard let networks = entry.access?.networks else { return }
        NetworksHTML.append(networks, to: &html)
      }
      html.cell("Live keys") { html in
        let keys = entry.liveKeys.map(\.key.id.string)
        html.names(keys, of: keys.count, shown: 2, summary: counted(keys.count, "key"))
      }
      html.cell("Given by") { appendGiver(entry, to: &$0) }
    }
  }

  private func appendStatus(_ entry: ReviewedPrincipal, to html: inout HTMLBuilder) {
    if entry.access != nil {
      html.tag("live", .good)
    } else {
      html.tag(entry.obstacle?.rawValue ?? "nothing left", .warn)
    }
    for finding in entry.findings {
      html.text(" ")
      html.tag(finding.rawValue, .warn)
    }
    if let end = entry.access?.validUntil {
      html.element("p", [.class("small")], text: "until \(end.shortText)")
    }
    if let due = entry.due {
      html.element("p", [.class("small")], text: "review due \(due.shortText)")
    }
  }

  private func appendEndpoints(_ entry: ReviewedPrincipal, to html: inout HTMLBuilder) {
    for riskClass in ShareText.order {
      guard let ids = entry.endpoints[riskClass], !ids.isEmpty else { continue }
      html.element("details") { html in
        html.element("summary") { html in
          html.tag(ShareText.word(riskClass), Self.tone(riskClass))
          html.text(" \(counted(ids.count, "endpoint"))")
        }
        let names = EndpointFolding.pieces(ids).map(\.raw).joined(separator: " ")
        html.element("p") { $0.code(names) }
      }
    }
  }

  private static func tone(_ riskClass: EndpointTable.RiskClass) -> HTMLBuilder.Tone {
    switch riskClass {
    case .funds, .admin: .loss
    case .trade: .warn
    case .read: .plain
    }
  }

  private func appendGiver(_ entry: ReviewedPrincipal, to html: inout HTMLBuilder) {
    guard let given = entry.authorisation else { return }
    if let by = given.by { html.code(by.string) }
    let revision = given.revision.map { ", revision \($0)" } ?? ""
    html.element("p", [.class("small")], text: "since \(given.since.shortText)\(revision)")
  }
}
