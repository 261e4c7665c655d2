import Diagnostics
import Testing

@Suite struct NearestNameTests {
  private static let kinds = ["Institution", "TraderAuthorization", "Desk", "PermissionSet"]

  @Test(arguments: [
    ("Institutoin", "Institution"), ("Instituton", "Institution"),
    ("PermisionSets", "PermissionSet"),
    ("Desks", "Desk"), ("desk", "Desk"), ("TradreAuthorizatoin", "TraderAuthorization"),
  ])
  func aMistypedNameFindsItsKind(written: String, meant: String) {
    #expect(nearestName(to: written, among: Self.kinds) == meant)
  }

  @Test(arguments: ["", "De", "Disc", "Tier", "Permission", "InstitutionXYZ"])
  func nonsenseFindsNothing(written: String) {
    #expect(nearestName(to: written, among: Self.kinds) == nil)
  }

  @Test func theNearerNameWinsAndThenTheFirstInOrder() {
    #expect(nearestName(to: "readonly", among: ["readon", "readonli"]) == "readonli")
    #expect(nearestName(to: "abcd", among: ["abce", "abcc"]) == "abcc")
    #expect(nearestName(to: "abcd", among: ["abcc", "abce"]) == "abcc")
  }

  @Test func aSwapOfNeighboursIsOneEdit() {
    #expect(nearestName(to: "abd", among: ["adb"]) == "adb")
    #expect(nearestName(to: "abc", among: ["cab"]) == nil)
  }
}
