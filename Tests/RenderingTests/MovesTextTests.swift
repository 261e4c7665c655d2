import AccessModel
import Diagnostics
import Plans
import Rendering
import Testing

/// People who leave one institution and begin at another in one plan.
@Suite struct MovesTextTests {
  private static let heading = "Moves between institutions"

  private static func user(
    _ name: String, of institution: String, email: String, state: String? = nil
  ) -> Change.Version {
    var fields: [String: Value] = ["email": .text(Text(email))]
    if let state { fields["state"] = .text(Text(state)) }
    return ImpactSamples.version(
      ImpactSamples.resource(.portalUser, name, fields, of: institution))
  }

  private static func arrival(_ name: String, of institution: String, email: String) -> Change {
    Change(before: nil, after: user(name, of: institution, email: email), source: nil)
  }

  private static func departure(_ name: String, of institution: String, email: String) -> Change {
    Change(before: user(name, of: institution, email: email), after: nil, source: nil)
  }

  private static func text(_ changes: [Change], isFull: Bool = false) -> String {
    PlanText(isFull: isFull).rendered(ImpactSamples.plan(changes, .none))
      .rendered(withColour: false)
  }

  @Test func aDepartureAndAnArrivalOfOneAddressAreAMoveWhateverItsCase() {
    let text = Self.text([
      Self.departure("cora", of: "northgate", email: "cora.lau@northgate.example"),
      Self.arrival("cora-lau", of: "kestrel", email: "Cora.Lau@northgate.example"),
    ])
    #expect(text.contains("\(Self.heading) (1): no key, acceptance or list goes along\n"))
    #expect(text.contains("\n  PortalUser/northgate/cora -> kestrel/cora-lau\n"))
  }

  @Test func whoIsMarkedAsLeftMovesToo() {
    let before = Self.user("cora", of: "northgate", email: "cora@northgate.example")
    let after = Self.user("cora", of: "northgate", email: "cora@northgate.example", state: "left")
    let leaves = Change(before: before, after: after, source: nil)
    let arrives = Self.arrival("cora", of: "kestrel", email: "cora@northgate.example")
    #expect(Self.text([leaves, arrives]).contains("PortalUser/northgate/cora -> kestrel/cora\n"))
  }

  @Test func nobodyMovesWhoStaysOrOnlyLeavesOrIsSomebodyElse() {
    let leaves = Self.departure("cora", of: "northgate", email: "cora@northgate.example")
    let other = Self.arrival("dan", of: "kestrel", email: "dan@northgate.example")
    let same = Self.arrival("cora-lau", of: "northgate", email: "cora@northgate.example")
    for changes in [[leaves], [other], [leaves, other], [leaves, same]] {
      #expect(!Self.text(changes).contains(Self.heading))
    }
  }

  @Test func manyMovesAreFoldedWithTheirCount() {
    let changes = (10..<22).flatMap { index in
      [
        Self.departure("t\(index)", of: "northgate", email: "t\(index)@northgate.example"),
        Self.arrival("t\(index)", of: "kestrel", email: "t\(index)@northgate.example"),
      ]
    }
    let folded = Self.text(changes)
    #expect(folded.contains("\(Self.heading) (12)"))
    #expect(folded.contains("  and 2 more (--full lists them)\n"))
    #expect(!folded.contains("-> kestrel/t21\n"))
    #expect(Self.text(changes, isFull: true).contains("-> kestrel/t21\n"))
  }
}
