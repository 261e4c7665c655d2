/// Estates with one change each that touches the access of very many.
enum ImpactEstate: String, CaseIterable {
  /// A new account where 250 people trade on whatever accounts there are.
  case account
  /// A new endpoint below the wildcards of a thousand people in ten institutions.
  case row
  /// An edit of the tier of a thousand institutions.
  case tier

  var title: String {
    switch self {
    case .account: "one account, 250 traders"
    case .row: "one endpoint, 1000 wildcards"
    case .tier: "one tier, 1000 institutions"
    }
  }

  /// What the change must be found to do; counted from how the estates are written.
  var expected: ExpectedImpact {
    switch self {
    case .account:
      // All of the market to read (5 groups x 6), of trading also what trades (4 x 9), and assets to
      // read (2 x 6).
      ExpectedImpact(
        principals: 250, unchanged: 20, gained: 78, lost: 0, accounts: ["added"],
        because: "Account/harbour/added")
    case .row:
      ExpectedImpact(
        principals: 1_000, unchanged: 100, gained: 1, lost: 0,
        accounts: ["book-0", "book-1", "book-2", "book-3", "book-4"],
        because: "EndpointCatalogue/bench-api")
    case .tier:
      // Ten functions of `trade.option` come, and of `asset.balance` and `asset.position` go.
      ExpectedImpact(
        principals: 1_000, unchanged: 0, gained: 10, lost: 20, accounts: ["book-0", "book-1"],
        because: "Tier/standard")
    }
  }
}

/// What is alike for every principal that a change touches.
struct ExpectedImpact {
  let principals: Int
  /// How many others of the institutions concerned keep what they have.
  let unchanged: Int
  let gained: Int
  let lost: Int
  /// On which accounts every endpoint is gained and lost.
  let accounts: [String]
  let because: String
}
