import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Who may carry out what (model, section 5; domain, section 3.5).
struct AuthorityTests {
  private let people: [Resource] = [
    Estate.staff("ops", "operations"), Estate.staff("sec", "operations, security"),
    Estate.staff("rev", "reviewer"), Estate.staff("gone", "operations, security", ", state: left"),
    Estate.institution("harbour"), Estate.user("amy", isAdmin: true), Estate.user("ben"),
    Estate.user("lia", isAdmin: true, ", state: locked"),
  ]

  private func rules(
    _ actor: String, _ changes: [Change], owner institution: Text? = nil,
    environment: Deployment.Environment = .sandbox, isFirst: Bool = false,
    isRegistered: Bool = true,
    known: [Resource]? = nil, for person: String? = nil
  ) throws -> [String] {
    let before = Dictionary(
      uniqueKeysWithValues: (known ?? people).map { ($0.address, $0) })
    let authority = Authority(
      deployment: Deployment(environment: environment, region: "hk"),
      owner: isRegistered ? Owner(name: "tree", institution: institution, protected: []) : nil,
      isFirstWrite: isFirst, before: before)
    return authority.prohibitions(
      of: changes, planOwner: "tree", by: try #require(Actor(Text(actor))),
      onBehalfOf: try person.map { try #require(Actor(Text($0))) }
    ).map(\.rule)
  }

  private let newUser = Estate.create(Estate.user("new"))
  private let newStaff = Estate.create(Estate.staff("new", "operations"))

  @Test func staffNeedsOperationsAndMoreForPeopleAndPolicies() throws {
    #expect(try rules("staff:ops", [newUser]) == [])
    #expect(try rules("staff:rev", [newUser]) == ["staff-role"])
    #expect(try rules("staff:gone", [newUser]) == ["staff-role"])
    #expect(try rules("staff:nobody", [newUser]) == ["staff-role"])
    #expect(try rules("staff:ops", [newStaff]) == ["staff-role"])
    #expect(try rules("staff:sec", [newStaff]) == [])
    #expect(try rules("staff:sec", [newStaff], environment: .prod) == [])
  }

  @Test func outsideProdAStoreWithoutStaffTakesAnyStaff() throws {
    #expect(try rules("staff:any", [newUser], known: []) == [])
    #expect(try rules("staff:any", [newUser], environment: .prod, known: []) == ["staff-role"])
  }

  @Test func theFirstWriteComesFromStaffThatItDeclaresInProd() throws {
    let first = [Estate.create(Estate.staff("ops", "operations"))]
    #expect(try rules("staff:ops", first, isFirst: true, known: []) == [])
    #expect(try rules("staff:any", [newUser], isFirst: true, known: []) == [])
    #expect(try rules("admin:harbour/amy", first, isFirst: true, known: []) == ["bootstrap"])
    #expect(
      try rules("staff:ops", first, environment: .prod, isFirst: true, known: []) == [])
    #expect(
      try rules("staff:any", first, environment: .prod, isFirst: true, known: [])
        == ["bootstrap"])
    let reviewer = [Estate.create(Estate.staff("rev", "reviewer"))]
    #expect(
      try rules("staff:rev", reviewer, environment: .prod, isFirst: true, known: [])
        == ["bootstrap"])
  }

  @Test func aTreeThatIsNotRegisteredIsRefused() throws {
    #expect(try rules("staff:sec", [newUser], isRegistered: false) == ["owner-unregistered"])
  }

  @Test func anAdminAppliesTheTreeOfTheOwnInstitutionOnly() throws {
    #expect(try rules("admin:harbour/amy", [newUser], owner: "harbour") == [])
    #expect(try rules("admin:harbour/ben", [newUser], owner: "harbour") == ["admin-role"])
    #expect(try rules("admin:harbour/lia", [newUser], owner: "harbour") == ["admin-role"])
    #expect(try rules("admin:other/amy", [newUser], owner: "harbour") == ["owner-actor"])
    #expect(try rules("admin:harbour/amy", [newUser]) == ["owner-actor"])
    #expect(try rules("trader:harbour/ben", [newUser], owner: "harbour") == ["actor"])
    #expect(try rules("retail:zoe", [newUser], owner: "harbour") == ["actor"])
  }

  @Test func aJobActsForAPerson() throws {
    #expect(try rules("ci:pipeline", [newUser]) == ["actor"])
    #expect(try rules("ci:pipeline", [newUser], for: "staff:ops") == [])
    #expect(try rules("ci:pipeline", [newUser], for: "staff:rev") == ["staff-role"])
  }

  @Test func i33AnAdminDoesNotRaiseTheOwnRights() throws {
    let amy = Estate.user("amy", isAdmin: true)
    let raised = Estate.user(
      "amy", isAdmin: true, ", accountRights: [{accounts: [\"*\"], rights: [trade]}]")
    let renamed = Estate.user("amy", isAdmin: true, ", displayName: Amy")
    let own = Estate.resource("TraderAuthorization", "amy", "{desk: equities}", of: "harbour")
    let alias = Estate.resource(
      "TraderAuthorization", "x", "{desk: equities, user: amy}", of: "harbour")
    let other = Estate.resource("TraderAuthorization", "ben", "{desk: equities}", of: "harbour")
    func rules(_ change: Change) throws -> [String] {
      try self.rules("admin:harbour/amy", [change], owner: "harbour")
    }
    #expect(try rules(Estate.update(amy, raised)) == ["self-grant"])
    #expect(try rules(Estate.create(own)) == ["self-grant"])
    #expect(try rules(Estate.create(alias)) == ["self-grant"])
    #expect(try rules(Estate.update(amy, renamed)) == [])
    #expect(try rules(Estate.update(raised, amy)) == [])
    #expect(try rules(Estate.create(other)) == [])
    #expect(try rules(Estate.delete(own)) == [])
  }

  @Test func i12AnInstitutionsTreeOwnsOnlyItsOwnKinds() {
    let addresses = [
      Address(.desk, institution: "harbour", name: "a"),
      Address(.desk, institution: "other", name: "a"),
      Address(.endpointGrant, institution: "harbour", name: "a"),
      Address(.tier, name: "gold"), Address(.accessTest, name: "global"),
      Address(.accessTest, institution: "harbour", name: "a"),
    ]
    let refused = Ownership.breaches(
      of: "tree", for: "harbour", among: addresses, holder: { _ in nil }
    ).map(\.address.text)
    #expect(
      refused == [
        "Desk/other/a", "EndpointGrant/harbour/a", "Tier/gold", "AccessTest/global",
      ])
    let staff = Ownership.breaches(of: "tree", for: nil, among: addresses, holder: { _ in nil })
    #expect(staff.isEmpty)
  }

  @Test func whatAnotherOwnsIsNotTouched() {
    let ben = Estate.user("ben")
    let row = Estate.row(ben, owner: "other-tree")
    let breaches = Ownership.breaches(
      of: "tree", for: nil, among: [ben.address], holder: { _ in row })
    #expect(breaches.map(\.message).first?.contains("`other-tree`") == true)
  }
}
