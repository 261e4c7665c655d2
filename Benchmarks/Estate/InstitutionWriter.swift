/// Writes the five files of one institution.
struct InstitutionWriter {
  let name: String
  private let number: Int
  private var numbers: SeededNumbers
  private let accounts: [String]
  private let networks = (0..<8).map { "floor-\(10 + $0)" }
  private var people: [String] = []

  private static let accountCount = 80
  private static let peopleCount = 200

  init(number: Int, seed: UInt64) {
    self.number = number
    numbers = SeededNumbers(seed: seed &+ UInt64(number))
    let firm = Names.firms[number % Names.firms.count]
    let trade = Names.trades[number / Names.firms.count % Names.trades.count]
    name = "\(firm)-\(trade)-\(padded(number, 4))"
    accounts = (0..<Self.accountCount).map {
      "\(Names.desks[$0 % Names.desks.count])-\(padded($0 / Names.desks.count + 1, 2))"
    }
    for place in 0..<Self.peopleCount {
      people.append(
        "\(numbers.pick(Names.given))-\(numbers.pick(Names.family))-\(padded(place, 3))")
    }
  }

  /// The files by name, each with its text.
  mutating func files() -> [(name: String, text: String)] {
    let half = Self.peopleCount / 2
    return [
      ("institution.yaml", institution() + networkDocuments() + deskDocuments() + accountItems()),
      ("people-1.yaml", userDocuments(0..<half)),
      ("people-2.yaml", userDocuments(half..<Self.peopleCount)),
      ("traders-1.yaml", authorizationDocuments(0..<half)),
      (
        "traders-2.yaml",
        authorizationItems(half..<half + 40)
          + authorizationDocuments(half + 40..<Self.peopleCount)
      ),
    ]
  }

  // MARK: The institution

  private mutating func institution() -> String {
    """
    # \(name.asTitle), opened in wave \(numbers.below(9) + 1).
    apiVersion: mandate/v1
    kind: Institution
    metadata:
      name: \(name)
      labels: {wave: "\(numbers.below(9) + 1)"}
    spec:
      legalName: \(name.asTitle) Limited
      lei: \(lei)
      country: \(numbers.pick(["HK", "SG", "GB", "US"]))
      openingEmail: opening@\(name).example
      licence: {held: true, regulator: SFC, number: ABC\(padded(number % 1000, 3)), types: [1, 4, 9]}
      tier: \(numbers.pick(["gold", "silver", "gold"]))
    ---
    apiVersion: mandate/v1
    kind: TradingApplication
    metadata: {name: floor-trading, institution: \(name)}
    spec:
      purpose: Order entry, order control and market data for the books of the firm
      requestedEndpoints: [market.*, set:market-basic, set:trading-trader]

    """
  }

  /// Eighteen characters and their check digits by ISO 7064 MOD 97-10.
  private var lei: String {
    let stem = "999900BENCH" + padded(number, 7)
    let remainder = (stem + "00").utf8.reduce(0) { sum, byte in
      byte < 0x3A ? (sum * 10 + Int(byte) - 0x30) % 97 : (sum * 100 + Int(byte) - 55) % 97
    }
    return stem + padded(98 - remainder, 2)
  }

  private mutating func networkDocuments() -> String {
    networks.enumerated().map { index, network in
      """
      ---
      apiVersion: mandate/v1
      kind: IPWhitelist
      metadata:
        name: \(network)
        institution: \(name)
      spec:
        mode: restricted
        entries:
          - {cidr: 10.\(number % 250).\(index).0/24, note: Floor \(10 + index)}
          - {cidr: 172.16.\(index).\(numbers.below(8) * 32)/27}
          - {cidr: "2001:db8:\(String(number % 9999 + 1, radix: 16)):\(index + 1)::/64", \
      note: Second line, validUntil: 2028-01-01T00:00:00Z}

      """
    }.joined()
  }

