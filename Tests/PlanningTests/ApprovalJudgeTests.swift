import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Who is a second person, and for what (model, section 5; reliability, T53 and T54).
struct ApprovalJudgeTests {
  private static let keys = (1...4).map { number in
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\(number)"
  }

  private static func signing(_ number: Int) -> String { ", signingKeys: [\"\(keys[number])\"]" }

  private static let people: [Resource] = [
    Estate.staff("ida", "operations", signing(0)),
    Estate.staff("ivy", "operations", signing(1)),
    Estate.staff("sec", "security", signing(2)),
    Estate.staff("rev", "reviewer", signing(1)),
    Estate.staff("gone", "operations, security", ", state: left" + signing(1)),
    Estate.staff("bare", "operations"),
    Estate.resource(
      "StaffMember", "ida-two",
      "{email: IDA@broker.example, roles: [operations, security]\(signing(1))}"),
    Estate.staff("twin", "operations", signing(0)),
    Estate.institution("harbour"), Estate.institution("other"),
    Estate.user("amy", isAdmin: true, signing(3)),
    Estate.user("mei", isAdmin: true, signing(1)),
    Estate.user("ben", signing(1)),
    Estate.user("lia", isAdmin: true, ", state: locked" + signing(1)),
    Estate.user("eve", of: "other", isAdmin: true, signing(1)),
  ]

  private static let byOperations = RequiredApproval(
    what: "widening of class funds", approver: .staff(.operations))
  private static let bySecurity = RequiredApproval(
    what: "change of staff", approver: .staff(.security))
  private static let byAdmin = RequiredApproval(
    what: "widening of class trade", approver: .admin(of: "harbour"))

  private static let digest = Digest.of([1])
  private static let now = instant("2026-11-21T09:00:00Z")

  private static func instant(_ text: Text) -> Instant {
    (try? Instant(parsing: text)) ?? .last
  }

  /// One approval with everything right unless something else is named.
  private struct Given {
    var by = "staff:ivy"
    var key = 1
    var plan = ApprovalJudgeTests.digest
    var environment = Deployment.Environment.prod
    var store: Text = "lineage"
    var lines: [RequiredApproval] = [ApprovalJudgeTests.byOperations]
    var expires: Text = "2026-11-21T09:00:01Z"
  }

  private func rules(
    _ given: [Given], required: [RequiredApproval] = [byOperations], author: String? = "staff:ida",
    appliers: [String] = ["staff:ida"], environment: Deployment.Environment = .prod,
    wallClock: Instant = now, without stopped: [Address] = [], known: [Resource] = people
  ) throws -> [String] {
    var table = Dictionary(known.map { ($0.address, $0) }) { first, _ in first }
    for address in stopped { table[Address(.override, of: address)] = known[0] }
    let matter = ApprovalJudge.Case(
      digest: Self.digest, author: try author.map { try #require(Actor(Text($0))) },
      appliers: try appliers.map { try #require(Actor(Text($0))) },
      deployment: Deployment(environment: environment, region: "hk"), store: "lineage",
      required: required, instants: [Self.now, wallClock], form: .plan)
    let approvals = try given.map { given in
      PlanApproval(
        statement: ApprovalStatement(
          plan: given.plan, deployment: Deployment(environment: given.environment, region: "hk"),
          store: given.store, approver: try #require(Actor(Text(given.by))),
          approving: given.lines, expires: Self.instant(given.expires)),
        key: try SigningKey(parsing: Text(Self.keys[given.key])))
    }
    return ApprovalJudge(matter, resource: { [table] in table[$0] })
      .prohibitions(of: approvals).map(\.rule)
  }

  @Test func inProdEveryRequiredApprovalWaitsForSomebodyWhoMayGiveIt() throws {
    #expect(try rules([]) == ["second-person"])
    #expect(try rules([], required: []) == [])
    #expect(try rules([Given()]) == [])
    #expect(try rules([], environment: .sandbox) == [])
    let both = [Self.byOperations, Self.bySecurity]
    let ivy = Given(lines: both)
    #expect(try rules([ivy], required: both) == ["second-person"])
    let sec = Given(by: "staff:sec", key: 2, lines: both)
    #expect(try rules([ivy, sec], required: both) == [])
  }

  @Test func anApprovalIsForThisPlanOfThisStoreAndNotForever() throws {
    #expect(try rules([Given(plan: Digest.of([2]))]) == ["approval-other-plan"])
    #expect(try rules([Given(environment: .uat)]) == ["approval-other-store"])
    #expect(try rules([Given(store: "copy")]) == ["approval-other-store"])
    #expect(try rules([Given(expires: "2026-11-21T09:00:00Z")]) == ["approval-expired"])
    #expect(
      try rules([Given()], wallClock: Self.instant("2026-11-21T09:00:01Z")) == ["approval-expired"])
    #expect(
      try rules([Given()], required: [Self.byOperations, Self.bySecurity])
        == ["approval-incomplete"])
  }

