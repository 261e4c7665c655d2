import AccessModel
import Diagnostics
import TestSupport
import Testing

/// A decider that is told what moved answers like one that is made anew.
@Suite struct ReplacementTests {
  /// Everything that is asked of either decider, at any second.
  private func expectSame(
    _ one: AccessDecider, _ other: AccessDecider, _ random: inout SeededRandom, _ estate: Estate
  ) {
    for _ in 0..<30 {
      let question = random.question()
      let instant = random.instant()
      let callers: [AccessDecider.Caller] = [
        .principal(question.principal.text),
        .keyID(SeededRandom.keyID(of: question.principal.text, random.pick(SeededRandom.keyNames))),
        .token(
          Estate.token(
            SeededRandom.keyID(of: question.principal.text, random.pick(SeededRandom.keyNames)),
            in: estate.deployment.environment)),
      ]
      for caller in callers {
        let answers = [one, other].map {
          $0.decide(
            caller, place: $0.place(ofEndpoint: question.endpoint), account: question.account,
            address: question.address, at: instant)
        }
        #expect(answers[0] == answers[1], "\(caller) asks \(question) at \(instant)")
      }
    }
  }

  private func decider(_ estate: Estate) -> AccessDecider {
    AccessDecider(AccessRegister(estate.resources.values, deployment: estate.deployment))
  }

  @Test func `Told what moved, it answers as if made anew`() async throws {
    try await forEachSeed(of: "replacements", cases: LongRun.cases(40, long: 4_000)) { random in
      var estate = random.estate()
      let followed = decider(estate)
      for _ in 0..<4 {
        var other = random.estate()
        other.deployment = estate.deployment
        let moved = ["", "harbour", "meridian"].filter { _ in random.oneIn(2) }
        // Now and then a firm, or everything common, is gone altogether.
        let gone = moved.filter { _ in random.oneIn(8) }
        estate.removeAll { moved.contains($0.institution.string) }
        for resource in other.resources.values
        where moved.contains(resource.address.institution.string)
          && !gone.contains(resource.address.institution.string)
        {
          estate.put(resource)
        }
        let groups = Dictionary(grouping: estate.resources.values) { $0.address.institution }
        followed.replace(
          common: moved.contains("") ? groups[.empty] ?? [] : nil,
          institutions: Dictionary(
            uniqueKeysWithValues: moved.filter { !$0.isEmpty }.map {
              (Text($0), groups[Text($0)] ?? [])
            }))
        expectSame(followed, decider(estate), &random, estate)
      }
    }
  }
}
