import AccessModel
import Diagnostics
import Testing

/// The recertification list.
@Suite struct AccessReviewerTests {
  private typealias Finding = ReviewedPrincipal.Finding

  private static func days(_ count: Int64) -> Instant {
    Instant(secondsSince1970: Estate.made.secondsSince1970 + count * 86_400) ?? .last
  }

  /// Harbour as reviewed so many days after its keys were made; access since then.
  private static func review(
    _ estate: Estate = .keyed, day: Int64, of principal: Text = Estate.amy,
    isAuthorised: Bool = true
  ) -> ReviewedPrincipal? {
    let now = days(day)
    let view = estate.view(at: now)
    let policies = PolicyBook(for: .prod, at: now) { estate.resources[$0] }
    var ledger = KeyLedger(view, uses: [:], policies: policies)
    let reviewer = AccessReviewer(
      view, keys: ledger.standings(), resource: { estate.resources[$0] },
      authorisation: { _ in
        isAuthorised
          ? ReviewedPrincipal.Authorisation(
            since: Estate.made, widenedAt: days(10), revision: 4, by: "staff:ida") : nil
      })
    let wanted = Estate.principal(principal)
    return reviewer.principals(of: wanted.institution).first { $0.principal == wanted }
  }

  private static func findings(
    _ estate: Estate = .keyed, day: Int64, of principal: Text = Estate.amy
  ) -> [String] { review(estate, day: day, of: principal)?.findings.map(\.rawValue) ?? ["none"] }

  private static func attested(
    _ decision: AttestationRecord.Decision, day: Int64
  ) -> Estate {
    var estate = Estate.keyed
    let record = AttestationRecord(
      principal: Estate.principal(Estate.amy), decision: decision, at: days(day), by: "staff:com",
      access: Digest.of([]), note: nil)
    estate.put(record.resource)
    return estate
  }

  @Test func anAttestationIsReadAsItWasWritten() {
    let record = AttestationRecord(
      principal: Estate.principal(Estate.robot), decision: .remove, at: Self.days(3),
      by: "admin:harbour/ben", access: Digest.of([1]), note: "left the desk")
    #expect(AttestationRecord(record.resource, of: record.principal) == record)
  }

  @Test func holdersOfFundsOrAdminAreDueAfterHalfAYearAndOthersAfterOne() throws {
    let amy = try #require(Self.review(day: 60))
    #expect(amy.endpoints[.funds] == nil && amy.endpoints[.admin] == nil)
    #expect(amy.due == Self.days(365))
    for riskClass in ["funds", "admin"] {
      var estate = Estate.keyed
      let catalogues = estate.resources.values.filter { $0.kind == .endpointCatalogue }
      for catalogue in catalogues { estate.put(Self.raising(catalogue, to: riskClass)) }
      estate.approve("TradingApplication/harbour/desks")
      let raised = try #require(Self.review(estate, day: 60))
      #expect(raised.riskiest.contains("trade.order.place"))
      #expect(raised.due == Self.days(180), "\(riskClass)")
    }
  }

  /// A catalogue whose trading rows are of another class.
  private static func raising(_ catalogue: Resource, to riskClass: String) -> Resource {
    var spec = catalogue.spec
    spec = spec.map { value in
      guard case .list(let rows) = value else { return value }
      return .list(
        rows.map { row in
          guard case .object(let slots) = row else { return row }
          return .object(slots.map { $0 == .text("trade") ? .text(Text(riskClass)) : $0 })
        })
    }
    return Resource(
      address: catalogue.address, labels: catalogue.labels, reason: catalogue.reason, spec: spec)
  }

  @Test func aReviewIsOverdueFromItsDueSecondOnAndCountsFromTheLastOne() throws {
    let due = try #require(Self.review(day: 60)?.due)
    let day = (due.secondsSince1970 - Estate.made.secondsSince1970) / 86_400
    #expect(Self.findings(day: day).contains("overdue"))
    #expect(!Self.findings(day: day - 1).contains("overdue"))
    #expect(!Self.findings(Self.attested(.keep, day: 100), day: day).contains("overdue"))
    #expect(Self.findings(Self.attested(.keep, day: 100), day: day + 100).contains("overdue"))
  }

  @Test func accessThatWasSaidToBeRemovedIsDueUntilItIsGone() {
    var estate = Self.attested(.remove, day: 50)
    #expect(Self.findings(estate, day: 51).contains("overdue"))
    estate.change("TraderAuthorization/harbour/amy", ["state": "withdrawn"])
    #expect(Self.review(estate, day: 51)?.due == nil)
  }

  @Test func outsideProdNobodyHasToReviewUnlessSomebodyBegan() {
    var estate = Estate.keyed
    estate.deployment = Deployment(environment: .sandbox, region: "hk")
    #expect(Self.review(estate, day: 60)?.due == nil)
    estate = Self.attested(.keep, day: 50)
    estate.deployment = Deployment(environment: .sandbox, region: "hk")
    #expect(Self.review(estate, day: 60)?.due != nil)
  }

  @Test func keysThatNobodyUsesAndAuthorisationsWithoutKeysAreFound() {
    #expect(!Self.findings(day: 89).contains("unused"))
    #expect(Self.findings(day: 90).contains("unused"))
    var estate = Estate.keyed
    estate.removeAll(where: { $0.kind == .key })
    #expect(Self.findings(estate, day: 90).contains("unused"))
    #expect(!Self.findings(estate, day: 89).contains("unused"))
  }

  @Test func whatSpeaksAgainstAccessIsNamed() {
    var estate = Estate.keyed
    estate.change("PortalUser/harbour/amy", ["state": "locked"])
    #expect(Self.findings(estate, day: 60).contains("user-left"))
    estate = .keyed
    estate.suspend("TraderAuthorization/harbour/amy")
    #expect(Self.findings(estate, day: 60).contains("suspended"))
    #expect(Self.findings(day: 365).contains("old-key"))
    #expect(!Self.findings(day: 364).contains("old-key"))
  }

  @Test func theDigestMovesWithAccessAndWithNothingElse() {
    let before = Self.review(day: 60)?.digest
    var estate = Estate.keyed
    estate.change("PortalUser/harbour/amy", ["displayName": "Amy"])
    #expect(Self.review(estate, day: 60)?.digest == before)
    #expect(Self.review(day: 59)?.digest == before)
    estate.suspend("TraderAuthorization/harbour/amy")
    #expect(Self.review(estate, day: 60)?.digest != before)
  }
}
