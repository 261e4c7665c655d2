import AccessModel
import Diagnostics
import TestSupport

/// Tokens and key ids made from numbers that a seed repeats.
struct DrawnTokens {
  private var random: SeededRandom

  /// The digits that tokens are written in, least first.
  static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// The next token, held until the caller lets it go.
  mutating func token(for environment: Deployment.Environment) -> KeyToken {
    KeyToken(for: environment) { pool in fill(pool) }
  }

  /// The bytes of the next token.
  mutating func bytes(for environment: Deployment.Environment) -> [UInt8] {
    token(for: environment).withBytes { Array($0) }
  }

  mutating func keyID() -> Text {
    KeyID.make { count in (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
  }

  private mutating func fill(_ pool: UnsafeMutableRawBufferPointer) {
    var offset = 0
    while offset < pool.count {
      let number = random.next()
      for shift in 0..<min(8, pool.count - offset) {
        pool[offset + shift] = UInt8(truncatingIfNeeded: number >> UInt64(8 * shift))
      }
      offset += 8
    }
  }
}

extension Deployment.Environment {
  static let all: [Deployment.Environment] = [.prod, .sandbox, .uat]
}
