import Diagnostics
import TestSupport
import Testing

@testable import AccessModel

struct KeyTokenRandomTests {
  /// Every character is equally likely at every place: Pearson's test, 61 degrees of freedom.
  ///
  /// The bounds leave out one of a million tables at either end. Fewer tokens than this would not
  /// show that 256 is no multiple of 62.
  @Test func everyCharacterIsEquallyLikelyAtEveryPlace() {
    let tokens = LongRun.cases(100_000, long: 10_000_000)
    var counts = [Int](repeating: 0, count: 30 * 256)
    var drawn = DrawnTokens(seed: 404)
    for _ in 0..<tokens {
      drawn.token(for: .uat).withBytes { bytes in
        for place in 0..<30 { counts[place << 8 | Int(bytes[8 + place])] += 1 }
      }
    }
    let expected = Double(tokens) / 62
    for place in 0..<30 {
      let square = DrawnTokens.alphabet.reduce(0.0) { sum, character in
        let miss = Double(counts[place << 8 | Int(character)]) - expected
        return sum + miss * miss / expected
      }
      #expect((23...131).contains(square), "place \(place): \(square)")
    }
  }

  @Test func noTwoTokensAndNoTwoKeyIDsAreTheSame() {
    let count = LongRun.cases(50_000, long: 1_000_000)
    var drawn = DrawnTokens(seed: 405)
    var tokens: Set<[UInt8]> = []
    var ids: Set<Text> = []
    for _ in 0..<count {
      tokens.insert(drawn.bytes(for: .sandbox))
      ids.insert(drawn.keyID())
    }
    #expect(tokens.count == count)
    #expect(ids.count == count)
  }

  @Test func aTokenIsMadeOfWhatTheGeneratorGaveAndOfNothingElse() {
    // 248 and above are passed over, for 256 is no multiple of 62.
    let token = KeyToken(for: .prod) { pool in
      for place in pool.indices {
        pool[place] = place % 3 == 0 ? UInt8(248 + place % 8) : UInt8(place)
      }
    }
    let body = token.withBytes { Array($0.dropFirst(9).prefix(30)) }
    let expected = (0..<60).filter { $0 % 3 != 0 }.map { DrawnTokens.alphabet[$0] }
    #expect(body == Array(expected.prefix(30)))
  }

  @Test func aKeyIDHasTheFormOfOne() {
    var drawn = DrawnTokens(seed: 406)
    for _ in 0..<500 {
      let id = drawn.keyID()
      #expect(KeyID.isOne(id))
      #expect(id.count == 22)
    }
    for other in [
      "", "AK", "AK0123456789ABCDEFGHJ", "AK0123456789ABCDEFGHJKM", "BK0123456789ABCDEFGHJK",
      "AK0123456789ABCDEFGHJI", "AK0123456789ABCDEFGHJL", "AK0123456789ABCDEFGHJO",
      "AK0123456789ABCDEFGHJU", "AK0123456789abcdefghjk", "ak0123456789ABCDEFGHJK",
    ] {
      #expect(!KeyID.isOne(Text(other)), "\(other)")
    }
  }
}
