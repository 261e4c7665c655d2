import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct ResolvedPolicyTests {
  private func policy(_ spec: String) throws -> Resource {
    let loaded = LoadedTree(World.head("KeyPolicy", "one") + "spec:\n  " + spec)
    #expect(loaded.diagnostics.map(\.message) == [])
    return try #require(loaded.resources.first)
  }

  private let prod = ResolvedPolicy.builtIn(for: .prod)
  private let sandbox = ResolvedPolicy.builtIn(for: .sandbox)

  @Test func theBuiltInPolicyOfProdIsStrict() throws {
    #expect(
      EndpointTable.RiskClass.allCases.map { prod[withoutNetworks: $0] }
        == [.allow, .warn, .refuse, .refuse])
    #expect(prod.unstatedNetworks == .warn)
    #expect((prod.entriesMax, prod.prefixLengthMinV4, prod.prefixLengthMinV6) == (30, 24, 56))
    #expect(AddressClass.allCases.allSatisfy { prod[$0] == .refuse })
    #expect(prod.overlap.seconds == 864_000)
    #expect(prod.ageMax?.seconds == 31_536_000)
    #expect((prod.keysPerUserMax, prod.usersPerInstitutionMax) == (5, 250))
    #expect(prod.dualControl == ["funds", "admin", "unrestricted", "licence"])
    #expect(prod.dedicatedAPIUser == .refuse)
    #expect(prod.wildcardClasses == [.read])
    #expect(prod.segregation == [.init("broker-treasury", "broker-onboarding")])
    #expect(prod.retailAccountTypes == ["CASH", "MARGIN", "general-invest", "stocks-isa"])
  }

  @Test func theBuiltInPolicyElsewhereIsLoose() {
    #expect(
      EndpointTable.RiskClass.allCases.map { sandbox[withoutNetworks: $0] }
        == [.allow, .allow, .warn, .warn])
    #expect(sandbox.unstatedNetworks == .allow)
    #expect(
      (sandbox.entriesMax, sandbox.prefixLengthMinV4, sandbox.prefixLengthMinV6) == (100, 16, 48))
    #expect(sandbox[.documentation] == .allow && sandbox[.private] == .allow)
    #expect(AddressClass.allCases.filter { sandbox[$0] == .refuse }.count == 6)
    #expect(sandbox.ageMax == nil)
    #expect((sandbox.keysPerUserMax, sandbox.dualControl) == (10, []))
    #expect(sandbox.dedicatedAPIUser == .warn)
    #expect(sandbox.wildcardClasses.count == 4)
    #expect(ResolvedPolicy.builtIn(for: .uat) == sandbox)
  }

  @Test func theDefaultPolicyReplacesFieldByField() throws {
    let layer = try policy(
      "{ip: {maxEntries: 40, classes: {private: warn}}, unrestricted: {funds: allow}, "
        + "wildcards: [read, trade], dualControl: [funds]}")
    let (found, loosenings) = PolicyLayer.lay(layer, over: prod, .replacing)
    var wanted = prod
    wanted.entriesMax = 40
    wanted[.private] = .warn
    wanted[withoutNetworks: .funds] = .allow
    wanted.wildcardClasses = [.read, .trade]
    wanted.dualControl = ["funds"]
    #expect(found == wanted)
    #expect(loosenings.isEmpty)
  }

  @Test func aPolicyThatWritesNothingChangesNothing() throws {
    let layer = try policy("{}")
    for mode in [PolicyLayer.Mode.replacing, .tightening] {
      #expect(PolicyLayer.lay(layer, over: prod, mode).policy == prod)
      #expect(PolicyLayer.lay(layer, over: sandbox, mode).policy == sandbox)
    }
  }

  @Test func aTierTakesTheStricterOfTwo() throws {
    let layer = try policy(
      "{ip: {maxEntries: 40, minPrefix: {v4: 28, v6: 50}}, unrestricted: {read: refuse, "
        + "funds: allow}, rotation: {overlap: P3D, maxAge: P180D}, wildcards: [trade], "
        + "dualControl: [read], segregation: [[b, a]], retailAccountTypes: [CASH, other]}")
    let (found, loosenings) = PolicyLayer.lay(layer, over: prod, .tightening)
    var wanted = prod
    wanted.prefixLengthMinV4 = 28
    wanted[withoutNetworks: .read] = .refuse
    wanted.overlap = try DurationText(parsing: "P3D")
    wanted.ageMax = try DurationText(parsing: "P180D")
    wanted.wildcardClasses = []
    wanted.dualControl = prod.dualControl.union(["read"])
    wanted.segregation = prod.segregation.union([.init("a", "b")])
    wanted.retailAccountTypes = ["CASH"]
    #expect(found == wanted)
    #expect(
      loosenings.map(\.field) == [
        "unrestricted.funds", "ip.maxEntries", "ip.minPrefix.v6", "dualControl", "wildcards",
        "segregation", "retailAccountTypes",
      ])
  }

  @Test func anAgeIsStricterThanNone() throws {
    let layer = try policy("{rotation: {maxAge: P90D}}")
    let found = PolicyLayer.lay(layer, over: sandbox, .tightening)
    #expect(found.policy.ageMax == (try DurationText(parsing: "P90D")))
    #expect(found.loosenings.isEmpty)
  }

  @Test func anExceptionOfATierLiftsWhatTheTierTightened() throws {
    let layer = try policy(
      """
      ip: {maxEntries: 10, minPrefix: {v4: 28}}
        dedicatedApiUser: refuse
        exceptions:
          - {principal: TraderAuthorization/a/b, rule: ip, reason: Moving, validUntil: 2026-12-01T00:00:00Z}
          - {principal: TraderAuthorization/a/c, rule: ip.maxEntries, reason: Moving, validUntil: 2026-12-01T00:00:00Z}
      """)
    let now = try Instant(parsing: "2026-11-30T23:59:59Z")
    #expect(PolicyLayer.lifted(by: layer, for: "TraderAuthorization/a/b", at: now) == ["ip"])
    let end = try Instant(parsing: "2026-12-01T00:00:00Z")
    #expect(PolicyLayer.lifted(by: layer, for: "TraderAuthorization/a/b", at: end) == [])
    #expect(PolicyLayer.lifted(by: layer, for: "TraderAuthorization/a/d", at: now) == [])
    let all = PolicyLayer.lay(layer, over: sandbox, .tightening, lifted: ["ip"]).policy
    #expect((all.entriesMax, all.prefixLengthMinV4) == (100, 16))
    #expect(all.dedicatedAPIUser == .refuse)
    let one = PolicyLayer.lay(layer, over: sandbox, .tightening, lifted: ["ip.maxEntries"]).policy
    #expect((one.entriesMax, one.prefixLengthMinV4) == (100, 28))
    let none = PolicyLayer.lay(layer, over: sandbox, .tightening, lifted: ["i", "ip.max", ""])
    #expect((none.policy.entriesMax, none.policy.prefixLengthMinV4) == (10, 28))
  }

  @Test func anExceptionOfTheDefaultLiftsTheRule() {
    let lifted = prod.lifting(["unrestricted.trade", "ip", "wildcards"])
    #expect(lifted[withoutNetworks: .trade] == .allow)
    #expect(lifted[withoutNetworks: .funds] == .refuse)
    #expect(lifted.entriesMax == .max && lifted.prefixLengthMinV6 == 0)
    #expect(AddressClass.allCases.allSatisfy { lifted[$0] == .allow })
    #expect(lifted.wildcardClasses.count == 4)
    #expect(prod.lifting(["ipx", "unrestricted.trad", ""]) == prod)
  }
}
