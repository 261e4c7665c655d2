package import AccessModel
package import Diagnostics

/// The person who accepts texts: a portal user as trader or API user, or a retail client.
package struct TextParty: Hashable, Sendable {
  package let actor: Actor
  /// Empty for a retail client.
  package let institution: Text
  package let person: Text

  /// Nil for everybody who accepts no texts: staff, admins and jobs.
  package init?(_ actor: Actor) {
    switch actor {
    case .trader(let institution, let user): (self.institution, person) = (institution, user)
    case .retail(let name): (institution, person) = (.empty, name)
    case .staff, .admin, .job: return nil
    }
    self.actor = actor
  }

  /// The login behind it.
  package var login: Address {
    institution.isEmpty
      ? Address(.retailClient, name: person)
      : Address(.portalUser, institution: institution, name: person)
  }

  /// The products whose keys they may come to hold.
  package var products: [KeyRecord.Product] {
    institution.isEmpty ? [.retail] : [.trader, .broker]
  }

  /// The scopes that what they accept rests on and lies in.
  package var scopes: Set<Scope> {
    institution.isEmpty
      ? [.global, .keys(of: .empty)]
      : [.global, .institution(institution), .keys(of: institution)]
  }

  /// How they stand to a text.
  package func standing(to text: AgreementText, find: (Address) -> Resource?) -> TextStanding {
    TextStanding(
      text,
      acceptance: find(
        TextStanding.address(of: text.name, institution: institution, person: person)))
  }

  /// The record that they accept a text named `name` in this version.
  ///
  /// - Throws: `text-owner` unless they are an active login, `text-unknown` unless the text stands in
  ///   that version and is for a product of theirs.
  package func accepting(
    _ name: Text, version: Text, among texts: AgreementTexts, at now: Instant,
    find: (Address) -> Resource?
  ) throws(LifeProblem) -> Resource {
    guard let login = find(login), login.isActiveLogin else {
      throw .forbidden(
        .textOwner, "\(actor) is no active \(institution.isEmpty ? "client" : "user") here",
        help: "texts are accepted by the active owner of keys alone")
    }
    guard let text = text(named: name, among: texts) else {
      let names = products.flatMap { texts.required(for: $0) }.map(\.name.string)
      throw .illegal(
        .textUnknown, "no text `\(name)` is in force for \(actor)",
        help: nearestName(to: name.string, among: names).map { "did you mean \($0)?" }
          ?? "list them: mandate agreement list --as \(actor)")
    }
    guard text.version == version else {
      throw .illegal(
        .textUnknown, "`\(name)` is in force in version \(text.version), not \(version)",
        help: "read it, then accept \(text.words)")
    }
    return text.acceptance(institution: institution, person: person, by: actor, at: now)
  }

  /// The text of this name that is in force for a product of theirs.
  private func text(named name: Text, among texts: AgreementTexts) -> AgreementText? {
    products.flatMap { texts.required(for: $0) }.first { $0.name == name }
  }
}

extension Resource {
  /// Whether a portal user or a retail client is active.
  fileprivate var isActiveLogin: Bool {
    switch kind {
    case .portalUser: self[PortalUserFields.state].isAbsent
    case .retailClient: self[RetailClientFields.state].isAbsent
    default: false
    }
  }
}
