import AccessModel
import Diagnostics
import TestSupport
import Testing

/// The keys of a principal, counted and explained.
@Suite struct LiveKeysTests {
  private func count(_ estate: Estate, _ principal: Text, from address: Text? = nil) -> String {
    let keys = estate.view().liveKeys(
      of: Estate.principal(principal), from: address.map(Estate.ip))
    return "\(keys.currentCount)+\(keys.retiringCount)"
  }

  @Test func `A secret in its tail is counted apart, and a dead one not at all`() {
    var key = Estate.amysKey
    key.generations[0].until = Estate.instant("2026-11-20T09:00:01Z")
    key.generations.append(Estate.generation(2, Estate.token("second")))
    #expect(count(.keyed.with(key), Estate.amy) == "1+1")
    key.generations[0].until = Estate.now
    #expect(count(.keyed.with(key), Estate.amy) == "1+0")
    key.generations[1].isDelivered = false
    #expect(count(.keyed.with(key), Estate.amy) == "0+0")
    #expect(count(.keyed, Estate.phone) == "1+0")
    #expect(count(.keyed.with(Estate.gwensKey.ended(on: Estate.made)), Estate.phone) == "0+0")
  }

  @Test func `A stopped key and one that may not be used from there are not counted`() {
    var estate = Estate.keyed
    estate.suspend(Estate.amysKey.address.text)
    #expect(count(estate, Estate.amy) == "0+0")
    var bound = Estate.robotsKey
    bound.networks = [CIDR(Estate.ip("203.0.113.0"), prefixLength: 26)]
    #expect(count(.keyed.with(bound), Estate.robot) == "1+0")
    #expect(count(.keyed.with(bound), Estate.robot, from: "203.0.113.9") == "1+0")
    #expect(count(.keyed.with(bound), Estate.robot, from: "192.0.2.1") == "0+0")
  }

  @Test func `What stands in a key's way begins with the reason of the decision`() async throws {
    try await forEachSeed(of: "obstacles of keys", cases: LongRun.cases(60, long: 6_000)) {
      random in
      let estate = random.estate()
      let instant = random.instant()
      let view = estate.view(at: instant)
      let decider = AccessDecider(view.register)
      for key in view.register.keys where key.registeredAt <= instant {
        for _ in 0..<6 {
          let question = random.question()
          guard let place = decider.place(ofEndpoint: question.endpoint),
            view.inForce.contains(place), question.account != nil,
            let standing = view.standing(
              of: key.principal, key: key, place, account: question.account,
              address: question.address)
          else { continue }
          let reason = decider.decide(
            .keyID(key.id), place: place, account: question.account, address: question.address,
            at: instant)
          #expect(standing.reason == reason, "\(key.id) asks \(question)")
        }
      }
    }
  }
}
