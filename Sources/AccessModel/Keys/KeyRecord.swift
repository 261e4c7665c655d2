package import Diagnostics

/// A key application of one user, with the secrets it had, as recorded.
package struct KeyRecord: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    case registered, keyed, deleted
  }

  package enum Product: String, CaseIterable, Sendable {
    case retail = "trading-retail"
    case trader = "trading-institutional"
    case broker
  }

  /// How a key application ended.
  package struct Ending: Hashable, Sendable {
    package enum Cause: String, Sendable {
      /// By its owner.
      case delete
      /// Retail: the next pair took its place.
      case reset
      /// The principal ended.
      case withdrawal
      /// An emergency stop.
      case revoke
    }

    package let cause: Cause
    package let at: Instant
    /// The actor, as written.
    package let by: Text

    package init(_ cause: Cause, at: Instant, by: Text) {
      self.cause = cause
      self.at = at
      self.by = by
    }
  }

  /// The public id, also called app key.
  package var id: Text
  package var state: State
  package var product: Product
  package var principal: PrincipalAddress
  /// The name that its owner gave it.
  package var name: Text
  /// The portal user or retail client who owns it.
  package var user: Text
  package var registeredAt: Instant
  /// The texts accepted when it was registered, as `TEXT@VERSION`.
  package var texts: [Text]
  /// Oldest first.
  package var generations: [SecretGeneration] = []
  /// The addresses that its owner restricted it to; none where the owner named none.
  package var networks: [CIDR] = []
  /// Whether its owner said that any address may use it.
  package var isUnrestricted = false
  /// Retail: the name of the one account.
  package var account: Text?
  /// Retail: the selectors chosen when it was made.
  package var scopes: [Text] = []
  /// Retail: the endpoints that the scopes named then.
  package var endpoints: [Text] = []
  package var thirdParty: Text?
  package var ending: Ending?

  package init(
    id: Text, product: Product, principal: PrincipalAddress, name: Text, user: Text,
    registeredAt: Instant, texts: [Text]
  ) {
    self.id = id
    state = .registered
    self.product = product
    self.principal = principal
    self.name = name
    self.user = user
    self.registeredAt = registeredAt
    self.texts = texts
  }

  package var address: Address { Address(.key, institution: principal.institution, name: id) }

  /// The secret made last.
  package var latest: SecretGeneration? { generations.last }

  /// Whether any secret opens anything: the current one, or one in its tail.
  package func isAlive(at now: Instant) -> Bool { generations.contains { $0.isAlive(at: now) } }

  /// The secret that stays until something ends it, delivered or not.
  package func current(at now: Instant) -> SecretGeneration? {
    generations.last { $0.hasNotEnded(at: now) && $0.until == nil }
  }

  /// The secret that a reset left alive until its end.
  package func retiring(at now: Instant) -> SecretGeneration? {
    generations.last { $0.hasNotEnded(at: now) && $0.until != nil }
  }

  /// The addresses it may be used from; nil where it adds no bound of its own.
  package var ownLevel: AddressSet? { networks.isEmpty ? nil : AddressSet(networks) }
}

// MARK: - The record of it

extension KeyRecord {
  /// What a row of kind `Key` holds; a part that is missing is our bug, for rows are read strictly.
  package init(_ resource: Resource) {
    typealias Fields = KeyFields
    guard let state = resource[Fields.state].text.flatMap({ State(rawValue: $0.string) }),
      let product = resource[Fields.product].text.flatMap({ Product(rawValue: $0.string) }),
      let principal = resource[Fields.principal].text
        .flatMap({ try? PrincipalAddress(parsing: $0) }),
      let name = resource[Fields.name].text, let user = resource[Fields.user].text,
      let registeredAt = resource[Fields.registeredAt].instant
    else { preconditionFailure("a stored key lacks a part; this is a bug in mandate") }
    self.init(
      id: resource.address.name, product: product, principal: principal, name: name, user: user,
      registeredAt: registeredAt, texts: resource[Fields.texts].texts)
    self.state = state
    generations = resource[Fields.generations].elements.map { SecretGeneration($0) }
    networks = resource[Fields.networks].texts.compactMap { try? CIDR(parsing: $0) }
    isUnrestricted = resource[Fields.unrestricted].boolean == true
    account = resource[Fields.account].text
    scopes = resource[Fields.scopes].texts
    endpoints = resource[Fields.endpoints].texts
    thirdParty = resource[Fields.thirdParty].text
    ending = Ending(resource)
  }

  /// The row that records it.
  package var resource: Resource {
    var spec = [Value](repeating: .absent, count: KindDescription.key.fields.count)
    func put(_ slot: Slot, _ text: Text?) { spec[slot.index] = text.map(Value.text) ?? .absent }
    func put(_ slot: Slot, _ texts: [Text]) {
      spec[slot.index] = texts.isEmpty ? .absent : .list(Set(texts).sorted().map(Value.text))
    }
    put(KeyFields.state, Text(state.rawValue))
    put(KeyFields.product, Text(product.rawValue))
    put(KeyFields.principal, principal.text)
    put(KeyFields.name, name)
    put(KeyFields.user, user)
    put(KeyFields.registeredAt, registeredAt.text)
    put(KeyFields.texts, texts)
    spec[KeyFields.generations.index] =
      generations.isEmpty ? .absent : .list(generations.map(\.value))
    put(KeyFields.networks, networks.map(\.text))
    spec[KeyFields.unrestricted.index] = isUnrestricted ? .boolean(true) : .absent
    put(KeyFields.account, account)
    put(KeyFields.scopes, scopes)
    put(KeyFields.endpoints, endpoints)
    put(KeyFields.thirdParty, thirdParty)
    put(KeyFields.endedAt, ending?.at.text)
    put(KeyFields.endedBy, ending?.by)
    put(KeyFields.ending, ending.map { Text($0.cause.rawValue) })
    return Resource(address: address, labels: [], reason: nil, spec: spec)
  }
}

extension KeyRecord.Ending {
  fileprivate init?(_ key: Resource) {
    guard let cause = key[KeyFields.ending].text.flatMap({ Cause(rawValue: $0.string) }),
      let at = key[KeyFields.endedAt].instant, let by = key[KeyFields.endedBy].text
    else { return nil }
    self.init(cause, at: at, by: by)
  }
}
