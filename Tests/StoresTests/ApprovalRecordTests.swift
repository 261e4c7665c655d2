import AccessModel
import Diagnostics
import Plans
import SQLiteStore
import StoreFixtures
import Stores
import Testing

/// What second persons signed is part of the audit chain.
struct ApprovalRecordTests {
  private let image: StoreImage
  private let approval: PlanApproval
  private let recorded: RecordedApprovals

  init() throws {
    let folder = try TemporaryFolder()
    let store = SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 2_000)
    let subject = Subject(store: store)
    try subject.apply([.create(SampleResource.user("harbour", "amy"))])
    let plan = try subject.plan([.create(SampleResource.user("harbour", "bo"))])
    approval = PlanApproval(
      statement: ApprovalStatement(
        plan: plan.digest, deployment: SamplePlan.identity.deployment,
        store: SamplePlan.identity.lineage, approver: .staff("ivy"),
        approving: [RequiredApproval(what: "widening", approver: .staff(.operations))],
        expires: .last),
      key: try SigningKey(
        parsing: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    )
    let header = SamplePlan.header(
      applyID: "approved", actor: .staff("olga"), seconds: 1, owner: nil)
    _ = try commit(
      plan,
      header: CommitHeader(
        applyID: header.applyID, command: header.command, actor: header.actor,
        onBehalfOf: header.onBehalfOf, reason: header.reason, at: header.at,
        wallClock: header.wallClock, owner: nil, lifts: [], approvals: [approval]),
      to: store, newStore: nil, keys: .only([]), judge: { _ in .accepted })
    recorded = try RecordedApprovals(of: store)
    image = try StoreImage(of: store)
  }

  @Test func anApprovalIsRecordedWithItsKeyAndStatement() throws {
    #expect(recorded.of(1) == [])
    #expect(recorded.of(2).map(\.approver) == ["staff:ivy"])
    #expect(recorded.of(2).map(\.key) == [approval.key.fingerprint])
    #expect(recorded.of(2).map(\.statement) == [Text(approval.digest.description)])
    // As `ssh-keygen -l` names a key of thirty-two zero bytes.
    #expect(
      approval.key.fingerprint == "SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk")
    #expect(try image.findings == [])
  }

  @Test func anApprovalThatSaysLessOrMoreIsFound() throws {
    let index = try #require(image.entries.firstIndex { $0.action == "approval" })
    let entry = image.entries[index]
    for forgery in [
      entry.with(subject: "somebody"), entry.with(detail: "{}"),
      entry.with(detail: Text(entry.detail.string.replacing("expires", with: "until"))),
      entry.with(after: .some(Digest.of([1]))),
    ] {
      var forged = image
      forged.entries[index] = forgery
      forged.relink(from: index)
      #expect(
        try forged.findings.contains { $0.place == "audit entry \(index + 1)" },
        "\(forgery.subject) \(forgery.detail)")
    }
  }
}
