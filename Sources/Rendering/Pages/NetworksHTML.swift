import AccessModel
import Diagnostics

/// The lists of addresses, with every entry.
struct NetworksHTML {
  let institution: InstitutionRegister
  let now: Instant

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "networks", "Networks", "The lists of addresses that calls may come from", noun: "lists",
      columns: ["List", "Mode", "Entries", "Used by"],
      of: institution.lists.values.sorted { $0.address < $1.address },
      otherwise: "There is no list: calls may come from every address."
    ) { list, html in append(list, to: &html) }
  }

  private func append(_ list: Resource, to html: inout HTMLBuilder) {
    html.row(RowMarks.attributes(institution: institution.name)) { html in
      html.code(list.address.name.string)
    } _: { html in
      html.cell("Mode") { html in
        let mode = list[IPWhitelistFields.mode].text?.string ?? ""
        html.tag(mode, mode == "restricted" ? .plain : .warn)
        if list[IPWhitelistFields.institutionWide].boolean == true {
          html.text(" ")
          html.tag("bounds everybody")
        }
      }
      html.cell("Entries") { html in
        let entries = list[IPWhitelistFields.entries].elements
        html.element("ul", [.class("facts")]) { html in
          for entry in entries { html.element("li") { append(entry, to: &$0) } }
        }
      }
      html.cell("Used by", text: users(of: list.address.name))
    }
  }

  private func append(_ entry: Value, to html: inout HTMLBuilder) {
    html.code(entry[IPWhitelistFields.cidr].text?.string ?? "")
    if let note = entry[IPWhitelistFields.note].text { html.text(" \(note)") }
    let until = entry[IPWhitelistFields.validUntil]
    guard let end = until.instant else { return }
    html.text(" until \(end.shortText)")
    if !Value.isWithin(.absent, until, at: now) {
      html.text(" ")
      html.tag("ended", .warn)
    }
  }

  private func users(of list: Text) -> String {
    let desks = institution.desks.values.filter { $0[DeskFields.ipWhitelists].texts.contains(list) }
    let traders = institution.authorizations.values.filter {
      $0[TraderAuthorizationFields.ipWhitelists].texts.contains(list)
    }
    let applications = institution.brokerApplications.values.filter {
      $0[BrokerApplicationFields.ipWhitelists].texts.contains(list)
    }
    return (desks + traders + applications).map(\.address).sorted()
      .map { "\($0.kind.name)/\($0.name)" }.joined(separator: ", ")
  }

  /// The blocks of a set; many fold.
  static func append(_ set: AddressSet, to html: inout HTMLBuilder) {
    if set == .all {
      html.tag("any address", .warn)
      return
    }
    let blocks = set.blocks.map(\.text.string)
    html.names(
      Array(blocks.prefix(200)), of: blocks.count, shown: 4,
      summary: counted(blocks.count, "block"))
  }
}