  @Test func theSecondPersonIsNeitherTheAuthorNorTheApplier() throws {
    #expect(try rules([Given(by: "staff:ida", key: 0)]) == ["approver-not-second"])
    #expect(
      try rules([Given()], appliers: ["ci:pipeline", "staff:ivy"]) == ["approver-not-second"])
    #expect(try rules([Given()], author: "staff:ivy") == ["approver-not-second"])
    #expect(try rules([Given()], author: nil) == ["approver-not-second"])
    // The same mail address, and the same key, under another name.
    #expect(try rules([Given(by: "staff:ida-two")]) == ["approver-not-second"])
    #expect(try rules([Given(by: "staff:twin", key: 0)]) == ["approver-not-second"])
    // An admin is also the trader of the same login.
    let mei = Given(by: "admin:harbour/mei", lines: [Self.byAdmin])
    #expect(try rules([mei], required: [Self.byAdmin]) == [])
    #expect(
      try rules([mei], required: [Self.byAdmin], author: "trader:harbour/mei")
        == ["approver-not-second"])
  }

  @Test func theApproverStandsInTheRegisterBeforeThePlan() throws {
    #expect(try rules([Given(by: "staff:nobody")]) == ["approver-unknown"])
    #expect(try rules([Given(by: "staff:gone")]) == ["approver-unknown"])
    #expect(try rules([Given(by: "ci:pipeline")]) == ["approver-unknown"])
    #expect(try rules([Given(by: "staff:bare")]) == ["approver-key"])
    #expect(try rules([Given(key: 2)]) == ["approver-key"])
    let ivy = Address(.staffMember, name: "ivy")
    #expect(try rules([Given()], without: [ivy]) == ["approver-unknown"])
    let others = Self.people.filter { $0.address != ivy }
    #expect(
      try rules([Given()], known: others + [Estate.staff("ivy", "operations")])
        == ["approver-key"])
    #expect(
      try rules([Given()], known: others + [Estate.staff("ivy", "reviewer", Self.signing(1))])
        == ["approver-role"])
  }

  @Test func staffApproveByTheirRole() throws {
    #expect(try rules([Given(by: "staff:rev")]) == ["approver-role"])
    #expect(try rules([Given(by: "staff:sec", key: 2)]) == ["approver-role"])
    #expect(
      try rules([Given(by: "admin:harbour/mei")]) == ["approver-role"])
  }

  @Test func forAnInstitutionAnotherAdminOfItOrStaffApprove() throws {
    func rules(_ by: String, _ key: Int = 1, stopped: [Address] = []) throws -> [String] {
      try self.rules(
        [Given(by: by, key: key, lines: [Self.byAdmin])], required: [Self.byAdmin],
        author: "admin:harbour/amy", appliers: ["admin:harbour/amy"], without: stopped)
    }
    #expect(try rules("admin:harbour/mei") == [])
    #expect(try rules("staff:ivy") == [])
    #expect(try rules("staff:rev") == ["approver-role"])
    #expect(try rules("admin:harbour/amy", 3) == ["approver-not-second"])
    #expect(try rules("admin:harbour/ben") == ["approver-unknown"])
    #expect(try rules("admin:harbour/lia") == ["approver-unknown"])
    #expect(try rules("trader:harbour/mei") == ["approver-unknown"])
    #expect(try rules("admin:other/eve") == ["approver-role"])
    let mei = Address(.portalUser, institution: "harbour", name: "mei")
    #expect(try rules("admin:harbour/mei", stopped: [mei]) == ["approver-unknown"])
    let harbour = Address(.institution, name: "harbour")
    #expect(try rules("admin:harbour/mei", stopped: [harbour]) == ["approver-unknown"])
  }

  @Test func whatIsNotNeededIsRefusedAndNotIgnored() throws {
    #expect(try rules([Given()], required: []) == ["approval-unneeded"])
    #expect(try rules([Given(), Given()]) == ["approval-unneeded"])
    #expect(
      try rules([Given(by: "staff:rev")], environment: .sandbox)
        == ["approval-other-store", "approver-role"])
  }

  @Test func approversReadBackFromTheirWords() {
    let all: [Approver] = [.staff(.operations), .staff(.security), .admin(of: "harbour-capital")]
    #expect(all.map { Approver(words: $0.words) } == all)
    for words: Text in [
      "", "anybody", "another staff member with role reviewer", "a second admin of , or staff",
      "a second admin of harbour",
    ] {
      #expect(Approver(words: words) == nil)
    }
  }

  @Test func aStatementIsReadOnlyAsItIsWritten() throws {
    let statement = ApprovalStatement(
      plan: Self.digest, deployment: Deployment(environment: .prod, region: "hk"), store: "ab12",
      approver: .staff("ivy"), approving: [Self.bySecurity, Self.byOperations, Self.byOperations],
      expires: Self.now)
    #expect(
      Text(statement.bytes).string == """
        mandate approval 1
        plan \(Self.digest)
        environment prod/hk
        store ab12
        approver staff:ivy
        approves change of staff; another staff member with role security
        approves widening of class funds; another staff member with role operations
        expires 2026-11-21T09:00:00Z

        """)
    #expect(ApprovalStatement(Text(statement.bytes)) == statement)
    let text = Text(statement.bytes).string
    for (part, other) in [
      ("approval 1", "approval 2"), ("expires", "until"), ("\nstore", "\n\nstore"),
      ("T09:00:00Z", "T10:00:00+01:00"), ("prod/hk", "prod"), ("prod/hk", "live/hk"),
      ("staff:ivy", "ivy"), ("change of staff", "xchange of staff"),
      ("\nexpires", "\nnote\nexpires"),
      ("approves change of", "approves \u{7}change of"), ("sha256:", "sha1:"),
    ] {
      #expect(text.contains(part))
      let edited = text.split(separator: part, omittingEmptySubsequences: false)
        .joined(separator: other)
      #expect(ApprovalStatement(Text(edited)) == nil, "\(other)")
    }
    #expect(ApprovalStatement(Text(statement.bytes + [UInt8(ascii: "\n")])) == nil)
  }
}
