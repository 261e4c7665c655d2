package import AccessModel
import Diagnostics

/// Why no key is made or reset for somebody: the first reason, with whom to ask.
package struct HolderObstacle: Hashable, Sendable {
  package let reason: AccessReason
  /// A clause such as `PortalUser/harbour/amy is locked`.
  package let words: String
  package let help: [String]

  /// Nil when the holder is alive, so that keys may be made.
  init?(
    of holder: KeyHolder, facts: AccessFacts?, client: Resource?, in view: AccessView,
    find: @escaping (Address) -> Resource?
  ) {
    let reader = KeyObstacleReader(
      holder: holder, facts: facts, client: client, view: view, find: find)
    guard let (reason, words) = reader.found() else { return nil }
    self.reason = reason
    self.words = words
    help = reader.help(for: reason)
  }

  /// The refusal that it means.
  func problem(_ what: String) -> LifeProblem {
    LifeProblem(
      sort: .forbidden, code: reason == .suspended ? .keySuspended : .keyNotAuthorized,
      message: "\(what): \(words)", help: help)
  }
}

/// Finds the obstacle of one holder and the words for it.
private struct KeyObstacleReader {
  let holder: KeyHolder
  let facts: AccessFacts?
  let client: Resource?
  let view: AccessView
  let find: (Address) -> Resource?

  func found() -> (AccessReason, String)? {
    switch holder.form {
    case .client(let name): return ofClient(name)
    case .principal:
      guard let facts else { return (.notAuthorized, nobodyWords) }
      return facts.obstacle.map { ($0, words($0, facts)) }
    }
  }

  // MARK: Retail

  private func ofClient(_ name: Text) -> (AccessReason, String)? {
    guard let client else { return (.notAuthorized, "there is no \(holder.text)") }
    if let stop = stop(over: client.address) { return (.suspended, stop) }
    if let state = client[RetailClientFields.state].text {
      return (.notAuthorized, "\(holder.text) is \(state)")
    }
    guard let standing = view.register.retail.standings[name] else {
      return (.applicationNotApproved, "the application of \(holder.text) was never submitted")
    }
    guard standing.isApproved else {
      return (.applicationNotApproved, "the application of \(holder.text) is \(standing.state)")
    }
    return nil
  }

  // MARK: Traders and API users

  private var nobodyWords: String {
    switch holder.product {
    case .broker: "\(holder.resource) has no such API user"
    case .trader, .retail: "there is no \(holder.text)"
    }
  }

  private func words(_ reason: AccessReason, _ facts: AccessFacts) -> String {
    let sources = facts.sources
    switch reason {
    case .suspended: return stopWords(sources)
    case .applicationNotApproved:
      guard let application = sources.application else { return "there is no application" }
      let standing = view.register.institutions[holder.institution]?
        .standings[application.address]
      return standing.map { "\(application.address) is \($0.state)" }
        ?? "\(application.address) was never submitted"
    case .outsideValidity:
      if let from = facts.validFrom, view.now < from { return "\(holder.text) begins \(from)" }
      return "\(holder.text) ended \(facts.validUntil?.description ?? "")"
    default: return goneWords(facts)
    }
  }

  private func stopWords(_ sources: AccessSources) -> String {
    let subjects = [
      sources.institution, sources.user, sources.application, sources.authorization,
    ].compactMap { $0?.address }
    for subject in subjects { if let words = stop(over: subject) { return words } }
    if let institution = sources.institution,
      let state = institution[InstitutionFields.state].text
    {
      return "\(institution.address) is \(state)"
    }
    return "\(holder.text) is suspended by its manifest"
  }

  private func goneWords(_ facts: AccessFacts) -> String {
    guard facts.sources.institution != nil else {
      return "there is no Institution/\(holder.institution)"
    }
    let user = Address(.portalUser, institution: holder.institution, name: facts.user)
    guard let login = facts.sources.user else { return "there is no \(user)" }
    if let state = login[PortalUserFields.state].text { return "\(user) is \(state)" }
    return "\(holder.text) is withdrawn"
  }

  private func stop(over subject: Address) -> String? {
    OverrideLife(of: subject, recorded: find(Address(.override, of: subject))).stop.map {
      "\(subject) is \($0.word) for \($0.incident), by \($0.by)"
    }
  }

  // MARK: Whom to ask

  func help(for reason: AccessReason) -> [String] {
    guard holder.product != .retail else {
      return reason == .applicationNotApproved && client != nil
        ? ["where it stands: mandate app status \(holder.text)"] : ["ask the broker"]
    }
    let contact = contactWords
    guard let admins = adminWords else {
      return contact.map { [$0] }
        ?? ["ask the broker: \(holder.institution) has no active admin"]
    }
    return [admins] + (contact.map { [$0] } ?? [])
  }

  /// The active persons with user-management, with their mail addresses.
  private var adminWords: String? {
    let users = view.register.institutions[holder.institution]?.users ?? [:]
    let admins = users.values.filter(\.isActiveAdmin).sorted { $0.address.name < $1.address.name }
    guard !admins.isEmpty else { return nil }
    let shown = admins.prefix(Self.adminsMax).map(Self.person)
    let more = admins.count > Self.adminsMax ? " and \(admins.count - Self.adminsMax) more" : ""
    let noun = admins.count == 1 ? "the admin" : "an admin"
    return "ask \(noun) of \(holder.institution): \(shown.joined(separator: ", "))\(more)"
  }

  private static let adminsMax = 5

  /// A Broker API application changes through the broker's staff alone.
  private var contactWords: String? {
    guard holder.product == .broker,
      let name = find(holder.resource)?[BrokerApplicationFields.contact].text,
      let contact = find(Address(.staffMember, name: name))
    else { return nil }
    return "or the broker's contact: \(Self.person(contact))"
  }

  private static func person(_ login: Resource) -> String {
    login.mailAddress.map { "\(login.address.name) <\($0)>" } ?? login.address.name.string
  }
}

extension Resource {
  /// Whether a login is an admin of its institution.
  fileprivate var isActiveAdmin: Bool {
    self[PortalUserFields.state].isAbsent && self[PortalUserFields.userType].isAbsent
      && self[PortalUserFields.functions].texts.contains("user-management")
  }
}
