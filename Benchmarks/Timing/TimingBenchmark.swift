import AccessModel
import Diagnostics

/// Whether it can be told by the clock how near a presented secret is to one that is known.
struct TimingBenchmark {
  private static let calls = 1_000_000
  /// A leak is there each time; chance is not.
  private static let attempts = 3
  private static let token = Digest.of(Array("the token of a key".utf8))

  /// Gives whether a comparison that stops early is seen, and ours is not.
  func run() -> Bool {
    print("timing of \(Self.calls) calls a pair, greatest |t| over croppings, at most 4.5")
    let planted = judge("a comparison that stops at the first difference") {
      Self.isSameEarly($0)
    }
    let own = judge("the comparison of digests") { Self.token.isSame(as: $0) }
    // A last byte alone hides in the noise even from a comparison that stops early.
    let isPlantedSeen = planted.filter { $0 > TimingTest.distanceMax }.count >= 3
    if !isPlantedSeen { print("MISSED: the comparison that stops early was not seen") }
    // WHY all of them: a few hundred secrets near to one known would be told apart by the places where
    // chance puts them in the table, which says nothing about how near they are.
    let known = Self.secrets
    let index = Self.index(of: known)
    let lookUp = judge("the look-up of a token", TimedPair.near, known: known) {
      index.find($0) != nil
    }
    let isTight = (own + lookUp).allSatisfy { $0 <= TimingTest.distanceMax }
    if !isTight { print("LEAK: time tells presented secrets apart") }
    return isPlantedSeen && isTight
  }

  /// What a thousand keys have, one secret each.
  private static let secrets = (0..<1_000).map { Digest.of(Array("token \($0)".utf8)) }

  private static func index(of secrets: [Digest]) -> KeyIndex {
    let principal = PrincipalAddress(.trader(institution: "harbour", authorization: "amy"))
    return KeyIndex(
      secrets.enumerated().map { number, secret in
        var key = KeyRecord(
          id: Text("AK\(number)"), product: .trader, principal: principal, name: "bot", user: "amy",
          registeredAt: .last, texts: [])
        key.generations = [SecretGeneration(number: 1, secret: secret, madeAt: .last)]
        return key
      })
  }

  private func judge(
    _ title: String, _ pairs: [TimedPair] = TimedPair.allCases, known: [Digest] = [token],
    _ body: (Digest) -> Bool
  ) -> [Double] {
    pairs.map { pair in
      var least = Double.infinity
      for attempt in 0..<Self.attempts where least > TimingTest.distanceMax {
        let test = TimingTest(calls: Self.calls, known: known.map(\.bytes), seed: UInt64(attempt))
        least = min(least, test.distance(pair, body))
      }
      let verdict = least <= TimingTest.distanceMax ? "alike" : "told apart"
      print("\(title): \(pair.rawValue): |t| \(decimal(least, 1)), \(verdict)")
      return least
    }
  }

  /// What a careless comparison does, to see that the test sees it.
  @inline(never) private static func isSameEarly(_ other: Digest) -> Bool {
    unsafe token.withBytes { own in
      unsafe other.withBytes { presented in
        for place in 0..<32 {
          if unsafe own[place] != presented[place] { return false }
        }
        return true
      }
    }
  }
}
