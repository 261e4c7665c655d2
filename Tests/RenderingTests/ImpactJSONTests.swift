import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

/// The document against a plain writer that knows nothing of groups and shares.
@Suite struct ImpactJSONTests {
  private static func quoted(_ texts: [String]) -> String {
    "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  private static func plain(_ share: AccessShare) -> String {
    var endpoints: [String: String] = [:]
    for group in share.groups {
      for id in group.endpoints {
        endpoints[id.string] = group.accounts.map { quoted($0.map(\.string)) } ?? "null"
      }
    }
    let members = endpoints.sorted { Text($0.key) < Text($1.key) }
      .map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
    let networks = quoted(share.networks.map(\.description))
    return "{\"endpoints\":{\(members)},\"networks\":\(networks)}"
  }

  private static func plain(_ impact: AccessImpact) -> String {
    "    {\"principal\":\"\(impact.principal)\",\"gained\":\(plain(impact.gained)),"
      + "\"lost\":\(plain(impact.lost)),\"keys\":\(quoted(impact.keys.map(\.string))),"
      + "\"because\":\(quoted(impact.because.map(\.text)))}"
  }

  @Test func itSaysWhatAPlainWriterSays() async throws {
    try await forEachSeed(of: "impact json", cases: 100) { random in
      let effects = ImpactSamples.random(&random)
      let document = String(
        decoding: PlanJSON.bytes(of: ImpactSamples.plan([], effects)), as: UTF8.self)
      let lines = document.split(separator: "\n")
      let start = lines.firstIndex { $0.hasPrefix("  \"access\":") } ?? 0
      let access = effects.access.map(Self.plain)
      let found = lines[(start + 1)...].prefix(access.count).map {
        $0.hasSuffix(",") ? String($0.dropLast()) : String($0)
      }
      #expect(found == access)
      let everything = effects.access.filter(\.isEverything).map { "    \"\($0.principal)\"" }
      let place = lines.firstIndex { $0.hasPrefix("  \"everything\":") } ?? 0
      let named = lines[(place + 1)...].prefix(everything.count).map {
        $0.hasSuffix(",") ? String($0.dropLast()) : String($0)
      }
      #expect(named == everything)
      #expect(document.contains("\n    \"widening\": \(effects.widening),\n"))
      #expect(document.contains("\n    \"narrowing\": \(effects.narrowing)\n"))
    }
  }

  @Test func classesStandInTheOrderOfIds() {
    let share = ImpactSamples.share([ImpactSamples.group("b.order.x a.list c.journal.y", on: nil)])
    var effects = ImpactSamples.effects([
      ImpactSamples.impact(ImpactSamples.trader("amy"), gained: share)
    ])
    effects.unchanged = 3
    let document = String(
      decoding: PlanJSON.bytes(of: ImpactSamples.plan([], effects)), as: UTF8.self)
    #expect(
      document.contains(
        """
          "classes": {
            "a.list": "read",
            "b.order.x": "trade",
            "c.journal.y": "funds"
          },
          "everything": [],
          "unchanged": 3,
          "handovers": [],
          "endedKeys": [],
          "later": [],
        """))
  }
}
