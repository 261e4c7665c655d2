import AccessModel
import Diagnostics
import Plans

/// What rule 4 says of one account, in words.
struct AccountWords {
  let facts: AccessFacts
  let institution: InstitutionView
  let source: (Address) -> Source?

  func facts(of account: Text, _ obstacles: [CallObstacle]) -> [Explanation.Fact] {
    guard let name = institution.accountName(account),
      let resource = institution.account(named: name)
    else { return [.init("", "the institution has no account \(account)")] }
    guard case .account(let obstacle)? = obstacles.first else {
      return [.init("", description(of: resource) + permitted)]
    }
    return [
      .init("", "\(description(of: resource)), \(refusal(obstacle))", at: place(of: obstacle))
    ]
  }

  private func description(of account: Resource) -> String {
    let number = account[AccountFields.number].text.map { " (\($0))" } ?? ""
    let state = account[AccountFields.state].text ?? "ACTIVE"
    let ownership = account[AccountFields.ownership].text ?? "of no ownership"
    return "\(account.address.name)\(number) is \(state) and \(ownership)"
  }

  private var permitted: String {
    guard let holder, facts.sources.listedAccounts != nil else { return "" }
    return ", and \(name(of: holder)) lists it"
  }

  private func refusal(_ obstacle: AccountObstacle) -> String {
    switch obstacle {
    case .notListed:
      let listed = (facts.sources.listedAccounts ?? []).map(\.string).joined(separator: ", ")
      return "but \(holder.map(name) ?? "the list") lists only \(listed)"
    case .right(let right): return "but user \(facts.user) lacks the right \(right) on it"
    case .state: return "and only ACTIVE accounts are reached"
    case .ownership: return "and traders reach proprietary accounts only"
    case .none, .unknown: return "and it is not reached"
    }
  }

  private func place(of obstacle: AccountObstacle) -> Source? {
    switch obstacle {
    case .notListed: holder.flatMap { source($0.address) }
    case .right: facts.sources.user.flatMap { source($0.address) }
    case .none, .unknown, .state, .ownership: nil
    }
  }

  private var holder: Resource? { facts.sources.desk ?? facts.sources.authorization }

  private func name(of resource: Resource) -> String {
    "\(resource.address.kind.name)/\(resource.address.name)"
  }
}