  private mutating func deskDocuments() -> String {
    Names.desks.enumerated().map { index, desk in
      let scope =
        index == 0
        ? "accountScope: all-portal-accounts\n  acknowledged: true"
        : "accountScope: listed\n  accounts: [\(desk)-01, \(desk)-02, \(desk)-03]"
      return """
        ---
        # Who sits here is in traders-1.yaml and traders-2.yaml.
        apiVersion: mandate/v1
        kind: Desk
        metadata: {name: \(desk), institution: \(name)}
        spec:
          application: floor-trading
          \(scope)
          endpoints: [set:market-basic, set:trading-trader]
          ipWhitelists: [floor-10, \(networks[index % 7 + 1])]

        """
    }.joined()
  }

  private mutating func accountItems() -> String {
    var text = """
      ---
      apiVersion: mandate/v1
      kind: Account
      metadata: {institution: \(name)}
      items:

      """
    for (index, account) in accounts.enumerated() {
      let serial = padded(number * Self.accountCount + index, 8)
      let permissions = index % 3 == 0 ? Names.permissions.prefix(2) : Names.permissions.prefix(1)
      text += "  \(account):\n    {number: \"9\(serial)\", "
      text += "type: \(index % 4 == 0 ? "MARGIN" : "CASH"), ownership: proprietary, "
      text += index % 8 == 0 ? "optionLevel: LV\(numbers.below(4) + 1), " : ""
      text += "tradingPermissions: [\(permissions.joined(separator: ", "))]}\n"
    }
    return text
  }

  // MARK: People

  private mutating func userDocuments(_ places: Range<Int>) -> String {
    places.map { place in
      let person = people[place]
      let functions = ["[user-management]", "[openapi-application, user-management]"]
      let extra = place % 50 == 0 ? "\n  functions: \(functions[place / 50 % 2])" : ""
      return """
        ---
        # Came with intake \(numbers.below(40) + 1), through the portal.
        apiVersion: mandate/v1
        kind: PortalUser
        metadata:
          name: \(person)
          institution: \(name)
          labels: {floor: "\(10 + place % 8)", seat: "\(place)", team: \(desk(place))}
        spec:
          email: \(person)@\(name).example
          displayName: \(displayName(person))\(extra)
          accountRights:
            - {accounts: [\(accounts[place % accounts.count])], rights: [trade, view]}
            - {accounts: ["*"], rights: [view]}\(numbers.oneIn(1_000) ? "\n  state: invited" : "")

        """
    }.joined()
  }

  /// Now and then with a letter beyond ASCII, as names have.
  private mutating func displayName(_ person: String) -> String {
    let title = person.split(separator: "-").prefix(2).joined(separator: "-").asTitle
    return numbers.oneIn(200) ? title + " Ås" : title
  }

  // MARK: Authorizations

  private mutating func authorizationDocuments(_ places: Range<Int>) -> String {
    places.map { place in
      """
      ---
      # Seat \(place) of floor \(10 + place % 8).
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata:
        name: \(people[place])
        institution: \(name)
        labels: {floor: "\(10 + place % 8)", desk: \(desk(place))}
        reason: DESK-\(numbers.below(900) + 100) joins the desk
      spec:
      \(authorization(place).map { "  \($0)\n" }.joined())
      """
    }.joined()
  }

  private mutating func authorizationItems(_ places: Range<Int>) -> String {
    var text = """
      # Seats where the desk says it all, one line each.
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata: {institution: \(name), labels: {intake: second}}
      items:

      """
    for place in places {
      text += "  \(people[place]):\n"
      for line in authorization(place) { text += "    \(line)\n" }
      if numbers.oneIn(3) { text += "    reason: DESK-\(numbers.below(900) + 100) moves over\n" }
    }
    return text
  }

  /// The fields of one authorization: a desk, or one in ten its own.
  private mutating func authorization(_ place: Int) -> [String] {
    guard numbers.oneIn(10) else { return ["desk: \(desk(place))"] }
    return [
      "application: floor-trading", "accountScope: listed",
      "accounts: [\(accounts[place % 80]), \(accounts[(place + 7) % 80])]",
      "endpoints: [set:market-basic, set:trading-readonly, trade.order.cancel]",
      "ipWhitelists: [\(numbers.pick(networks))]", "validUntil: 2027-06-30T16:00:00Z",
    ]
  }

  private func desk(_ place: Int) -> String { Names.desks[place % Names.desks.count] }
}
