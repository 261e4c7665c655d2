import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

/// What `suspend`, `resume` and `revoke` are told to act on.
struct StopTargets {
  private var addresses: [Address]
  private let emails: [Email]
  private let query: Query?

  /// Throws `usage` when nothing is named, or `request` for a word that names nothing that can be.
  init(_ invocation: Invocation, _ store: any RegisterStore) throws(CommandFailure) {
    var addresses: [Address] = []
    var emails: [Email] = []
    for word in invocation.arguments.operands {
      if word.contains("@") {
        do throws(FormatProblem) { emails.append(try Email(parsing: Text(word))) } catch {
          throw .request(error.message, help: error.help.first)
        }
      } else if let address = Self.address(Text(word)) {
        let found = try Self.placed(address, in: store)
        if !addresses.contains(found) { addresses.append(found) }
      } else {
        throw .request(
          "`\(word)` is no address of the register, no mail address and no key id",
          help: "write such as TraderAuthorization/INST/NAME, PortalUser/INST/NAME or Key/KEYID")
      }
    }
    self.addresses = addresses
    self.emails = emails
    query = try invocation.resourceQuery("--where")
    guard query != nil || !(addresses.isEmpty && emails.isEmpty) else {
      throw .usage(
        "`\(invocation.command.name)` needs TARGET or --where",
        help: "run mandate \(invocation.command.name) --help")
    }
  }

  /// An address as it is written; a key may be named by its id alone.
  private static func address(_ word: Text) -> Address? {
    KeyID.isOne(word) ? Address(.key, name: word) : Address(word)
  }

  /// The same with its institution, which nobody who holds only the id of a key knows.
  private static func placed(
    _ address: Address, in store: any RegisterStore
  ) throws(CommandFailure) -> Address {
    guard address.kind == .key, address.institution.isEmpty else { return address }
    let rows = try asking { () throws(StoreError) in
      try store.rows(RowFilter(kind: .key, name: address.name), asOf: nil)
    }
    return rows.first?.address ?? address
  }

  /// Mail addresses and queries look everywhere; addresses only in their own institutions, and there
  /// also at the keys, of which some may be stopped.
  var scopes: ScopeSelection {
    guard query == nil, emails.isEmpty else { return .all }
    let scopes = Set(addresses.map { Address(.override, of: $0).scope })
    return .only(scopes.union(scopes.map(\.keys)).union([.global]))
  }

  /// The addresses to act on, sorted; throws when one is not there or nothing is found.
  ///
  /// A mail address or a query finds for an admin only what is of the own institution, and for the
  /// owner of keys only their own.
  func subjects(
    in register: RecordRegister, for actor: Actor
  ) throws(CommandFailure) -> [Address] {
    for address in addresses where register.resource(address) == nil {
      guard register.stop(over: address).stop == nil else { continue }
      throw .request(
        "there is no \(address) in the register", help: "list addresses with mandate get -o name")
    }
    var found = Set(addresses)
    let candidates = register.resources.filter {
      OverrideLife.kinds.contains($0.kind) && Self.sees(actor, $0)
    }
    for email in emails {
      let logins = candidates.filter { $0.kind != .institution && $0.mailAddress == email }
      guard !logins.isEmpty else {
        throw .request("no login has the mail address `\(email)`", help: nil)
      }
      found.formUnion(logins.map(\.address))
    }
    if let query {
      let matches = candidates.filter { isMeant($0, by: query, in: register) }
      guard !matches.isEmpty || !found.isEmpty else {
        throw .request("nothing that can be stopped matches --where", help: nil)
      }
      found.formUnion(matches.map(\.address))
    }
    return found.sorted()
  }

  /// WHY keys only where the query asks for a kind: whoever stops an institution stops what lies above
  /// its keys, and would otherwise have to lift the stop of every key one by one.
  private func isMeant(
    _ candidate: Resource, by query: Query, in register: RecordRegister
  ) -> Bool {
    if candidate.kind == .key {
      guard query.compares("kind"), KeyRecord(candidate).state != .deleted else { return false }
    }
    return candidate.satisfies(
      query,
      institution: register.resource(Address(.institution, name: candidate.address.institution)))
  }

  private static func sees(_ actor: Actor, _ candidate: Resource) -> Bool {
    let address = candidate.address
    switch actor {
    case .staff, .job: return true
    case .admin(let institution, _):
      return address.institution == institution
        || address == Address(.institution, name: institution)
    case .trader(let institution, let user):
      return candidate.kind == .key && address.institution == institution
        && KeyRecord(candidate).user == user
    case .retail(let name):
      return address == Address(.retailClient, name: name)
        || candidate.kind == .key && address.institution.isEmpty
          && KeyRecord(candidate).user == name
    }
  }
}
