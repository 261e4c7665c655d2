import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// What the register says that a step depends on.
struct LifeGroundsTests {
  private static let institution = Address(.institution, name: "harbour")

  private func grounds(
    _ application: Resource, beside resources: [Resource],
    environment: Deployment.Environment = .prod
  ) throws -> LifeGrounds {
    let all = [application] + resources
    let found = Dictionary(uniqueKeysWithValues: all.map { ($0.address, $0) })
    let view = AccessView(
      AccessRegister(all, deployment: Deployment(environment: environment, region: "hk")),
      at: Times.ten)
    let form = try #require(ApplicationForm(application.kind))
    let life = Lives.life(form, at: .init(state: .underReview, amendment: nil))
    return LifeGrounds(of: application, life, view: view, resource: { found[$0] })
  }

  private let trading = People.make(
    People.trading,
    [
      TradingApplicationFields.purpose: .text("orders"),
      TradingApplicationFields.requestedEndpoints: People.list(["*"]),
    ])

  private func account(_ state: String?, of institution: Text = "harbour") -> Resource {
    People.make(
      Address(.account, institution: institution, name: "main"),
      [AccountFields.state: state.map { .text(Text($0)) } ?? .absent])
  }

  @Test func anActiveAccountIsOneOfTheInstitutionThatIsActive() throws {
    #expect(try grounds(trading, beside: [account(nil)]).hasActiveAccount)
    #expect(try !grounds(trading, beside: [account("CREATED")]).hasActiveAccount)
    #expect(try !grounds(trading, beside: [account(nil, of: "other")]).hasActiveAccount)
    #expect(try !grounds(trading, beside: []).hasActiveAccount)
  }

  @Test func aClientNeedsOneActiveAccountOfTheirOwn() throws {
    func client(_ states: [String?]) -> Resource {
      let accounts = states.map { state in
        var slots = [Value](repeating: .absent, count: RetailClientFields.account.fields.count)
        slots[RetailClientFields.accountState.index] = state.map { .text(Text($0)) } ?? .absent
        return Value.object(slots)
      }
      return People.make(People.retail, [RetailClientFields.accounts: .list(accounts)])
    }
    #expect(try grounds(client(["FROZEN", nil]), beside: []).hasActiveAccount)
    #expect(try !grounds(client(["FROZEN"]), beside: [account(nil)]).hasActiveAccount)
  }

  private func licence(_ fields: [Slot: Value]) -> Resource {
    var slots = [Value](repeating: .absent, count: InstitutionFields.licence.fields.count)
    for (slot, value) in fields { slots[slot.index] = value }
    return People.make(Self.institution, [InstitutionFields.licenceSlot: .object(slots)])
  }

  @Test func aHeldLicenceNamesThreeThingsAndAMissingOneItsReason() throws {
    let held = InstitutionFields.held
    func missing(_ fields: [Slot: Value]) throws -> [String] {
      try grounds(trading, beside: [licence(fields)]).missingLicenceParts
    }
    #expect(try missing([held: .boolean(true)]) == ["regulator", "number", "types"])
    #expect(
      try missing([
        held: .boolean(true), InstitutionFields.regulator: .text("SFC"),
        InstitutionFields.number: .text("7"), InstitutionFields.types: .list([.integer(1)]),
      ]) == [])
    #expect(try missing([held: .boolean(false)]) == ["reason"])
    #expect(
      try missing([held: .boolean(false), InstitutionFields.licenceReason: .text("why")]) == [])
  }

  @Test func anAPIUserIsActiveWhenTheRegisterSaysSo() throws {
    let broker = People.make(
      People.broker, [BrokerApplicationFields.apiUsers: People.list(["svc", "two"])])
    func active(_ users: [Resource]) throws -> Bool {
      try grounds(broker, beside: users).hasActiveAPIUser
    }
    #expect(try active([People.user("harbour", "svc", state: "left"), user("two")]))
    #expect(try !active([People.user("harbour", "svc", state: "invited")]))
    #expect(try !active([user("else"), People.user("other", "svc")]))
  }

  private func user(_ name: String) -> Resource { People.user("harbour", name) }

  @Test func theSubmitterIsFoundByTheirMailAddress() throws {
    #expect(try grounds(trading, beside: []).submitterEmail == nil)
    #expect(
      try grounds(trading, beside: [user("amy")]).submitterEmail == "amy@harbour.example")
  }

  @Test func contentAndEnvironmentAreThoseOfTheRegister() throws {
    let found = try grounds(trading, beside: [])
    #expect(found.content == ApplicationContent.digest(of: trading))
    #expect(found.isProduction && found.pins.isEmpty)
    #expect(try !grounds(trading, beside: [], environment: .uat).isProduction)
  }
}
