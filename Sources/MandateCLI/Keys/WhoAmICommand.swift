import AccessModel
import Diagnostics
import Lifecycle
import Rendering
import Stores

/// `whoami`.
struct WhoAmICommand {
  private let invocation: Invocation
  private let actor: Actor
  private let isJSON: Bool

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    isJSON = try invocation.wantsJSON()
    guard let actor = try invocation.actorIfNamed() else {
      throw .usage(
        "nobody is named as the one who asks",
        help: "add --as trader:INST/USER, retail:NAME, admin:INST/USER or staff:NAME, "
          + "or set MANDATE_ACTOR")
    }
    self.actor = actor
  }

  func run() throws(CommandFailure) -> ExitCode {
    let register = try RecordRegister(
      invocation, try invocation.existingStore(), .all, toWrite: false)
    let who = makeWho(register)
    if isJSON {
      invocation.output.write(who.json)
    } else {
      Reporter(invocation: invocation).show(who.rendered())
    }
    return .done
  }

  private func makeWho(_ register: RecordRegister) -> WhoAmI {
    let login = loginAddress.flatMap(register.resource)
    let holdings = TextParty(actor).map { self.holdings(of: $0, register) } ?? []
    var texts: [TextStanding] = []
    for standing in holdings.flatMap(\.grounds.texts) where !texts.contains(standing) {
      texts.append(standing)
    }
    return WhoAmI(
      actor: actor, deployment: register.deployment, login: login,
      isActive: login.map(Self.isActive) ?? false, duties: login.flatMap(Self.duties),
      texts: texts, holdings: holdings, elsewhere: elsewhere(login, register))
  }

  private var loginAddress: Address? {
    switch actor {
    case .staff(let name): Address(.staffMember, name: name)
    case .admin(let institution, let user), .trader(let institution, let user):
      Address(.portalUser, institution: institution, name: user)
    case .retail(let name): Address(.retailClient, name: name)
    case .job: nil
    }
  }

  /// Everything by which the actor holds keys, authorized now or not, in the order of addresses.
  private func holdings(of party: TextParty, _ register: RecordRegister) -> [WhoAmI.Holding] {
    let view = register.makeView()
    let holders: [KeyHolder]
    if party.institution.isEmpty {
      holders =
        view.register.retail.clients[party.person] == nil ? [] : [KeyHolder(.client(party.person))]
    } else {
      let principals = view.register.institutions[party.institution]?.principals ?? []
      holders = principals.filter { view.facts(of: $0)?.user == party.person }
        .map { KeyHolder(.principal($0)) }
    }
    return holders.map { holder in
      let grounds = register.keyGrounds(of: holder)
      let keys = grounds.ownKeys.map { key in
        let use = register.resource(
          Address(.keyUse, institution: holder.institution, name: key.id))
        return KeyEntry(key, in: grounds, lastUse: use?[KeyUseFields.at].instant)
      }
      return WhoAmI.Holding(grounds, keys: keys)
    }
  }

  /// The same person's logins at other institutions: a mail address there is one person here.
  private func elsewhere(_ login: Resource?, _ register: RecordRegister) -> [Actor] {
    guard let login, login.kind == .portalUser, let mail = login.mailAddress else { return [] }
    return register.resources.filter {
      $0.kind == .portalUser && $0.address != login.address && $0.mailAddress == mail
    }.map(\.address).sorted().map { .trader(institution: $0.institution, user: $0.name) }
  }

  private static func isActive(_ login: Resource) -> Bool {
    switch login.kind {
    case .staffMember: login[StaffMemberFields.state].isAbsent
    case .portalUser: login[PortalUserFields.state].isAbsent
    case .retailClient: login[RetailClientFields.state].isAbsent
    default: false
    }
  }

  private static func duties(_ login: Resource) -> String? {
    let words: [Text]
    switch login.kind {
    case .staffMember: words = login[StaffMemberFields.roles].texts
    case .portalUser: words = login[PortalUserFields.functions].texts
    default: return nil
    }
    return words.isEmpty ? nil : words.map(\.string).joined(separator: ", ")
  }
}
