import Diagnostics
import TestSupport
import Testing

@testable import AccessModel

@Suite(.enabled(if: PythonOracle.isAvailable(with: "zlib")))
struct KeyTokenOracleTests {
  /// Python answers with what the checksum of each text must be, in digits of base 62.
  private static let source = """
    import sys, zlib
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    def written(value):
        return "".join(digits[value // 62 ** place % 62] for place in range(5, -1, -1))
    for line in sys.stdin:
        print(" ".join(written(zlib.crc32(bytes.fromhex(one))) for one in line.split()))
    """

  @Test func theChecksumAgreesWithZlib() throws {
    var random = SeededRandom(seed: 407)
    let texts = (0..<2_000).map { number -> [UInt8] in
      (0..<number % 130 + 1).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
    let oracle = try PythonOracle(source: Self.source)
    let question = texts.map { $0.map { Self.hexadecimal($0) }.joined() }.joined(separator: " ")
    let answers = try oracle.ask(question).split(separator: " ")
    try #require(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) {
      #expect(KeyToken.checksum(of: text) == Array(answer.utf8))
    }
  }

  /// What Python makes with no line of ours is a token of ours.
  @Test func aTokenWhoseChecksumZlibMadeIsTaken() throws {
    var random = SeededRandom(seed: 408)
    let bodies = (0..<500).map { _ in
      Array("mdt_prod_".utf8) + (0..<30).map { _ in random.pick(DrawnTokens.alphabet) }
    }
    let oracle = try PythonOracle(source: Self.source)
    let question = bodies.map { $0.map { Self.hexadecimal($0) }.joined() }.joined(separator: " ")
    let answers = try oracle.ask(question).split(separator: " ")
    try #require(answers.count == bodies.count)
    for (body, answer) in zip(bodies, answers) {
      let token = Text(body + Array(answer.utf8))
      #expect(KeyToken.digest(ofPresented: token, in: .prod) != nil)
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
