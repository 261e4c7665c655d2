package import AccessModel
package import Diagnostics

/// What an act on a key rests on, as the register stands at one instant.
package struct KeyGrounds {
  package let holder: KeyHolder
  package let deployment: Deployment
  package let now: Instant
  /// The portal user or retail client whose keys these are; nil when there is no such holder.
  package let user: Text?
  /// Why no key is made or reset now; nil when the holder is alive.
  package let obstacle: HolderObstacle?
  /// Every text that the product needs, in the order of names.
  package let texts: [TextStanding]
  /// The key applications of the user that did not end, in the order of their ids.
  package let keys: [KeyRecord]
  /// Those that ended, in the order of their ids.
  package let endedKeys: [KeyRecord]
  /// The register that all of it was read from.
  package let view: AccessView
  let client: Resource?
  let facts: AccessFacts?
  private let find: (Address) -> Resource?

  /// What acts on the keys of `holder` rest on.
  ///
  /// `agreements` is every resource of kind `Agreement`; `find` gives what stands at an address, key
  /// policies, acceptances and overrides among it.
  package init(
    of holder: KeyHolder, in view: AccessView, agreements: some Sequence<Resource>,
    find: @escaping (Address) -> Resource?
  ) {
    self.holder = holder
    self.view = view
    self.find = find
    deployment = view.register.deployment
    now = view.now
    client = find(holder.resource).flatMap { $0.kind == .retailClient ? $0 : nil }
    let all: [KeyRecord]
    switch holder.form {
    case .client(let name):
      facts = nil
      user = client == nil ? nil : name
      all = view.register.retail.keys
    case .principal(let principal):
      facts = view.facts(of: principal)
      user = facts?.user
      all = view.register.institutions[principal.institution]?.keys ?? []
    }
    let whose = user
    let own = all.filter { $0.user == whose }
    keys = own.filter { $0.state != .deleted }
    endedKeys = own.filter { $0.state == .deleted }
    obstacle = HolderObstacle(of: holder, facts: facts, client: client, in: view, find: find)
    texts = AgreementTexts(agreements).required(for: holder.product).map { text in
      let address = whose.map {
        TextStanding.address(of: text.name, institution: holder.institution, person: $0)
      }
      return TextStanding(text, acceptance: address.flatMap(find))
    }
  }

  /// Who alone makes, names, resets and deletes these keys.
  package var owner: Actor? { user.map { holder.owner($0) } }

  /// The texts that must be accepted before anything else; empty when all are.
  package var openTexts: [TextStanding] { texts.filter { $0.state != .accepted } }

  /// The key application of this name that did not end.
  package func key(named name: Text) -> KeyRecord? {
    let principal = holder.principal(ofKey: name)
    return keys.first { $0.name == name && $0.principal == principal }
  }

  /// The keys of this holder that did not end, in the order of their names.
  package var ownKeys: [KeyRecord] {
    keys.filter { KeyHolder(of: $0) == holder }.sorted { $0.name < $1.name }
  }

  /// Whether the user ever registered a key here, by which an invitation is accepted.
  package var isInvitationAccepted: Bool {
    (keys + endedKeys).contains { KeyHolder(of: $0) == holder }
  }

  /// Whether somebody may see the keys: their owner, the admins of the institution, and staff.
  package func areSeen(by person: ActingPerson) -> Bool {
    person.actor == owner || person.isStaff
      || person.hasFunction("user-management", of: holder.institution)
  }

  /// The suspension or revocation that covers one key by itself.
  package func stop(over key: KeyRecord) -> OverrideLife.Stop? {
    OverrideLife(of: key.address, recorded: find(Address(.override, of: key.address))).stop
  }

  /// The rules for one key, exceptions heeded.
  package func policy(forKey name: Text) -> ResolvedPolicy {
    var book = PolicyBook(for: deployment.environment, at: now, find: find)
    return book.policy(
      of: holder.institution, for: holder.principal(ofKey: name).text)
  }

  /// How long the old secret of a key lives after a reset.
  package func overlap(ofKey name: Text) -> DurationText { policy(forKey: name).overlap }
}

extension KeyHolder {
  /// The actor that a user of this holder is.
  package func owner(_ user: Text) -> Actor {
    institution.isEmpty ? .retail(user) : .trader(institution: institution, user: user)
  }
}
