package import Diagnostics

extension Query {
  /// What the query says by some of its fields alone; nil when that is nothing.
  ///
  /// It holds wherever the query itself could hold for some value of the other fields, so that
  /// `class=trade and desk=options` comes to `desk=options` where only `desk` is kept.
  package func relaxed(keeping isKept: (Text) -> Bool) -> Query? {
    condition.relaxed(isNegated: false, isKept).map { Query(of: text, $0) }
  }

  private init(of text: Text, _ condition: Condition) {
    self.text = text
    self.condition = condition
  }

  /// Whether it compares a field anywhere.
  package func mentions(_ field: StaticString) -> Bool { condition.mentions(field) }

  /// Whether a field speaks of a call, and not of who makes it.
  package static func isOfCalls(_ field: Text) -> Bool {
    let fields: [StaticString] = ["endpoint", "class", "account", "network"]
    return fields.contains { field.is($0) }
  }
}

extension Query.Condition {
  fileprivate func mentions(_ field: StaticString) -> Bool {
    switch self {
    case .comparison(let comparison): comparison.field.is(field)
    case .not(let inner): inner.mentions(field)
    case .and(let left, let right), .or(let left, let right):
      left.mentions(field) || right.mentions(field)
    }
  }

  /// Weaker than the condition, or than its opposite; nil for what may always hold.
  fileprivate func relaxed(isNegated: Bool, _ isKept: (Text) -> Bool) -> Query.Condition? {
    switch self {
    case .comparison(let comparison):
      guard isKept(comparison.field) else { return nil }
      return isNegated ? .not(self) : self
    case .not(let inner): return inner.relaxed(isNegated: !isNegated, isKept)
    case .and(let left, let right), .or(let left, let right):
      let sides = [left, right].map { $0.relaxed(isNegated: isNegated, isKept) }
      return isConjunction == isNegated ? Self.either(sides[0], sides[1]) : Self.both(sides)
    }
  }

  private var isConjunction: Bool {
    if case .and = self { true } else { false }
  }

  private static func both(_ sides: [Query.Condition?]) -> Query.Condition? {
    let known = sides.compactMap { $0 }
    return known.count == 2 ? .and(known[0], known[1]) : known.first
  }

  /// One of two of which nothing is known may always hold, and then so may either.
  private static func either(
    _ left: Query.Condition?, _ right: Query.Condition?
  ) -> Query.Condition? {
    guard let left, let right else { return nil }
    return .or(left, right)
  }
}
