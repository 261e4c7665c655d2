import AccessModel
import Diagnostics
import Plans
import StoreFixtures
import Stores
import Testing

private typealias Sample = SampleResource

extension Subject {
  /// Everything first, then what moved and nothing else, whoever moved it.
  func tellsFollowers() throws {
    let follower = store.makeFollower()
    #expect(throws: StoreError.self) { try follower.news() }
    try apply([
      .create(Sample.set("viewers")), .create(Sample.user("harbour", "amy")),
      .create(Sample.user("peak", "bo")),
    ])
    let first = try #require(try follower.news())
    #expect(first.isWhole && first.revision == 1 && first.store == SamplePlan.identity)
    #expect(
      first.addresses == ["PermissionSet/viewers", "PortalUser/harbour/amy", "PortalUser/peak/bo"])
    #expect(try follower.news() == nil)
    #expect(try follower.news() == nil)

    // A scope that moved is told with its keys, and keys that moved with their scope.
    try apply([.update(Sample.user("peak", "bo", displayName: "Bo Wong"))], seconds: 1)
    try apply([.create(SampleKey.resource("harbour", "amy", "1"))], seconds: 2)
    let second = try #require(try follower.news())
    #expect(!second.isWhole && second.revision == 3)
    #expect(
      second.scopes == [
        .institution("harbour"), .institution("peak"), .keys(of: "harbour"), .keys(of: "peak"),
      ])
    #expect(
      second.addresses == [
        "Key/harbour/\(SampleKey.id("1"))", "PortalUser/harbour/amy", "PortalUser/peak/bo",
      ])
    #expect(
      second.rows.first { $0.address.name == "bo" }?.canonical.string.contains("Bo Wong") == true)

    // What was taken away is told by its scope without it.
    try apply([.delete(Sample.set("viewers").address)], seconds: 3)
    let third = try #require(try follower.news())
    #expect(!third.isWhole && third.rows.isEmpty)
    #expect(third.scopes == [.global, .keys(of: .empty)])
    #expect(try follower.news() == nil)
    let other = try #require(try store.makeFollower().news())
    #expect(other.isWhole && other.rows.count == 3)
  }
}

extension RegisterNews {
  /// What is told, sorted.
  var addresses: [String] { rows.map(\.address).sorted().map(\.text) }
}
