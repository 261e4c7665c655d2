import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let describe = CommandDeclaration(
    "describe", "everything about one resource, person, account number or address",
    operands: [
      Operand(
        "WHAT", "an address of the register, a mail address, an account number, a key id or an IP")
    ],
    examples: [
      "mandate describe Desk/harbour-capital/equities", "mandate describe amy.lau@harbour.example",
      "mandate describe 203.0.113.9",
    ],
    run: { invocation throws(CommandFailure) in try DescribeCommand(invocation).run() })
}

struct DescribeCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let wanted = Text(invocation.arguments.operands[0])
    let store = try invocation.existingStore()
    let rows = try asking { () throws(StoreError) in try store.rows(RowFilter(), asOf: nil) }
    let resources = try RegisterSplit.decode(rows)
    let thing = DescribedThing(wanted)
    let found = zip(rows, resources).filter { thing.fits($1) }
    guard !found.isEmpty else {
      throw .request(
        "nothing in the register is `\(wanted)`",
        help: "give an address such as Desk/INSTITUTION/NAME, a mail address, an account number, "
          + "a key id or an IP address")
    }
    let reporter = Reporter(invocation: invocation)
    for (index, (row, resource)) in found.enumerated() {
      if index > 0 { invocation.output.write("\n") }
      let revisions = try asking { () throws(StoreError) in
        try store.revisions(touching: Text(row.address.text))
      }
      reporter.show(
        RegisterText.page(
          RegisterEntry(row: row, resource: resource),
          referrers: referrers(of: row.address, in: resources), revisions: revisions))
      if resource.kind == .key {
        invocation.output.write("\n")
        reporter.show(KeyStandingText.page(KeyRecord(resource), at: try invocation.judgedAt()))
      }
      if let life = try life(of: row.address, store) {
        invocation.output.write("\n")
        reporter.show(LifeText.page(life))
      }
    }
    return .done
  }

  /// What is recorded of an application; nil for everything else.
  private func life(
    of address: Address, _ store: any RegisterStore
  ) throws(CommandFailure) -> ApplicationEntry? {
    guard ApplicationForm(address.kind) != nil else { return nil }
    let register = try RecordRegister(
      invocation, store, .only([.global, address.scope, .notices]), toWrite: false)
    return register.entry(of: address, try register.calendar())
  }

  private func referrers(of address: Address, in resources: [Resource]) -> [Address] {
    resources.filter { resource in
      var refers = false
      resource.forEachReference { if $0 == .resource(address) { refers = true } }
      return refers
    }.map(\.address).sorted()
  }
}

/// What a person may mean by a word: an address, a mail address, an account number or an IP.
struct DescribedThing {
  private let text: Text
  private let email: Email?
  private let address: IPAddress?

  init(_ text: Text) {
    self.text = text
    email = try? Email(parsing: text)
    address = try? IPAddress(parsing: text)
  }

  func fits(_ resource: Resource) -> Bool {
    if Text(resource.address.text) == text { return true }
    switch resource.kind {
    case .portalUser: return isEmail(resource[PortalUserFields.email])
    case .staffMember: return isEmail(resource[StaffMemberFields.email])
    case .account: return resource[AccountFields.number].text == text
    case .retailClient:
      return isEmail(resource[RetailClientFields.email])
        || resource[RetailClientFields.accounts].elements
          .contains { $0[RetailClientFields.accountNumber].text == text }
    case .ipWhitelist: return listsAddress(resource)
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .institution,
      .tradingApplication, .desk, .traderAuthorization, .brokerApplication, .endpointGrant,
      .accessTest, .review, .override, .notification, .setting, .acceptance, .keyUse, .attestation:
      return false
    case .key:
      return resource.address.name == text || Text("Key/\(resource.address.name)") == text
    }
  }

  private func isEmail(_ value: Value) -> Bool {
    guard let email, let text = value.text, let other = try? Email(parsing: text) else {
      return false
    }
    return email.folded == other.folded
  }

  private func listsAddress(_ whitelist: Resource) -> Bool {
    guard let address else { return false }
    return whitelist[IPWhitelistFields.entries].elements.contains { entry in
      guard let text = entry[IPWhitelistFields.cidr].text, let block = try? CIDR(parsing: text)
      else { return false }
      return block.contains(address)
    }
  }
}
