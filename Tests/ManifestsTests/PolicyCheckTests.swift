import TestSupport
import Testing

@testable import Manifests

@Suite struct PolicyCheckTests {
  private let tier =
    "---\n" + World.head("Tier", "strict") + """
      spec: {endpoints: ["*"], keyPolicy: strict}

      """

  @Test func i30ATierPolicyOnlyTightens() throws {
    try expectFindings(
      World.head("KeyPolicy", "strict") + """
        spec:
          unrestricted: {trade: ⟦allow⟧, funds: refuse}  # ERROR policy-loosens: KeyPolicy/strict allows `unrestricted.trade` allow, and the default policy warn
          ip:
            maxEntries: ⟦31⟧  # ERROR policy-loosens: KeyPolicy/strict allows `ip.maxEntries` 31, and the default policy 30
            minPrefix: {v4: ⟦23⟧, v6: 57}  # ERROR policy-loosens
            classes: {private: ⟦warn⟧, loopback: refuse}  # ERROR policy-loosens
          rotation: {overlap: P10D, maxAge: ⟦P366D⟧}  # ERROR policy-loosens: KeyPolicy/strict allows `rotation.maxAge` P366D, and the default policy P365D
          keysPerUser: 5
          usersPerInstitution: ⟦251⟧  # ERROR policy-loosens
          dualControl: ⟦[funds, admin]⟧  # ERROR policy-loosens: KeyPolicy/strict allows `dualControl` admin, funds, and the default policy admin, funds, licence, unrestricted
          wildcards: ⟦[read, trade]⟧  # ERROR policy-loosens
          segregation: ⟦[[a, b]]⟧  # ERROR policy-loosens
          retailAccountTypes: [CASH]
          dedicatedApiUser: refuse
          unstatedNetworks: warn
        """, beside: World.catalogue + tier, in: .prod)
  }

  @Test func i30TheDefaultPolicyMayLoosenAndThenBoundsTheTier() throws {
    try expectFindings(
      World.items("KeyPolicy") + """
          default: {ip: {maxEntries: 50}, rotation: {maxAge: P500D}, dualControl: [funds]}
          strict: {ip: {maxEntries: 40}, rotation: {maxAge: ⟦P501D⟧}, dualControl: [funds, admin]}  # ERROR policy-loosens
          unused: {ip: {maxEntries: 10000}}
        """, beside: World.catalogue + tier, in: .prod)
  }

  @Test func i30AnOwnDefaultTighterThanATierOfOthersIsReported() throws {
    try expectFindings(
      World.items("KeyPolicy") + """
          default: {ip: {maxEntries: ⟦20⟧}}  # ERROR policy-loosens: KeyPolicy/strict allows `ip.maxEntries` 25, and the default policy 20
        """, beside: World.catalogue,
      others: World.head("KeyPolicy", "strict") + "spec: {ip: {maxEntries: 25}}\n" + tier)
  }

  @Test func i30AnOverlapIsNeverLongerThanTenDays() throws {
    try expectFindings(
      World.items("KeyPolicy") + """
          one: {rotation: {overlap: ⟦P11D⟧}}  # ERROR overlap-too-long: an overlap of P11D is longer than P10D
          two: {rotation: {overlap: ⟦P10DT1S⟧}}  # ERROR overlap-too-long
          three: {rotation: {overlap: PT240H}}
          default: {rotation: {overlap: P1D}}
        """)
  }

  @Test func aTierPolicyBoundsItsInstitutionsOnly() throws {
    let other =
      World.head("Institution", "other") + """
        spec: {legalName: O, country: HK, openingEmail: a@o.example, licence: {held: true}, tier: strict}

        """
    let entries = "{mode: restricted, entries: [{cidr: 81.2.3.1}, {cidr: 81.2.3.3}]}"
    try expectFindings(
      World.items("IPWhitelist", of: "other") + """
          ⟦one⟧: \(entries)  # WARNING list-too-long: IPWhitelist/other/one has 2 entries, and the key policy allows 1
        ---

        """ + World.items("IPWhitelist", of: "harbour") + "  one: \(entries)\n",
      beside: World.trading + "---\n" + other + "---\n" + World.head("KeyPolicy", "strict")
        + "spec: {ip: {maxEntries: 1}}\n" + tier)
  }

  @Test func i30APolicyThatLoosensBindsAsIfItDidNot() throws {
    let entries = (0...100).map { "{cidr: 81.2.3.\($0 * 2)}" }.joined(separator: ", ")
    try expectFindings(
      World.items("KeyPolicy") + """
          strict: {ip: {maxEntries: ⟦500⟧}}  # ERROR policy-loosens
        ---

        """ + World.head("Institution", "other") + """
          spec: {legalName: O, country: HK, openingEmail: a@o.example, licence: {held: true}, tier: strict}
          ---

          """ + World.items("IPWhitelist", of: "other") + """
            ⟦one⟧: {mode: restricted, entries: [\(entries)]}  # WARNING list-too-long: IPWhitelist/other/one has 101 entries, and the key policy allows 100
          """, beside: World.catalogue + tier)
  }
}
