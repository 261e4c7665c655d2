import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// Who may import uses and attest access.
@Suite struct OversightRightsTests {
  private static let ben = PrincipalAddress(.trader(institution: "harbour", authorization: "ben"))
  private static let retail = PrincipalAddress(.retailKey(client: "gwen", key: "phone"))

  private static func attesters(_ principal: PrincipalAddress, of user: Text) -> [String] {
    People.actors.filter { actor in
      (try? People.person(actor).requireRightToAttest(principal, of: user)) != nil
    }
  }

  @Test func usesAreImportedByOperationsAndSecurity() {
    let able = People.actors.filter {
      (try? People.person($0).requireRightToImportUses()) != nil
    }
    #expect(able == ["staff:ops", "staff:sec"])
  }

  @Test func accessIsAttestedByReviewersAndTheInstitutionsOwnAdmins() {
    #expect(
      Self.attesters(Self.ben, of: "cora") == [
        "staff:rev", "staff:com", "staff:sec", "admin:harbour/amy", "admin:harbour/ben",
      ])
  }

  @Test func nobodyAttestsTheirOwnAccess() {
    #expect(!Self.attesters(Self.ben, of: "ben").contains("admin:harbour/ben"))
    #expect(Self.attesters(Self.ben, of: "ben").contains("admin:harbour/amy"))
  }

  @Test func retailKeysAreAttestedByStaffAlone() {
    #expect(Self.attesters(Self.retail, of: "gwen") == ["staff:rev", "staff:com", "staff:sec"])
  }
}
