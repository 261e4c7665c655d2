import AccessModel
import Diagnostics

/// One call, as a witness of what is allowed or an example of what is denied.
struct CaseCall {
  let principal: PrincipalAddress
  let endpoint: Text
  let account: Text?
  /// Nil where the answer does not hang on it.
  let address: IPAddress?

  /// Such as `trade.order.place on eq-prop from 203.0.113.0`.
  var words: String {
    let place = account.map { " on \($0)" } ?? ""
    return "\(endpoint)\(place)" + (address.map { " from \($0)" } ?? "")
  }
}

extension CaseScope {
  /// A call that the principal can make and that is as the case says: the riskiest one, so that the
  /// message is about what matters most.
  func witness(of principal: PrincipalAddress) -> CaseCall? {
    let calls = calls(of: principal)
    let table = view.register.table
    guard
      let place = calls.endpoints.max(by: { table.rows[$0].risk < table.rows[$1].risk })
    else { return nil }
    return CaseCall(
      principal: principal, endpoint: table.rows[place].id,
      account: calls.onAccounts.first { $0.endpoints.contains(place) }?.account,
      address: test.address ?? calls.networks.blocks.first?.network)
  }

  /// Why a principal cannot make a call as the case says, and the call that comes nearest to it.
  ///
  /// Of several calls the one counts that the most rules let through, and of such the riskiest. The
  /// call is nil where no endpoint is meant.
  func refusal(of principal: PrincipalAddress) -> (reason: AccessReason, call: CaseCall?) {
    guard let facts = view.facts(of: principal) else { return (.notAuthorized, nil) }
    let address =
      test.address ?? facts.networks.blocks.first?.network ?? IPAddress(v4: 0)
    var best: (reason: AccessReason, call: CaseCall?) = (.unknownEndpoint, nil)
    if let endpoint = test.endpoint, view.register.table.place(of: endpoint) == nil { return best }
    let rows = rows(about: principal).map { view.register.table.rows[$0] }
    for row in rows.sorted(by: { $0.risk > $1.risk }) {
      let account = row.needsAccount ? account(for: row, facts) : nil
      let reason = view.decide(
        AccessQuestion(
          principal: principal, endpoint: row.id, account: account, address: address))
      guard best.call == nil || reason.rank > best.reason.rank else { continue }
      let call = CaseCall(
        principal: principal, endpoint: row.id, account: account?.isEmpty == true ? nil : account,
        address: test.address)
      best = (reason, call)
      // What stops the principal stops every call of it.
      if facts.obstacle != nil { break }
    }
    return best
  }

  /// The account that the case names, else one that the principal reaches, else any of the
  /// institution; empty where it has none.
  private func account(for row: EndpointTable.Row, _ facts: AccessFacts) -> Text {
    test.account ?? facts.accounts[row.riskClass].first
      ?? view.register.institutions[facts.principal.institution]?.accounts.first?.address.name
      ?? .empty
  }
}

extension EndpointTable.Row {
  /// Higher for what can do more harm; a base row does none.
  fileprivate var risk: Int { isBase ? -1 : Int(riskClass.rawValue) }
}

extension AccessReason {
  /// Its place in the order of precedence: the higher, the more rules were passed.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
