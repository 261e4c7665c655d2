import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

/// Folding must lose nobody, name nobody twice and depend on nothing but what is folded.
@Suite struct ImpactFoldingTests {
  /// How many principals the lines of one side stand for.
  private static func counted(_ text: String, mark: Character) -> Int {
    var count = 0
    for line in text.split(separator: "\n") where line.hasPrefix("  \(mark) ") {
      let words = line.dropFirst(4).split(separator: " ")
      // Names of samples begin with a letter, counts with a digit.
      count += words.first.flatMap { Int($0) } ?? 1
    }
    return count
  }

  @Test func everybodyConcernedIsCountedOnEachSideOnce() async throws {
    try await forEachSeed(of: "impact counts", cases: 150) { random in
      let effects = ImpactSamples.random(&random)
      for isFull in [false, true] {
        let text = ImpactTextTests.text(effects, isFull: isFull)
        #expect(Self.counted(text, mark: "-") == effects.narrowing)
        #expect(Self.counted(text, mark: "+") == effects.widening)
      }
    }
  }

  @Test func howEndpointsAreGroupedIsNotSeen() async throws {
    try await forEachSeed(of: "impact groups", cases: 150) { random in
      let effects = ImpactSamples.random(&random)
      let other = ImpactSamples.regrouped(effects, &random)
      for isFull in [false, true] {
        let text = ImpactTextTests.text(effects, isFull: isFull)
        #expect(ImpactTextTests.text(other, isFull: isFull) == text)
      }
      #expect(
        PlanJSON.bytes(of: ImpactSamples.plan([], effects))
          == PlanJSON.bytes(of: ImpactSamples.plan([], other)))
    }
  }

  @Test func fullListsEveryNameEndpointAccountAndKey() async throws {
    try await forEachSeed(of: "impact full", cases: 60) { random in
      let effects = ImpactSamples.random(&random)
      let text = ImpactTextTests.text(effects, isFull: true)
      let words = Set(text.split { " \n,{};:".contains($0) }.map(String.init))
      for impact in effects.access {
        for group in impact.gained.groups + impact.lost.groups {
          for id in group.endpoints {
            let leaf = String(id.string.split(separator: ".").last ?? "")
            #expect(words.contains(id.string) || words.contains { $0.hasPrefix(leaf) })
          }
          for account in group.accounts ?? [] { #expect(words.contains(account.string)) }
        }
        for key in impact.keys { #expect(words.contains(key.string)) }
        let name = String(impact.principal.description.split(separator: "/").last ?? "")
        #expect(words.contains { $0.hasSuffix(name) })
      }
      #expect(!text.contains("--full"))
    }
  }

  @Test func linesFitATerminalAndStayFew() async throws {
    try await forEachSeed(of: "impact lines", cases: 150) { random in
      let lines = ImpactTextTests.text(ImpactSamples.random(&random)).split(separator: "\n")
      for line in lines { #expect(line.utf8.count <= 80, "\(line)") }
      #expect(lines.count <= 130)
    }
  }

  @Test func twentyThousandImpactsAreAFewLines() {
    let effects = ImpactSamples.wide(institutions: 1_000, traders: 20)
    let text = ImpactTextTests.text(effects)
    #expect(text.split(separator: "\n").count < 15)
    #expect(text.contains("1000 traders at 1000 institutions"))
    #expect(text.contains("19000 traders at 1000 institutions"))
  }
}
