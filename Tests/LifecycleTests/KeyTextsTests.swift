import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// Texts, acceptances, and what they hold back.
struct KeyTextsTests {
  @Test func eachProductAsksForItsBuiltInTexts() {
    let texts = AgreementTexts([])
    func words(_ product: KeyRecord.Product) -> [String] {
      texts.required(for: product).map(\.words)
    }
    #expect(words(.retail) == ["api-agreement@1", "risk-warning@1"])
    #expect(words(.trader) == ["api-agreement@1", "disclaimer@1"])
    #expect(words(.broker) == ["api-agreement@1", "disclaimer@1"])
    for text in texts.all {
      let digest = text.body.map { Text(Digest.of(Array($0.utf8)).hexadecimal) }
      #expect(text.sha256 == digest)
      #expect((text.body?.count ?? 0) > 200)
    }
  }

  @Test func aDeclaredTextTakesThePlaceOfTheBuiltInOnesForItsProductsAlone() {
    var estate = KeyEstate()
    estate.set(
      "Agreement/terms", ["version": "2026-11", "products": ["broker"], "title": "Terms"])
    func words(_ product: KeyRecord.Product) -> [String] {
      estate.texts.required(for: product).map(\.words)
    }
    #expect(words(.broker) == ["terms@2026-11"])
    #expect(words(.trader) == ["api-agreement@1", "disclaimer@1"])
    #expect(estate.register(KeyEstate.robot) == "text-not-accepted")
    #expect(estate.register(KeyEstate.amy) == "done")
    estate.accept("trader:harbour/robot", "terms")
    #expect(estate.register(KeyEstate.robot) == "done")
  }

  @Test func everyTextOfTheProductIsAsked() {
    for missing in ["api-agreement", "disclaimer"] {
      var estate = KeyEstate()
      estate.remove("Acceptance/harbour/amy.\(missing)")
      #expect(estate.register(KeyEstate.amy) == "text-not-accepted")
      #expect(estate.grounds(KeyEstate.amy).openTexts.map(\.text.name.string) == [missing])
      #expect(estate.register(KeyEstate.robot) == "done", "each accepts for themselves")
    }
  }

  @Test func aNewVersionOrAnotherWordingMakesAnAcceptanceStale() {
    let first: [String: Part] = [
      "version": "1", "products": ["broker"], "title": "Terms", "sha256": "\(Self.hash("a"))",
    ]
    for (changed, isStale) in [
      (["version": "2"], true), (["sha256": "\(Self.hash("b"))"], true),
      (["title": "The terms"], false), (["sha256": nil], false),
    ] as [([String: Part?], Bool)] {
      var estate = KeyEstate()
      estate.set("Agreement/terms", first)
      estate.accept("trader:harbour/robot", "terms")
      estate.register(KeyEstate.robot)
      estate.generate(KeyEstate.robot)
      estate.deliver(KeyEstate.robot, number: 1)
      estate.change("Agreement/terms", changed)
      let wanted = isStale ? "text-not-accepted" : "done"
      #expect(estate.grounds(KeyEstate.robot).texts[0].state == (isStale ? .stale : .accepted))
      #expect(estate.register(KeyEstate.robot, "other") == wanted, "\(changed)")
      #expect(estate.reset(KeyEstate.robot) == wanted)
      if isStale { #expect(estate.key(KeyEstate.robot)?.isAlive(at: estate.now) == true) }
      #expect(estate.delete(KeyEstate.robot) == "done")
    }
  }

  private static func hash(_ text: String) -> String { Digest.of(Array(text.utf8)).hexadecimal }

  private func outcome(
    _ actor: String, _ text: Text, _ version: Text, in estate: KeyEstate = KeyEstate()
  ) -> String {
    guard let party = Actor(Text(actor)).flatMap({ TextParty($0) }) else { return "nobody" }
    do throws(LifeProblem) {
      let record = try party.accepting(
        text, version: version, among: estate.texts, at: estate.now, find: estate.find)
      return record.address.text
    } catch {
      return error.code.name
    }
  }

  @Test func onlyAnActiveOwnerAcceptsAndOnlyWhatIsInForceForThem() {
    #expect(
      outcome("trader:harbour/amy", "disclaimer", "1") == "Acceptance/harbour/amy.disclaimer")
    #expect(outcome("retail:gwen", "risk-warning", "1") == "Acceptance/gwen.risk-warning")
    #expect(outcome("trader:harbour/amy", "disclaimer", "2") == "text-unknown")
    #expect(outcome("trader:harbour/amy", "risk-warning", "1") == "text-unknown")
    #expect(outcome("retail:gwen", "disclaimer", "1") == "text-unknown")
    #expect(outcome("trader:harbour/old", "disclaimer", "1") == "text-owner")
    #expect(outcome("trader:harbour/nobody", "disclaimer", "1") == "text-owner")
    for actor in ["staff:ida", "admin:harbour/mei", "ci:job"] {
      #expect(outcome(actor, "disclaimer", "1") == "nobody", "\(actor)")
    }
  }
}
