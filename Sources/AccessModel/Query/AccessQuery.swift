package import Diagnostics

/// A query over calls: principal, endpoint, class, account and network beside what resources have.
///
/// It holds for a principal when one call that the principal can make satisfies all of it at once.
/// `!=` is the opposite of `=` for each call, so an endpoint that needs no account satisfies every
/// `account!=`. Of networks it compares all addresses of the principal: `network=BLOCK` shares one
/// with the block, `network<BLOCK` has none outside it, `network>BLOCK` has all of it, and
/// `network=any` has every address of IPv4 or of IPv6.
package struct AccessQuery: Hashable, Sendable {
  package let query: Query

  /// Throws `query-malformed` for a value that no call can have: the query would always be false.
  package init(_ query: Query) throws(FormatProblem) {
    try Self.check(query.condition)
    self.query = query
  }

  package init(parsing text: Text) throws(FormatProblem) {
    try self.init(Query(parsing: text))
  }

  /// Whether it asks for a call, and not only who the principal is.
  package var asksForCalls: Bool { query.condition.asksForCalls }

  /// Whether a principal can make a call that satisfies the query.
  ///
  /// A query that asks for no call is held against the principal's own resource, whatever access it
  /// has. To ask of many principals make one `AccessMatcher`.
  package func matches(_ principal: PrincipalAddress, in view: AccessView) -> Bool {
    AccessMatcher(self, in: view).matches(principal)
  }

  // MARK: Values

  private static func check(_ condition: Query.Condition) throws(FormatProblem) {
    switch condition {
    case .comparison(let comparison): try check(comparison)
    case .not(let inner): try check(inner)
    case .and(let left, let right), .or(let left, let right):
      try check(left)
      try check(right)
    }
  }

  private static func check(_ comparison: Query.Comparison) throws(FormatProblem) {
    switch comparison.field.string {
    case "class":
      for word in try comparison.test.words where EndpointTable.RiskClass(word) == nil {
        throw FormatProblem(
          .queryMalformed, "there is no class `\(word)`",
          help: ["write read, trade, funds or admin"])
      }
    case "network": _ = try NetworkTest(comparison.test)
    default: break
    }
  }
}

extension Query.Test {
  /// The words that a field with few values is compared with; throws for an order of them.
  fileprivate var words: [Text] {
    get throws(FormatProblem) {
      switch self {
      case .equals(let word), .differs(let word): return [word]
      case .isOneOf(let words): return words
      case .matches: return []
      case .below, .above:
        throw FormatProblem(
          .queryMalformed, "classes have no order", help: ["compare class with = != ~ or in"])
      }
    }
  }
}

extension Query.Condition {
  fileprivate var asksForCalls: Bool {
    switch self {
    case .comparison(let comparison):
      ["endpoint", "class", "account", "network"].contains(comparison.field.string)
    case .not(let inner): inner.asksForCalls
    case .and(let left, let right), .or(let left, let right):
      left.asksForCalls || right.asksForCalls
    }
  }
}
