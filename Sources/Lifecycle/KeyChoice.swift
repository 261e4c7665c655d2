package import AccessModel
package import Diagnostics

/// What an owner chose when a key's first secret was made; it stays as it is from then on.
package struct KeyChoice: Hashable, Sendable {
  /// The addresses that may use the key; none where the owner named none.
  package var networks: [CIDR]
  /// Whether the owner said in so many words that any address may.
  package var isUnrestricted: Bool
  /// Retail: the name or number of the one account.
  package var account: Text?
  /// Retail: selectors of endpoints.
  package var scopes: [Selector]
  /// Retail: the application of others that it is for.
  package var thirdParty: Text?

  package init(
    networks: [CIDR] = [], isUnrestricted: Bool = false, account: Text? = nil,
    scopes: [Selector] = [], thirdParty: Text? = nil
  ) {
    self.networks = networks
    self.isUnrestricted = isUnrestricted
    self.account = account
    self.scopes = scopes
    self.thirdParty = thirdParty
  }
}

/// Holds a choice against the register and the key policy.
struct KeyChoiceRules {
  let grounds: KeyGrounds
  let choice: KeyChoice
  let policy: ResolvedPolicy
  private(set) var warnings: [Diagnostic] = []

  init(_ grounds: KeyGrounds, _ choice: KeyChoice, key: Text) {
    self.grounds = grounds
    self.choice = choice
    policy = grounds.policy(forKey: key)
  }

  /// `key` with what was chosen, or why it may not be chosen.
  mutating func applied(to key: KeyRecord) throws(LifeProblem) -> KeyRecord {
    var key = key
    try requireForm()
    try judgeNetworks()
    let rows: EndpointSet
    if key.product == .retail {
      key.account = try account()
      rows = try endpoints()
      key.scopes = choice.scopes.map(\.text)
      key.endpoints = grounds.view.register.table.ids(of: rows)
      key.thirdParty = choice.thirdParty
    } else {
      rows = heldRows()
    }
    try judgeOpenness(rows)
    key.networks = Set(choice.networks).sorted()
    key.isUnrestricted = choice.isUnrestricted
    return key
  }

  // MARK: Form

  private func requireForm() throws(LifeProblem) {
    guard choice.networks.isEmpty || !choice.isUnrestricted else {
      throw .illegal(
        .keyOption, "a key is restricted to addresses or unrestricted, not both",
        help: "give --ip or --unrestricted")
    }
    guard grounds.holder.product == .retail else {
      guard choice.account == nil, choice.scopes.isEmpty, choice.thirdParty == nil,
        !choice.isUnrestricted
      else {
        throw .illegal(
          .keyOption,
          "account, scopes, third party and unrestricted are chosen for retail keys alone",
          help: "the rights of \(grounds.holder.text) follow the register; --ip may narrow them")
      }
      return
    }
    guard !choice.networks.isEmpty || choice.isUnrestricted else {
      throw .illegal(
        .keyOption, "nothing says from which addresses the key may be used",
        help: "list them with --ip CIDR (recommended), or say --unrestricted")
    }
  }

  // MARK: Addresses

  private mutating func judgeNetworks() throws(LifeProblem) {
    let count = Set(choice.networks).count
    try judge(
      count > policy.entriesMax ? policy.unwise : .allow,
      "the key would list \(count) address blocks, and the key policy allows \(policy.entriesMax)",
      help: "join neighbouring blocks")
    for block in Set(choice.networks).sorted() { try judge(block) }
    guard let declared = grounds.facts?.networks, !choice.networks.isEmpty else { return }
    for block in choice.networks where !AddressSet([block]).overlaps(declared) {
      try judge(
        .warn, "`\(block)` admits nobody: it lies outside of what \(grounds.holder.text) may use",
        help: "see the networks with mandate key show")
    }
  }

  private mutating func judge(_ block: CIDR) throws(LifeProblem) {
    let shortest = policy.prefixLengthMin(of: block.family)
    try judge(
      block.prefixLength < shortest ? policy.unwise : .allow,
      "`\(block)` is wider than the key policy allows: /\(shortest) and longer prefixes",
      help: "list the blocks that you call from")
    for met in AddressClass.overlaps(with: block) {
      try judge(
        policy[met.addressClass],
        "`\(block)` meets addresses of class \(met.addressClass.rawValue) (\(met.block))",
        help: "list addresses that the broker sees you call from")
    }
  }

