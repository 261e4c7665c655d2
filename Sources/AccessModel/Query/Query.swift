package import Diagnostics

/// An expression of the one query language: comparisons joined by `and`, `or`, `not`.
package struct Query: Hashable, Sendable {
  package let text: Text
  package let condition: Condition

  package indirect enum Condition: Hashable, Sendable {
    case comparison(Comparison)
    case not(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)
  }

  package struct Comparison: Hashable, Sendable {
    package let field: Text
    package let test: Test
  }

  package enum Test: Hashable, Sendable {
    case equals(Text)
    case differs(Text)
    case below(Text)
    case above(Text)
    case isOneOf([Text])
    /// A glob: `*` any run, `?` one character.
    case matches(Text)
  }

  /// Throws `query-malformed` with the place and what was expected there.
  package init(parsing text: Text) throws(FormatProblem) {
    var parser = QueryParser(text)
    condition = try parser.parse()
    self.text = text
  }

  /// Whether it compares something that only access has.
  package var looksAtAccess: Bool { condition.looksAtAccess }

  /// Whether any comparison is about a field.
  package func compares(_ field: StaticString) -> Bool { condition.compares(field) }

  /// The fields that a query may compare.
  package static func isField(_ name: Text) -> Bool {
    let fixed: [StaticString] = [
      "kind", "name", "institution", "institution.tier", "desk", "principal", "user", "endpoint",
      "class", "account", "network", "owner",
    ]
    if fixed.contains(where: { name.is($0) }) { return true }
    return (name.hasPrefix("labels.") && name.count > 7)
      || (name.hasPrefix("spec.") && name.count > 5)
  }
}

extension Query {
  /// Whether the query holds where `values` gives the texts of a field: none, one, or a set's.
  ///
  /// A comparison holds when one of the texts satisfies it; `!=` when none equals.
  package func holds(values: (Text) -> [Text]) -> Bool { condition.holds(values: values) }
}

extension Query.Condition {
  fileprivate func compares(_ field: StaticString) -> Bool {
    switch self {
    case .comparison(let comparison): comparison.field.is(field)
    case .not(let inner): inner.compares(field)
    case .and(let left, let right), .or(let left, let right):
      left.compares(field) || right.compares(field)
    }
  }

  fileprivate var looksAtAccess: Bool {
    switch self {
    case .comparison(let comparison):
      ["principal", "user", "endpoint", "class", "account", "network"]
        .contains(comparison.field.string)
    case .not(let inner): inner.looksAtAccess
    case .and(let left, let right), .or(let left, let right):
      left.looksAtAccess || right.looksAtAccess
    }
  }

  fileprivate func holds(values: (Text) -> [Text]) -> Bool {
    switch self {
    case .comparison(let comparison): comparison.test.holds(for: values(comparison.field))
    case .not(let inner): !inner.holds(values: values)
    case .and(let left, let right): left.holds(values: values) && right.holds(values: values)
    case .or(let left, let right): left.holds(values: values) || right.holds(values: values)
    }
  }
}

extension Query.Test {
  /// Whether one of the texts satisfies the test; for `!=` whether none equals.
  func holds(for values: [Text]) -> Bool {
    switch self {
    case .equals(let wanted): values.contains(wanted)
    case .differs(let wanted): !values.contains(wanted)
    case .below(let bound): values.contains { Self.compare($0, bound) == .less }
    case .above(let bound): values.contains { Self.compare($0, bound) == .greater }
    case .isOneOf(let wanted): values.contains(where: wanted.contains)
    case .matches(let glob): values.contains { Glob(glob).matches($0) }
    }
  }

  private enum Order { case less, equal, greater }

  /// Whole numbers by size, instants by time, everything else by bytes.
  private static func compare(_ left: Text, _ right: Text) -> Order {
    if let one = Int64(left.string), let other = Int64(right.string) { return order(one, other) }
    if let one = try? Instant(parsing: left), let other = try? Instant(parsing: right) {
      return order(one, other)
    }
    return order(left, right)
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Order {
    if left == right { return .equal }
    return left < right ? .less : .greater
  }
}
