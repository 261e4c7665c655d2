import Diagnostics

/// A comparison of `network` with blocks that were read once.
struct NetworkTest: Hashable, Sendable {
  private enum Test: Hashable {
    case isWhole
    case overlaps(AddressSet)
    case isWithin(AddressSet)
    case covers(AddressSet)
    case anyOf([Test])
    case not([Test])
    case matches(Text)
  }

  private let test: Test

  /// Throws `query-malformed` for a value that is neither `any` nor a block of addresses.
  init(_ test: Query.Test) throws(FormatProblem) { self.test = try Self.read(test) }

  func holds(for networks: AddressSet) -> Bool { Self.holds(test, for: networks) }

  private static func read(_ test: Query.Test) throws(FormatProblem) -> Test {
    switch test {
    case .equals(let value): try equality(with: value)
    case .differs(let value): .not([try equality(with: value)])
    case .isOneOf(let values):
      .anyOf(try values.map { (value) throws(FormatProblem) in try equality(with: value) })
    case .below(let value): .isWithin(isAny(value) ? .all : try block(value))
    case .above(let value): isAny(value) ? .isWhole : .covers(try block(value))
    case .matches(let glob): .matches(glob)
    }
  }

  private static func equality(with value: Text) throws(FormatProblem) -> Test {
    isAny(value) ? .isWhole : .overlaps(try block(value))
  }

  private static func isAny(_ value: Text) -> Bool { value.is("any") }

  private static func block(_ value: Text) throws(FormatProblem) -> AddressSet {
    do throws(FormatProblem) {
      return AddressSet([try CIDR(parsing: value)])
    } catch {
      throw FormatProblem(
        .queryMalformed, "network is compared with any or a block: \(error.message)",
        help: error.help)
    }
  }

  private static func holds(_ test: Test, for networks: AddressSet) -> Bool {
    switch test {
    case .isWhole: networks.isWholeInternet(.v4) || networks.isWholeInternet(.v6)
    case .overlaps(let block): networks.overlaps(block)
    case .isWithin(let block): networks.isSubset(of: block)
    case .covers(let block): block.isSubset(of: networks)
    case .anyOf(let tests): tests.contains { holds($0, for: networks) }
    case .not(let tests): !tests.contains { holds($0, for: networks) }
    case .matches(let glob): networks.blocks.contains { Glob(glob).matches($0.text) }
    }
  }
}