  /// What a key that any address may use would hold, class by class.
  private mutating func judgeOpenness(_ rows: EndpointSet) throws(LifeProblem) {
    guard choice.networks.isEmpty, grounds.facts?.networks ?? .all == .all else { return }
    let table = grounds.view.register.table
    for riskClass in EndpointTable.RiskClass.allCases {
      let held = table.set { $0.riskClass == riskClass && !$0.isBase }.intersection(rows)
      guard let first = table.ids(of: held).first else { continue }
      try judge(
        policy[withoutNetworks: riskClass],
        "any address could use the key for class \(riskClass.name), such as \(first)",
        help: "restrict it with --ip CIDR")
    }
    guard !choice.isUnrestricted, !hasList, !rows.isEmpty else { return }
    try judge(
      policy.unstatedNetworks, "no list at any level says from where the key may be used",
      help: "restrict it with --ip CIDR")
  }

  /// Whether any declared list bounds the holder, or says that nothing does.
  private var hasList: Bool {
    guard let facts = grounds.facts else { return false }
    let wide = grounds.view.register.institutions[grounds.holder.institution]?.wideLists ?? []
    return !facts.sources.lists.isEmpty || !wide.isEmpty
  }

  private mutating func judge(
    _ severity: ResolvedPolicy.Severity, _ message: String, help: String
  ) throws(LifeProblem) {
    switch severity {
    case .allow: break
    case .warn: warnings.append(Diagnostic(.warning, .keyPolicy, message, at: nil, help: [help]))
    case .refuse: throw .forbidden(.keyPolicy, message, help: help)
    }
  }

  // MARK: Rights

  /// What a trader or an API user holds as things stand.
  private func heldRows() -> EndpointSet {
    let view = grounds.view
    return grounds.facts.flatMap { view.access(from: $0)?.rows } ?? view.register.table.none
  }

  private func account() throws(LifeProblem) -> Text {
    guard let wanted = choice.account else {
      throw .illegal(
        .keyOption, "nothing says which account the key reaches", help: "name it with --account A")
    }
    let names =
      grounds.client?[RetailClientFields.accounts].elements
      .compactMap { $0[RetailClientFields.accountName].text?.string } ?? []
    guard let name = grounds.client?.retailAccountName(wanted),
      let account = grounds.client?.retailAccount(named: name)
    else {
      throw .illegal(
        .keyOption, "\(grounds.holder.text) has no account `\(wanted)`",
        help: "its accounts are \(names.joined(separator: ", "))")
    }
    let type = account[RetailClientFields.accountType].text ?? .empty
    guard policy.retailAccountTypes.contains(type) else {
      let types = policy.retailAccountTypes.sorted().map(\.string).joined(separator: ", ")
      throw .forbidden(
        .keyPolicy, "account \(name) is of type \(type), and keys reach no accounts of that type",
        help: "types with keys: \(types.isEmpty ? "none" : types)")
    }
    try grounds.requireActive(account: name)
    return name
  }

  /// The rows that the scopes name now.
  private func endpoints() throws(LifeProblem) -> EndpointSet {
    guard !choice.scopes.isEmpty else {
      throw .illegal(
        .keyOption, "nothing says what the key may do",
        help: "name endpoints or sets with --scope SELECTOR")
    }
    let view = grounds.view
    let resolver = view.register.makeResolver()
    var rows = view.register.table.none
    for scope in choice.scopes {
      guard resolver.exists(scope) else { throw unknown(scope) }
      let found = view.rows(of: [scope.text]).intersection(view.inForce)
      guard !found.isEmpty else {
        throw .illegal(
          .keyOption, "`\(scope.text)` names no endpoint in force here",
          help: "see what there is with mandate get EndpointCatalogue -o yaml")
      }
      rows.formUnion(found)
    }
    return rows
  }

  private func unknown(_ scope: Selector) -> LifeProblem {
    let table = grounds.view.register.table
    if case .exact(let id) = scope, let place = table.place(of: id), table.rows[place].isBase {
      return .illegal(
        .keyOption, "`\(id)` belongs to every key and is not chosen", help: "leave it out")
    }
    let sets = grounds.view.register.permissionSets.map { "set:\($0.address.name)" }
    let near = nearestName(
      to: scope.text.string, among: table.rows.filter { !$0.isBase }.map(\.id.string) + sets)
    return .illegal(
      .keyOption, "`\(scope.text)` names no endpoint and no set",
      help: near.map { "did you mean \($0)?" }
        ?? "write an id, a prefix such as orders.*, or set:NAME")
  }
}
