import Diagnostics
import Glibc
import TestSupport
import Testing

@testable import AccessModel

/// The algebra and the parser against other people's programs.
@Suite(.enabled(if: PythonOracle.isAvailable(with: "ipaddress", "netaddr")))
struct AddressOracleTests {
  /// Two halves for each family, so that the oracles of both work at the same time.
  private static let parts = AddressFamily.allCases.flatMap { family in
    (0..<2).map { Part(family: family, half: $0) }
  }

  /// 50 000 pairs of lists, half of each family; 10^7 when the long form is asked for.
  @Test(arguments: parts)
  func theAlgebraAgreesWithPython(_ part: Part) throws {
    let oracle = try AddressOracle()
    var generator = SeededGenerator(seed: part.seed)
    for _ in 0..<LongRun.cases(25, long: 5_000) {
      let pairs = (0..<500).map { _ in
        [0, 1].map { _ in
          (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            AddressSamples.block(of: part.family, using: &generator)
          }
        }
      }
      let answers = try oracle.ask(
        pairs.map { "algebra\t" + $0.map(Self.spaced).joined(separator: "\t") })
      for (pair, answer) in zip(pairs, answers) {
        let mine = Self.answer(AddressSet(pair[0]), AddressSet(pair[1]), part.family)
        if mine == answer { continue }
        Issue.record("\(Self.spaced(pair[0])) and \(Self.spaced(pair[1])): \(answer.prefix(200))")
      }
    }
  }

  struct Part: Sendable {
    let family: AddressFamily
    let half: UInt64

    var seed: UInt64 { UInt64(family.rawValue) + 1_000 * half }
  }

  private static func spaced(_ blocks: [CIDR]) -> String {
    blocks.map(\.description).joined(separator: " ")
  }

  private static func numbers(_ blocks: [CIDR]) -> String {
    blocks.map { "\(String($0.network.bits, radix: 16))/\($0.prefixLength)" }
      .joined(separator: " ")
  }

  private static func answer(
    _ left: AddressSet, _ right: AddressSet, _ family: AddressFamily
  ) -> String {
    let count =
      left.isWholeInternet(.v6)
      ? "340282366920938463463374607431768211456"
      : family == .v4 ? "\(left.v4Count)" : "\(left.v6Count)"
    let sets = [left.union(right), left.intersection(right), left.subtracting(right)]
    let texts = sets.map { numbers($0.blocks) } + [left.isSubset(of: right) ? "1" : "0", count]
    return texts.joined(separator: "\t")
  }

  /// The differences that are wanted; in everything else both read alike and print alike.
  private static func isWanted(_ code: DiagnosticCode?, _ text: String) -> Bool {
    switch code {
    case .ipZone: text.contains("%")
    case .ipMapped, .cidrNAT64: true
    case .cidrNetmask: text.split(separator: "/").last?.contains(".") == true
    // Python reads `/024` as `/24`.
    case .cidrPrefix: text.contains("/0")
    default: false
    }
  }

  /// Python takes netmasks, host masks, zones, leading zeros in prefix lengths and IPv4 in IPv6.
  @Test func theParserAgreesWithPythonButForTheWantedDifferences() throws {
    let oracle = try AddressOracle()
    var generator = SeededGenerator(seed: 26)
    var accepted = 0
    var wanted: Set<String> = []
    for _ in 0..<LongRun.cases(8, long: 400) {
      let texts = (0..<1_000).map { _ in AddressSpellings.text(using: &generator) }
      let answers = try oracle.ask(texts.map { "network\t\($0)" })
      for (text, answer) in zip(texts, answers) {
        do throws(FormatProblem) {
          let block = try CIDR(parsing: Text(text))
          #expect(block.description == answer, "for \(text)")
          accepted += 1
        } catch  where answer != "-" {
          #expect(Self.isWanted(error.code, text), "\(error.code.name) for \(text): \(answer)")
          wanted.insert(error.code.name)
        } catch {}
      }
    }
    #expect(accepted > 1_000)
    #expect(
      wanted == ["ip-zone", "ip-mapped", "cidr-nat64", "cidr-netmask", "cidr-prefix"])
  }

  /// The third voice: the C library's strict reader, which has no wanted difference.
  @Test func theParserAgreesWithTheCLibrary() {
    var generator = SeededGenerator(seed: 27)
    var accepted = 0
    for _ in 0..<LongRun.cases(40_000, long: 5_000_000) {
      let text = AddressSpellings.address(using: &generator)
      let bytes = Array(text.utf8)[...]
      var v4 = in_addr()
      let mine4 = AddressParser.v4(bytes)
      let theirs4 = inet_pton(AF_INET, text, &v4) == 1 ? UInt32(bigEndian: v4.s_addr) : nil
      var v6 = in6_addr()
      let mine6 = AddressParser.v6(bytes)
      let theirs6 = inet_pton(AF_INET6, text, &v6) == 1 ? Self.number(v6) : nil
      if mine4 != theirs4 || mine6 != theirs6 { Issue.record("the readers differ on \(text)") }
      if mine4 != nil || mine6 != nil { accepted += 1 }
    }
    #expect(accepted > 5_000)
  }

  private static func number(_ address: in6_addr) -> UInt128 {
    withUnsafeBytes(of: address) { $0.reduce(0) { $0 << 8 | UInt128($1) } }
  }
}
