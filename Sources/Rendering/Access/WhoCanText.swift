package import AccessModel
package import Diagnostics

/// Who can make a call, for people and for programs.
package struct WhoCanText {
  private let answer: WhoCan
  private let view: AccessView
  private let account: Text?
  /// The live keys of each who can, in the same order.
  private let keys: [LiveKeys]

  package init(
    _ answer: WhoCan, account: Text?, address: IPAddress? = nil, in view: AccessView
  ) {
    self.answer = answer
    self.account = account
    self.view = view
    keys = answer.able.map { view.liveKeys(of: $0.facts.principal, from: address) }
  }

  // MARK: Text

  package func rendered() -> StyledText {
    var text = StyledText()
    text.append("\(Self.count(answer.able.count)), \(keyCount)", .strong)
    text.appendLine(subject)
    if !answer.able.isEmpty {
      text.endLine()
      text.append(table.rendered(width: 120))
    }
    if !answer.almost.isEmpty {
      text.endLine()
      let clauses = answer.almost.map { almost in
        "\(name(almost.standing.facts)) (\(words(almost)))"
      }
      text.append(
        StyledText("Could, but for: \(clauses.joined(separator: "; "))").wrapped(to: 100))
      text.endLine()
    }
    return text
  }

  private static func count(_ number: Int) -> String {
    number == 1 ? "1 principal can" : "\(number) principals can"
  }

  private var keyCount: String {
    let count = keys.reduce(0) { $0 + $1.secrets.count }
    return count == 1 ? "1 live key" : "\(count) live keys"
  }

  /// Current secrets and, behind a plus, those in their tails.
  private static func words(_ keys: LiveKeys) -> String {
    guard !keys.secrets.isEmpty else { return "-" }
    return keys.retiringCount == 0
      ? "\(keys.currentCount)" : "\(keys.currentCount)+\(keys.retiringCount)"
  }

  /// The institution and account, where it is one of each.
  private var subject: String {
    guard let institution = onlyInstitution else { return "" }
    guard let account, let name = view.institution(institution).accountName(account) else {
      return "  \(institution)"
    }
    let number = view.institution(institution).account(named: name)?[AccountFields.number].text
    return "  \(institution) / \(name)" + (number.map { " \($0)" } ?? "")
  }

  private var onlyInstitution: Text? {
    let names = Set(
      (answer.able + answer.almost.map(\.standing)).map { $0.facts.principal.institution })
    // Retail clients have none: theirs is the empty name.
    return names.count == 1 ? names.first.flatMap { $0.isEmpty ? nil : $0 } : nil
  }

  private var table: Table {
    let showsAccounts = account == nil && answer.able.contains { accounts(of: $0) != nil }
    var table = Table(
      [.init("PRINCIPAL"), .init("BECAUSE", overflow: .wrap)]
        + (showsAccounts ? [.init("ACCOUNTS", overflow: .wrap)] : [])
        + [.init("FROM", overflow: .wrap), .init("KEYS"), .init("UNTIL")])
    for (standing, keys) in zip(answer.able, keys) {
      let reached = accounts(of: standing).map { $0.map(\.string).joined(separator: ", ") }
      table.addRow(
        [name(standing.facts), because(standing)] + (showsAccounts ? [reached ?? "-"] : [])
          + [
            NetworkWords.words(of: standing.facts.networks), Self.words(keys),
            standing.facts.validUntil.map { "\($0)" } ?? "-",
          ])
    }
    return table
  }

  /// Short within one institution, else the whole address.
  private func name(_ facts: AccessFacts) -> String {
    guard onlyInstitution != nil else { return facts.principal.text.string }
    switch facts.principal.form {
    case .trader(_, let name): return name.string
    case .apiUser(_, let application, let user): return "\(application)/\(user)"
    case .retailKey: return facts.principal.text.string
    }
  }

  private func because(_ standing: CallStanding) -> String {
    let sources = standing.facts.sources
    if view.register.table.rows[standing.place].isBase { return "every live principal" }
    if sources.key != nil { return "its scopes" }
    if let desk = sources.desk { return "Desk/\(desk.address.name)" }
    if sources.authorization != nil { return "own fields" }
    return sources.grants.filter { view.rows(of: $0.grantedSelectors).contains(standing.place) }
      .map { "EndpointGrant/\($0.address.name)" }.joined(separator: ", ")
  }

  private func accounts(of standing: CallStanding) -> [Text]? {
    let row = view.register.table.rows[standing.place]
    guard row.needsAccount else { return nil }
    if standing.facts.sources.key != nil { return standing.facts.accounts[row.riskClass] }
    let institution = view.institution(standing.facts.principal.institution)
    return account.flatMap(institution.accountName).map { [$0] }
      ?? standing.facts.accounts[row.riskClass]
  }

  private func words(_ almost: WhoCan.Almost) -> String {
    ObstacleWords(facts: almost.standing.facts).clause(almost.obstacle)
  }

  // MARK: JSON

  package func json(at instant: Instant, revision: Int64) -> [UInt8] {
    let able = zip(answer.able, keys).map { standing, keys in
      JSONTree.object([
        .init("principal", .string(standing.facts.principal.text.string)),
        .init("because", .string(because(standing))),
        .init("accounts", accounts(of: standing).map(Self.texts) ?? .null),
        .init("networks", Self.texts(standing.facts.networks.blocks.map(\.text))),
        .init("keys", .array(keys.secrets.map(Self.secret))),
        .init("validUntil", .optional(standing.facts.validUntil?.text.string)),
      ])
    }
    let almost = answer.almost.map { almost in
      JSONTree.object([
        .init("principal", .string(almost.standing.facts.principal.text.string)),
        .init("reason", .string(almost.obstacle.reason.rawValue)),
        .init("butFor", .string(words(almost))),
      ])
    }
    return JSONTree.object([
      .init("at", .string(instant.text.string)), .init("revision", .integer(revision)),
      .init("can", .array(able)), .init("couldBut", .array(almost)),
    ]).prettyBytes
  }

  private static func secret(_ secret: LiveKeys.Secret) -> JSONTree {
    .object([
      .init("keyId", .string(secret.key.string)), .init("secret", .integer(Int64(secret.number))),
      .init("until", .optional(secret.until?.text.string)),
    ])
  }

  private static func texts(_ texts: [Text]) -> JSONTree {
    .array(texts.map { .string($0.string) })
  }
}
