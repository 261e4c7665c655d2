package import AccessModel
package import Diagnostics

/// The exact difference that a plan makes to one principal.
package struct AccessImpact: Sendable {
  package let principal: PrincipalAddress
  package let gained: AccessShare
  package let lost: AccessShare
  /// The ids of the live keys that it reaches, those in their tail included.
  package let keys: [Text]
  /// The plan's changes that the access of the principal reads, in the order of addresses.
  package let because: [Address]
  /// Whether the principal had no access before, or has none after: it gains or loses everything.
  package let isEverything: Bool

  package init(
    principal: PrincipalAddress, gained: AccessShare, lost: AccessShare, keys: [Text],
    because: [Address], isEverything: Bool = false
  ) {
    self.principal = principal
    self.gained = gained
    self.lost = lost
    self.keys = keys
    self.because = because
    self.isEverything = isEverything
  }

  package var direction: Direction { Direction(gains: !gained.isEmpty, loses: !lost.isEmpty) }
}

/// What is gained or lost: endpoints, each with the accounts concerned, and addresses.
package struct AccessShare: Hashable, Sendable {
  /// Endpoints that are gained or lost on the same accounts.
  ///
  /// WHY groups: a hundred endpoints on the same ten accounts are one line for people and two
  /// arrays in memory, which alike principals share.
  package struct Group: Hashable, Sendable {
    /// Ids, ascending.
    package let endpoints: [Text]
    /// Names, ascending; nil for endpoints that need no account.
    package let accounts: [Text]?

    package init(endpoints: [Text], accounts: [Text]?) {
      self.endpoints = endpoints
      self.accounts = accounts
    }
  }

  /// In the order of their first endpoints; no endpoint stands in two.
  package let groups: [Group]
  /// The fewest blocks that hold the addresses, IPv4 first, ascending.
  package let networks: [CIDR]

  package init(groups: [Group], networks: [CIDR]) {
    self.groups = groups
    self.networks = networks
  }

  package static let nothing = AccessShare(groups: [], networks: [])

  package var isEmpty: Bool { groups.isEmpty && networks.isEmpty }

  /// How many endpoints are concerned.
  package var endpointCount: Int { groups.reduce(0) { $0 + $1.endpoints.count } }
}

/// Which way access moves.
package enum Direction: String, Sendable {
  case neutral, widening, narrowing, both

  package init(gains: Bool, loses: Bool) {
    switch (gains, loses) {
    case (false, false): self = .neutral
    case (true, false): self = .widening
    case (false, true): self = .narrowing
    case (true, true): self = .both
    }
  }

  package var widens: Bool { self == .widening || self == .both }

  package var narrows: Bool { self == .narrowing || self == .both }

  package func union(_ other: Direction) -> Direction {
    Direction(gains: widens || other.widens, loses: narrows || other.narrows)
  }
}
