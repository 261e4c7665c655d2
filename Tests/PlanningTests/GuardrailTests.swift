import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

struct GuardrailTests {
  /// What the guardrails say of changes to the firm of three people.
  private func outcomes(
    _ changes: [Change], settings: GuardrailSettings = .builtIn, lifts: [String] = [],
    before: [Resource] = Estate.harbour
  ) -> [String: GuardrailOutcome] {
    var after = Dictionary(uniqueKeysWithValues: before.map { ($0.address, $0) })
    for change in changes {
      if let old = change.before?.resource { after[old.address] = nil }
      if let new = change.after?.resource { after[new.address] = new }
    }
    let basis = GuardrailBasis(
      settings: settings, changes: changes, ownedBefore: before.count, ownedAfter: after.count,
      planned: Array(after.values))
    let outcomes = Guardrails.outcomes(of: basis, lifts: lifts.map { Lift(Text($0)) })
    return Dictionary(outcomes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func verdict(_ name: String, _ outcomes: [String: GuardrailOutcome]) -> String {
    outcomes[name]?.verdict.rawValue ?? "none"
  }

  @Test func i32TheLastAdminOfAnOpenInstitutionStays() {
    let amy = Estate.user("amy", isAdmin: true)
    let demoted = Estate.user("amy")
    let locked = Estate.user("amy", isAdmin: true, ", state: locked")
    for change in [Estate.delete(amy), Estate.update(amy, demoted), Estate.update(amy, locked)] {
      #expect(verdict("last-admin", outcomes([change])) == "refuse")
    }
    let second = Estate.create(Estate.user("dan", isAdmin: true))
    #expect(verdict("last-admin", outcomes([Estate.delete(amy), second])) == "pass")
    let closed = Estate.update(
      Estate.institution("harbour"), Estate.institution("harbour", ", state: closed"))
    #expect(verdict("last-admin", outcomes([Estate.delete(amy), closed])) == "pass")
  }

  @Test func anInstitutionThatNeverHadAnAdminIsNotStopped() {
    let before = Estate.harbour.filter { $0.address.name != "amy" }
    let change = Estate.delete(Estate.user("ben"))
    #expect(verdict("last-admin", outcomes([change], before: before)) == "pass")
  }

  @Test func anEmptyInputIsRefusedUntilItIsLifted() {
    let all = Estate.harbour.map(Estate.delete)
    #expect(verdict("empty-input", outcomes(all)) == "refuse")
    #expect(verdict("empty-input", outcomes(all, lifts: ["empty-input"])) == "warn")
    #expect(verdict("empty-input", outcomes(Array(all.dropFirst()))) == "pass")
  }

  @Test(arguments: [(1, "pass"), (2, "pass"), (3, "refuse")])
  func removalsTripByShareFromThreeOn(count: Int, wanted: String) {
    let changes = Estate.harbour.suffix(count).map(Estate.delete)
    #expect(verdict("maxRemovals", outcomes(changes)) == wanted)
  }

  @Test func removingThreeOfThreeTripsToo() {
    let three = ["ida", "joe", "kim"].map { Estate.staff($0, "operations") }
    #expect(verdict("maxRemovals", outcomes(three.map(Estate.delete), before: three)) == "refuse")
  }

  @Test(arguments: [(10, "pass"), (11, "refuse")])
  func removalsTripByCount(count: Int, wanted: String) {
    let many = (0..<200).map { Estate.staff("person-\($0)", "operations") }
    let changes = many.prefix(count).map(Estate.delete)
    #expect(verdict("maxRemovals", outcomes(Array(changes), before: many)) == wanted)
  }

  @Test func whatIsProtectedIsNotDeleted() {
    var settings = GuardrailSettings.builtIn
    settings.protected = ["Account", "PortalUser/harbour/ben"]
    let account = Estate.harbour[4]
    for resource in [account, Estate.user("ben")] {
      let found = outcomes([Estate.delete(resource)], settings: settings)
      #expect(verdict("protected", found) == "refuse")
      #expect(found["protected"]?.lift == "--lift protected=\(resource.address)")
      let lift = "protected=\(resource.address)"
      let lifted = outcomes([Estate.delete(resource)], settings: settings, lifts: [lift])
      #expect(verdict("protected", lifted) == "warn")
    }
    let other = outcomes([Estate.delete(Estate.user("cora"))], settings: settings)
    #expect(verdict("protected", other) == "pass")
  }

  @Test func aLiftForOneAddressCoversNoOther() {
    var settings = GuardrailSettings.builtIn
    settings.protected = ["PortalUser"]
    let both = [Estate.delete(Estate.user("ben")), Estate.delete(Estate.user("cora"))]
    let lift = ["protected=PortalUser/harbour/ben"]
    #expect(verdict("protected", outcomes(both, settings: settings, lifts: lift)) == "refuse")
  }

  @Test func s11ALikelyRenameIsRefusedWithTheLineToAdd() {
    let new = Estate.resource(
      "PortalUser", "benjamin", "{email: BEN@harbour.example, displayName: Ben}", of: "harbour")
    let changes = [Estate.delete(Estate.user("ben")), Estate.create(new)]
    let found = outcomes(changes)
    #expect(verdict("likely-rename", found) == "refuse")
    #expect(found["likely-rename"]?.message.contains("renamedFrom: ben") == true)
    let bare = outcomes(changes, lifts: ["likely-rename"])
    #expect(verdict("likely-rename", bare) == "refuse")
    let lifted = outcomes(changes, lifts: ["likely-rename=PortalUser/harbour/benjamin"])
    #expect(verdict("likely-rename", lifted) == "warn")
  }

  @Test func twoTradersOnOneDeskAreTwoPeople() {
    let ben = Estate.resource("TraderAuthorization", "ben", "{desk: equities}", of: "harbour")
    let dan = Estate.resource("TraderAuthorization", "dan", "{desk: equities}", of: "harbour")
    let changes = [Estate.delete(ben), Estate.create(dan)]
    #expect(verdict("likely-rename", outcomes(changes)) == "pass")
    let same = Estate.resource(
      "TraderAuthorization", "b", "{desk: equities, user: ben}", of: "harbour")
    let renamed = [Estate.delete(ben), Estate.create(same)]
    #expect(verdict("likely-rename", outcomes(renamed)) == "refuse")
  }

  @Test func aChangeThatShouldSayWhyWarns() {
    var settings = GuardrailSettings.builtIn
    settings.requireReason = ["delete", "unrestricted"]
    func list(_ reason: String?) -> Resource {
      Estate.resource(
        "IPWhitelist", "open", "{mode: unrestricted}", of: "harbour", reason: reason)
    }
    let silent = outcomes([Estate.create(list(nil))], settings: settings)
    let spoken = outcomes([Estate.create(list("OPS-1"))], settings: settings)
    let deleted = outcomes([Estate.delete(Estate.user("ben"))], settings: settings)
    #expect(verdict("requireReason", silent) == "warn")
    #expect(verdict("requireReason", spoken) == "pass")
    #expect(verdict("requireReason", deleted) == "warn")
    #expect(verdict("requireReason", outcomes([])) == "none")
  }

  @Test func aProjectRuleTripsOnWhatMatches() throws {
    var settings = GuardrailSettings.builtIn
    let query = try Query(parsing: "kind=PortalUser and spec.state=locked")
    settings.rules = [GuardrailSettings.Rule(name: "no-locks", condition: query, refuses: true)]
    let ben = Estate.user("ben")
    let locked = Estate.update(ben, Estate.user("ben", ", state: locked"))
    let renamed = Estate.update(ben, Estate.user("ben", ", displayName: Ben"))
    #expect(verdict("no-locks", outcomes([locked], settings: settings)) == "refuse")
    #expect(verdict("no-locks", outcomes([renamed], settings: settings)) == "pass")
    let lifted = outcomes([locked], settings: settings, lifts: ["no-locks"])
    #expect(verdict("no-locks", lifted) == "warn")
  }
}
