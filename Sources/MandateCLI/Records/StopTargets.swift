import AccessModel
import Diagnostics
import Lifecycle
import Stores

/// What `suspend`, `resume` and `revoke` are told to act on.
struct StopTargets {
  private let addresses: [Address]
  private let emails: [Email]
  private let query: Query?

  /// Throws `usage` when nothing is named, or `request` for a word that names nothing that can be.
  init(_ invocation: Invocation) throws(CommandFailure) {
    var addresses: [Address] = []
    var emails: [Email] = []
    for word in invocation.arguments.operands {
      if word.contains("@") {
        do throws(FormatProblem) { emails.append(try Email(parsing: Text(word))) } catch {
          throw .request(error.message, help: error.help.first)
        }
      } else if let address = Address(Text(word)) {
        if !addresses.contains(address) { addresses.append(address) }
      } else {
        throw .request(
          "`\(word)` is neither an address of the register nor a mail address",
          help: "write such as TraderAuthorization/INST/NAME or PortalUser/INST/NAME")
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

  /// Mail addresses and queries look everywhere; addresses only in their own institutions.
  var scopes: ScopeSelection {
    guard query == nil, emails.isEmpty else { return .all }
    return .only(Set(addresses.map { Address(.override, of: $0).scope }).union([.global]))
  }

  /// The addresses to act on, sorted; throws when one is not there or nothing is found.
  ///
  /// A mail address or a query finds for an admin only what is of the own institution.
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
      OverrideLife.kinds.contains($0.kind) && Self.sees(actor, $0.address)
    }
    for email in emails {
      let logins = candidates.filter { $0.kind != .institution && $0.mailAddress == email }
      guard !logins.isEmpty else {
        throw .request("no login has the mail address `\(email)`", help: nil)
      }
      found.formUnion(logins.map(\.address))
    }
    if let query {
      let matches = candidates.filter {
        $0.satisfies(
          query,
          institution: register.resource(Address(.institution, name: $0.address.institution)))
      }
      guard !matches.isEmpty || !found.isEmpty else {
        throw .request("nothing that can be stopped matches --where", help: nil)
      }
      found.formUnion(matches.map(\.address))
    }
    return found.sorted()
  }

  private static func sees(_ actor: Actor, _ address: Address) -> Bool {
    switch actor {
    case .staff, .job: true
    case .admin(let institution, _), .trader(let institution, _):
      address.institution == institution
        || address == Address(.institution, name: institution)
    case .retail(let name): address == Address(.retailClient, name: name)
    }
  }
}
