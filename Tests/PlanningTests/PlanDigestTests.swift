import AccessModel
import Diagnostics
import Plans
import Testing

struct PlanDigestTests {
  private func plan(
    owner: Text = "tree", region: Text = "hk", at seconds: Int64 = 1_800_000_000,
    author: String? = "staff:ops", store: Text? = "lineage", revision: Int64 = 4,
    scope: Digest = Digest.of([1]), commit: Text? = nil, line: Int = 1,
    resource: Resource = Estate.user("ben"), command: [Text] = []
  ) throws -> Digest {
    let change = Change(
      before: nil, after: Estate.version(resource), source: Source(file: "a.yaml", line: line))
    return Plan(
      owner: owner, deployment: Deployment(environment: .sandbox, region: region),
      createdAt: try #require(Instant(secondsSince1970: seconds)),
      author: author.flatMap { Actor(Text($0)) },
      base: Plan.Base(
        store: store, revision: revision, scopes: [(scope: .institution("harbour"), digest: scope)]),
      desired: Plan.Desired(digest: .zero, resources: 1, commit: commit), changes: [change],
      waiting: [], guardrails: [], command: command
    ).digest
  }

  @Test func itLeavesOutWhatHasNoEffect() throws {
    let digest = try plan()
    #expect(try plan(at: 1_900_000_000) == digest)
    #expect(try plan(revision: 5) == digest)
    #expect(try plan(commit: "0123456789012345678901234567890123456789") == digest)
    #expect(try plan(line: 99) == digest)
  }

  @Test func itCoversEverythingThatHasAnEffect() throws {
    let digests = [
      try plan(), try plan(owner: "other"), try plan(region: "us"), try plan(author: nil),
      try plan(author: "staff:sec"), try plan(store: "elsewhere"), try plan(store: nil),
      try plan(scope: Digest.of([2])), try plan(resource: Estate.user("cora")),
      try plan(resource: Estate.user("ben", ", displayName: Ben")),
      try plan(command: ["resume", "a"]), try plan(command: ["resume", "a", "b"]),
      try plan(command: ["resume", "ab"]),
    ]
    #expect(Set(digests).count == digests.count)
  }
}
