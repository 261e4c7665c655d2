package import AccessModel
package import Diagnostics
package import Lifecycle

/// Who an actor is in the register, what they hold and what they can do next.
package struct WhoAmI {
  package let actor: Actor
  package let deployment: Deployment
  /// The login; nil when the register has none.
  package let login: Resource?
  package let isActive: Bool
  /// What they may do beside holding keys, such as `roles reviewer`.
  package let duties: String?
  package let texts: [TextStanding]
  package let holdings: [Holding]
  /// Logins of other institutions with the same mail address.
  package let elsewhere: [Actor]

  /// One thing by which a person holds keys.
  package struct Holding {
    package let grounds: KeyGrounds
    package let keys: [KeyEntry]

    package init(_ grounds: KeyGrounds, keys: [KeyEntry]) {
      self.grounds = grounds
      self.keys = keys
    }

    /// The company that gave it; nil for retail.
    package var company: Text? {
      grounds.holder.institution.isEmpty ? nil : grounds.holder.institution
    }

    /// The command that goes on from here; nil when nothing is owed.
    package var next: String? {
      guard let owner = grounds.owner, grounds.obstacle == nil else { return nil }
      let holder = grounds.holder.text
      if !grounds.openTexts.isEmpty {
        let names = grounds.openTexts.map(\.text.words).joined(separator: " ")
        return "mandate agreement accept \(names) --as \(owner)"
      }
      if keys.isEmpty { return "mandate key register \(holder) --name KEYNAME --as \(owner)" }
      if let key = keys.first(where: { $0.key.state == .registered }) {
        return "mandate key generate \(key.key.commandWords) --as \(owner)"
      }
      let undelivered = keys.first { entry in
        entry.key.latest.map { entry.state(of: $0) == .pending } ?? false
      }
      return undelivered.map { "mandate key reset \($0.key.commandWords) --as \(owner)" }
    }
  }

  package init(
    actor: Actor, deployment: Deployment, login: Resource?, isActive: Bool, duties: String?,
    texts: [TextStanding], holdings: [Holding], elsewhere: [Actor]
  ) {
    self.actor = actor
    self.deployment = deployment
    self.login = login
    self.isActive = isActive
    self.duties = duties
    self.texts = texts
    self.holdings = holdings
    self.elsewhere = elsewhere
  }
}

extension WhoAmI {
  package func rendered() -> StyledText {
    var text = StyledText()
    text.append("\(actor)", .strong)
    text.appendLine("  in \(deployment)")
    guard let login else {
      text.appendLine("  the register has no such login")
      return text
    }
    var facts = Table([.init(""), .init("", overflow: .wrap)])
    let state = login.address.kind.description
      .fields.firstIndex { $0.name == "state" }.flatMap { login.spec[$0].text?.string }
    facts.addRow(["  login", "\(login.address), \(isActive ? "active" : state ?? "not active")"])
    if let mail = login.mailAddress { facts.addRow(["  mail", mail.description]) }
    if let duties { facts.addRow(["  duties", duties]) }
    for other in elsewhere { facts.addRow(["  also", "\(other), by the same mail address"]) }
    text.append(facts.rendered(width: 100))
    append(texts, to: &text)
    for holding in holdings { Self.append(holding, to: &text) }
    if holdings.isEmpty, TextParty(actor) != nil {
      text.appendLine()
      text.appendLine(
        "Nothing is authorized for you; ask an admin of your institution or the broker.")
    }
    return text
  }

  private func append(_ texts: [TextStanding], to text: inout StyledText) {
    guard !texts.isEmpty else { return }
    text.appendLine()
    text.appendLine("Texts", .strong)
    var table = Table([.init(""), .init("")])
    for standing in texts {
      table.addRow(["  \(standing.text.words)", AgreementTable.words(standing)])
    }
    text.append(table.rendered())
  }

  private static func append(_ holding: Holding, to text: inout StyledText) {
    let grounds = holding.grounds
    text.appendLine()
    text.append(grounds.holder.text, .strong)
    text.appendLine("  \(grounds.holder.product.rawValue)")
    var facts = Table([.init(""), .init("", overflow: .wrap)])
    if let company = holding.company { facts.addRow(["  by", company.string]) }
    facts.addRow(["  state", grounds.obstacle?.words ?? "live"])
    if grounds.holder.product != .retail {
      facts.addRow(["  invitation", grounds.isInvitationAccepted ? "accepted" : "open"])
    }
    for help in grounds.obstacle?.help ?? [] { facts.addRow(["  help", help]) }
    for entry in holding.keys {
      facts.addRow(["  key", "\(entry.key.name) (\(entry.key.id)): \(entry.obstacle ?? "alive")"])
    }
    if let next = holding.next { facts.addRow(["  next", next]) }
    text.append(facts.rendered(width: 120))
  }

  package var json: [UInt8] {
    JSONTree.object([
      .init("actor", .string(actor.description)),
      .init("environment", .string(deployment.environment.rawValue)),
      .init("login", .optional(login?.address.text)), .init("active", .boolean(isActive)),
      .init("mail", .optional(login?.mailAddress?.description)),
      .init("duties", .optional(duties)),
      .init("elsewhere", .array(elsewhere.map { .string($0.description) })),
      .init(
        "texts",
        .array(
          texts.map {
            .object([
              .init("text", .string($0.text.words)), .init("state", .string($0.state.rawValue)),
            ])
          })),
      .init("holdings", .array(holdings.map(Self.json))),
    ]).prettyBytes
  }

  private static func json(_ holding: Holding) -> JSONTree {
    let grounds = holding.grounds
    return .object([
      .init("holder", .string(grounds.holder.text)),
      .init("product", .string(grounds.holder.product.rawValue)),
      .init("institution", .optional(holding.company?.string)),
      .init("live", .boolean(grounds.obstacle == nil)),
      .init("obstacle", .optional(grounds.obstacle?.words)),
      .init("help", .array((grounds.obstacle?.help ?? []).map { .string($0) })),
      .init("invitationAccepted", .boolean(grounds.isInvitationAccepted)),
      .init("keys", .array(holding.keys.map(KeyJSON.object))),
      .init("next", .optional(holding.next)),
    ])
  }
}
