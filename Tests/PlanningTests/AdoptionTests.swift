import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// What may be taken over from another owner (model, section 5).
struct AdoptionTests {
  private static let list =
    "{mode: restricted, entries: [{cidr: 8.8.8.0/25}, {cidr: 8.8.8.128/25}]}"
  private let amy = Estate.user("amy", isAdmin: true)
  private let office = Estate.resource("IPWhitelist", "office", Self.list, of: "harbour")
  private let account = Estate.resource(
    "Account", "main", "{number: \"80010001\", type: MARGIN, ownership: proprietary}",
    of: "harbour")
  private let other = Estate.user("zed", of: "peak")
  private let harbour = Owner(name: "harbour-access", institution: "harbour", protected: [])
  private let staff = Owner(name: "second", institution: nil, protected: [])

  private func adoption(by owner: Owner) -> Adoption {
    let rows = Dictionary(byAddress: [amy, office, account, other].map { Estate.row($0) })
    return Adoption(by: owner, row: { rows[$0] })
  }

  /// What stands in the way of taking over what `declared` names, in short.
  private func obstacles(by owner: Owner, _ declared: [Resource], asking: [Resource]? = nil)
    -> [String]
  {
    let stored = Dictionary(byAddress: [amy, office, account, other])
    let known = Dictionary(byAddress: declared).mapValues { Estate.declared($0) }
    return adoption(by: owner).obstacles(
      to: (asking ?? declared).map(\.address), declared: { known[$0] }, stored: { stored[$0] }
    ).map { obstacle in
      switch obstacle {
      case .undeclared(let address): "undeclared \(address)"
      case .unstored(let address): "unstored \(address)"
      case .differs(let change, let holder): "differs \(change.address) of \(holder)"
      case .outside(let breach): "outside \(breach.address)"
      }
    }
  }

  @Test func whatIsDeclaredAsItStandsIsInNobodysWay() {
    #expect(obstacles(by: harbour, [amy, office]) == [])
    #expect(obstacles(by: staff, [amy, office, account, other]) == [])
  }

  @Test func addressesThatMeanTheSameAreNoDifference() {
    let whole = Estate.resource(
      "IPWhitelist", "office", "{mode: restricted, entries: [{cidr: 8.8.8.0/24}]}", of: "harbour")
    #expect(obstacles(by: harbour, [whole]) == [])
  }

  @Test func otherContentAndWhatIsMissingOnEitherSideStandInTheWay() {
    let renamed = Estate.user("amy", isAdmin: true, ", displayName: Amy")
    #expect(
      obstacles(by: harbour, [renamed]) == ["differs PortalUser/harbour/amy of broker"])
    #expect(
      obstacles(by: harbour, [Estate.user("new")]) == ["unstored PortalUser/harbour/new"])
    #expect(
      obstacles(by: harbour, [], asking: [amy]) == ["undeclared PortalUser/harbour/amy"])
  }

  @Test func anInstitutionsOwnerTakesOverOnlyWhatItMayOwn() {
    #expect(
      obstacles(by: harbour, [account, other]) == [
        "outside Account/harbour/main", "outside PortalUser/peak/zed",
      ])
    let forged = changes(by: staff, [account])
    #expect(adoption(by: harbour).prohibitions(of: forged).map(\.rule) == ["not-owner"])
    #expect(adoption(by: staff).prohibitions(of: forged) == [])
  }

  private func changes(by owner: Owner, _ resources: [Resource]) -> [Change] {
    let stored = Dictionary(byAddress: resources)
    return adoption(by: owner).changes(
      of: resources.map(\.address), declared: { stored[$0].map { Estate.declared($0) } },
      stored: { stored[$0] })
  }

  @Test func whatIsTakenOverStaysAsItIsAndNamesItsFormerOwner() throws {
    let change = try #require(changes(by: harbour, [amy]).first)
    #expect(change.action == .adopt)
    #expect(change.formerOwner == "broker")
    #expect(change.before?.digest == change.after?.digest)
    #expect(FieldChange.all(of: change).isEmpty)
    #expect(change.source?.line == 1)
    let broker = Owner(name: "broker", institution: nil, protected: [])
    #expect(changes(by: broker, [amy]).isEmpty)
  }

  @Test func onlyWhatStandsAndIsTheFormerOwnersIsTaken() {
    let adoption = adoption(by: harbour)
    let version = Estate.version(amy)
    #expect(adoption.isTrue(of: changes(by: harbour, [amy, office])))
    #expect(!adoption.isTrue(of: [Change(adopting: version, from: "peak", source: nil)]))
    #expect(!adoption.isTrue(of: [Change(before: version, after: version, source: nil)]))
    let edited = Estate.version(Estate.user("amy"))
    #expect(!adoption.isTrue(of: [Change(adopting: edited, from: "broker", source: nil)]))
    let broker = self.adoption(by: Owner(name: "broker", institution: nil, protected: []))
    #expect(!broker.isTrue(of: changes(by: harbour, [amy])))
  }

  @Test func whatWasProtectedStaysProtected() {
    let adopted = changes(by: harbour, [amy, office])
    func protected(_ items: [Text], of name: Text = "broker") -> [Text]? {
      adoption(by: harbour).protecting(
        adopted, among: [Owner(name: name, institution: nil, protected: items)])?.protected
    }
    #expect(protected([]) == nil)
    #expect(protected(["Account"]) == nil)
    #expect(protected(["PortalUser"], of: "peak") == nil)
    #expect(protected(["PortalUser", "Desk"]) == ["PortalUser/harbour/amy"])
    #expect(protected(["IPWhitelist/harbour/office"]) == ["IPWhitelist/harbour/office"])
  }

  @Test func theFormerOwnerIsPartOfWhatIsSigned() throws {
    let version = Estate.version(amy)
    let instant = try #require(Instant(secondsSince1970: 1_795_000_000))
    func digest(_ owner: Text) -> Digest {
      Plan(
        owner: "harbour-access", deployment: Deployment(environment: .prod, region: "hk"),
        createdAt: instant, author: nil, base: Plan.Base(store: "x", revision: 1, scopes: []),
        desired: Plan.Desired(digest: .zero, resources: 0, commit: nil),
        changes: [Change(adopting: version, from: owner, source: nil)], waiting: [],
        guardrails: []
      ).digest
    }
    #expect(digest("broker") == digest("broker"))
    #expect(digest("broker") != digest("peak"))
  }
}
