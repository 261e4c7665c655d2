import AccessModel
import Diagnostics

/// What was granted to whom, as declared: desks, authorizations and grants to API users.
struct GrantsHTML {
  let institution: InstitutionRegister
  let now: Instant

  func append(to html: inout HTMLBuilder) {
    html.listing(
      "grants", "Grants", "As declared; what comes of it stands under authorized users",
      noun: "grants",
      columns: ["Grant", "Under", "For", "Endpoints", "Accounts", "Lists", "Status"],
      of: grants, otherwise: "Nothing is granted."
    ) { grant, html in append(grant, to: &html) }
  }

  private var grants: [Resource] {
    let all: [[Resource]] = [
      Array(institution.desks.values), Array(institution.authorizations.values),
      institution.grants.values.flatMap { $0 },
    ]
    return all.flatMap { $0 }.sorted { $0.address < $1.address }
  }

  private func append(_ grant: Resource, to html: inout HTMLBuilder) {
    html.row(RowMarks.attributes(institution: institution.name)) { html in
      html.code("\(grant.address.kind.name)/\(grant.address.name)")
    } _: { html in
      html.cell("Under") { html in
        if let above = above(grant) { html.code(above) }
      }
      html.cell("For", text: holders(of: grant))
      html.cell("Endpoints") { html in
        let selectors = grant.grantedSelectors.map(\.string)
        html.names(
          selectors, of: selectors.count, shown: 4, summary: counted(selectors.count, "selector"))
      }
      html.cell("Accounts", text: accounts(of: grant))
      html.cell("Lists", text: lists(of: grant))
      html.cell("Status") { appendStatus(grant, to: &$0) }
    }
  }

  private func above(_ grant: Resource) -> String? {
    switch grant.kind {
    case .desk: grant[DeskFields.application].text?.string
    case .endpointGrant: grant[EndpointGrantFields.application].text?.string
    default:
      grant[TraderAuthorizationFields.desk].text.map { "Desk/\($0)" }
        ?? grant[TraderAuthorizationFields.application].text?.string
    }
  }

  private func holders(of grant: Resource) -> String {
    switch grant.kind {
    case .desk:
      counted(
        institution.authorizations.values.count {
          $0[TraderAuthorizationFields.desk].text == grant.address.name
        }, "trader")
    case .endpointGrant:
      grant[EndpointGrantFields.apiUsers].isAbsent
        ? "every API user of the application"
        : grant[EndpointGrantFields.apiUsers].texts.map(\.string).joined(separator: ", ")
    default: (grant[TraderAuthorizationFields.user].text ?? grant.address.name).string
    }
  }

  private func accounts(of grant: Resource) -> String {
    let (scope, listed): (Value, Value) =
      switch grant.kind {
      case .desk: (grant[DeskFields.accountScope], grant[DeskFields.accounts])
      case .traderAuthorization:
        (
          grant[TraderAuthorizationFields.accountScope],
          grant[TraderAuthorizationFields.accounts]
        )
      default: (.absent, .absent)
      }
    if scope.text?.is("all-portal-accounts") == true { return "every proprietary account" }
    return listed.texts.map(\.string).joined(separator: ", ")
  }

  private func lists(of grant: Resource) -> String {
    let lists: Value =
      switch grant.kind {
      case .desk: grant[DeskFields.ipWhitelists]
      case .traderAuthorization: grant[TraderAuthorizationFields.ipWhitelists]
      default: .absent
      }
    return lists.texts.map(\.string).joined(separator: ", ")
  }

  private func appendStatus(_ grant: Resource, to html: inout HTMLBuilder) {
    typealias Trader = TraderAuthorizationFields
    typealias Grant = EndpointGrantFields
    let isTrader = grant.kind == .traderAuthorization
    guard isTrader || grant.kind == .endpointGrant else { return }
    let from = grant[isTrader ? Trader.validFrom : Grant.validFrom]
    let until = grant[isTrader ? Trader.validUntil : Grant.validUntil]
    let state = isTrader ? grant[Trader.state].text ?? "active" : "active"
    let isWithin = Value.isWithin(from, until, at: now)
    html.tag(
      isWithin ? state.string : "outside its dates",
      isWithin && state.is("active") ? .good : .warn)
    let words = [
      from.instant.map { "from \($0.shortText)" }, until.instant.map { "until \($0.shortText)" },
    ].compactMap { $0 }
    if !words.isEmpty {
      html.element("p", [.class("small")], text: words.joined(separator: " "))
    }
  }
}
