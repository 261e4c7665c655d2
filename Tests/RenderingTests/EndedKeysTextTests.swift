import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

/// Keys that a plan or a stop ends, in text and in the document.
@Suite struct EndedKeysTextTests {
  private static func key(
    _ id: String, _ principal: PrincipalAddress, cause: KeyRecord.Ending.Cause = .withdrawal,
    secrets: [String?]
  ) -> EndedKey {
    EndedKey(
      id: Text("AK0123456789ABCDEFGHJ\(id)"), principal: principal, name: "desk-bot",
      user: "gus-tam", cause: cause,
      secrets: secrets.enumerated().map { index, until in
        EndedKey.Secret(number: index + 1, until: until.map(ImpactSamples.instant))
      })
  }

  private static let keys = [
    key("A", ImpactSamples.trader("gus-tam"), secrets: ["2026-11-27T03:10:00Z", nil]),
    key("B", ImpactSamples.trader("gus-tam"), secrets: []),
    key("C", ImpactSamples.trader("hana-li"), secrets: ["2026-11-27T03:10:00Z"]),
    key(
      "D", PrincipalAddress(.retailKey(client: "lena", key: "desk-bot")), cause: .revoke,
      secrets: [nil]),
  ]

  private static func plan(_ keys: [EndedKey]) -> Plan {
    var effects = ImpactSamples.mockup
    effects.endedKeys = keys
    return ImpactSamples.plan([ImpactSamples.delete(.desk, "options")], effects)
  }

  private static func text(_ keys: [EndedKey], isFull: Bool = false) -> String {
    PlanText(isFull: isFull).rendered(plan(keys)).rendered(withColour: false)
  }

  @Test func everyKeyIsNamedWithItsSecrets() {
    Golden.expect(Self.text(Self.keys), matches: "impact/ended-keys.txt")
  }

  @Test func nothingIsSaidWhereNoKeyEnds() {
    #expect(!Self.text([]).contains("Keys that end"))
    #expect(Self.text([]).contains("narrow.\n"))
    #expect(Self.text([Self.keys[0]]).contains("narrow; 1 key ends.\n"))
  }

  @Test func manyAreCountedUnlessAllAreWanted() {
    let many = (0..<20).map { _ in Self.keys[0] }
    #expect(
      Self.text(many).contains("\n  ... and 12 more with 24 live secrets (--full lists them)\n"))
    #expect(Self.text(many, isFull: true).components(of: "AK0123456789ABCDEFGHJA") == 20)
    var effects = PlanEffects.none
    effects.endedKeys = many
    var text = StyledText()
    ImpactText(isFull: false, namesEveryKey: true).append(effects, to: &text)
    #expect(text.rendered(withColour: false).components(of: "AK0123456789ABCDEFGHJA") == 20)
  }

  @Test func theDocumentHoldsThem() {
    let document = String(
      decoding: PlanJSON.bytes(of: Self.plan(Array(Self.keys.prefix(1)))), as: UTF8.self)
    let flat = document.filter { $0 != "\n" && $0 != " " }
    #expect(
      flat.contains(
        #""endedKeys":[{"key":"AK0123456789ABCDEFGHJA","#
          + #""principal":"TraderAuthorization/harbour-capital/gus-tam","name":"desk-bot","#
          + #""user":"gus-tam","cause":"withdrawal","#
          + #""secrets":[{"number":1,"until":"2026-11-27T03:10:00Z"},{"number":2,"until":null}]}]"#)
    )
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { split(separator: part).count - 1 }
}
