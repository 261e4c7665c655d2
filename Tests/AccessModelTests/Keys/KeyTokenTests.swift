import Diagnostics
import TestSupport
import Testing

@testable import AccessModel

struct KeyTokenTests {
  @Test(arguments: Deployment.Environment.all)
  func aTokenIsItsPrefixThirtyRandomCharactersAndSixOfChecksum(
    _ environment: Deployment.Environment
  ) {
    var drawn = DrawnTokens(seed: 401)
    for _ in 0..<200 {
      let token = drawn.token(for: environment)
      let bytes = token.withBytes { Array($0) }
      let prefix = "mdt_\(environment.rawValue)_"
      #expect(bytes.starts(with: prefix.utf8))
      #expect(bytes.count == prefix.utf8.count + 36)
      #expect(bytes.dropFirst(prefix.utf8.count).allSatisfy(DrawnTokens.alphabet.contains))
      let digest = KeyToken.digest(ofPresented: Text(bytes), in: environment)
      #expect(digest == Digest.of(bytes))
      #expect(digest == token.digest)
    }
  }

  @Test func aTokenOfAnotherEnvironmentIsRefused() {
    var drawn = DrawnTokens(seed: 402)
    for made in Deployment.Environment.all {
      let bytes = drawn.bytes(for: made)
      for asked in Deployment.Environment.all where asked != made {
        #expect(KeyToken.digest(ofPresented: Text(bytes), in: asked) == nil)
        // The checksum covers the prefix, so that a changed prefix does not help.
        let moved = Array("mdt_\(asked.rawValue)_".utf8) + bytes.suffix(36)
        #expect(KeyToken.digest(ofPresented: Text(moved), in: asked) == nil)
      }
    }
  }

  @Test func whatIsAroundATokenIsNotForgiven() {
    var drawn = DrawnTokens(seed: 403)
    let bytes = drawn.bytes(for: .prod)
    let others: [[UInt8]] = [
      [], Array("mdt_prod_".utf8), Array(bytes.dropLast()), Array(bytes.dropFirst()),
      bytes + [0x0A],
      bytes + [0x30], [0x20] + bytes, bytes + bytes, Array(bytes.dropLast(6)),
      Array("MDT_PROD_".utf8) + bytes.suffix(36),
    ]
    for other in others {
      #expect(KeyToken.digest(ofPresented: Text(other), in: .prod) == nil)
    }
  }

  /// T44: whatever one slip of the hand makes of a token is no token.
  @Test func everyChangeOfOneCharacterIsRefused() async throws {
    try await forEachSeed(of: "key token edits", cases: LongRun.cases(150, long: 1_000)) { random in
      var bytes = Self.drawn(&random)
      let outside: [UInt8] = [0, 0x20, 0x2B, 0x2D, 0x2E, 0x2F, 0x5F, 0x7F, 0x80, 0xC3, 0xFF]
      var tried = 0
      for place in bytes.indices {
        let own = bytes[place]
        for other in DrawnTokens.alphabet + outside where other != own {
          bytes[place] = other
          tried += 1
          #expect(KeyToken.digest(ofPresented: Text(bytes), in: .prod) == nil)
        }
        bytes[place] = own
      }
      #expect(tried >= 36 * 72)
      #expect(KeyToken.digest(ofPresented: Text(bytes), in: .prod) != nil)
    }
  }

  @Test func everySwapOfUnequalNeighboursIsRefused() async throws {
    try await forEachSeed(of: "key token swaps", cases: LongRun.cases(400, long: 10_000)) {
      random in
      var bytes = Self.drawn(&random)
      for place in bytes.indices.dropLast() where bytes[place] != bytes[place + 1] {
        bytes.swapAt(place, place + 1)
        #expect(KeyToken.digest(ofPresented: Text(bytes), in: .prod) == nil)
        bytes.swapAt(place, place + 1)
      }
      #expect(KeyToken.digest(ofPresented: Text(bytes), in: .prod) != nil)
    }
  }

  private static func drawn(_ random: inout SeededRandom) -> [UInt8] {
    var drawn = DrawnTokens(seed: random.next())
    return drawn.bytes(for: .prod)
  }

  /// The check value of the catalogue of parametrised CRC algorithms, and others known since long.
  @Test(
    arguments: [
      ("", 0x0000_0000), ("a", 0xE8B7_BE43), ("abc", 0x3524_41C2), ("123456789", 0xCBF4_3926),
      ("message digest", 0x2015_9D7F),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ] as [(String, UInt32)])
  func theChecksumIsTheOneThatEverybodyKnows(_ text: String, _ expected: UInt32) {
    #expect(CRC32.of(Array(text.utf8)) == expected)
  }

  @Test func theChecksumIsWrittenInSixDigitsTheHighestFirst() {
    // 0xCBF43926 = 3421780262 = 3·62⁵ + 45·62⁴ + 35·62³ + 27·62² + 22·62 + 14
    #expect(KeyToken.checksum(of: Array("123456789".utf8)) == Array("3jZRME".utf8))
    #expect(KeyToken.checksum(of: []) == Array("000000".utf8))
  }
}
