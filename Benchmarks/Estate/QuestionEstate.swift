/// A world of four hundred principals, and questions about them for `check --batch`.
struct QuestionEstate {
  static let institutions = 8
  static let traders = 40
  static let apiUsers = 10
  static let accounts = 10
  static let principals = institutions * (traders + apiUsers)

  /// Writes the tree into an existing folder.
  static func write(to folder: Folder) {
    let common = folder.making("common")
    common.write(CommonManifests.catalogue, to: "catalogue.yaml")
    common.write(CommonManifests.permissionSets, to: "permission-sets.yaml")
    common.write(CommonManifests.tiersAndPolicies, to: "tiers.yaml")
    common.write(CommonManifests.staff, to: "staff.yaml")
    let homes = folder.making("institutions")
    for number in 0..<institutions {
      homes.write(MixedInstitution(number: number).text, to: "\(house(number)).yaml")
    }
    folder.write(EstateGenerator.project(["common", "institutions"]), to: EstateFiles.project)
  }

  static func house(_ number: Int) -> String { "house-\(number)" }

  /// `count` questions, one JSON object a line, the same for the same seed.
  ///
  /// Mostly about what can be: some name what nobody has or call from elsewhere.
  static func questions(_ count: Int, seed: UInt64) -> String {
    var numbers = SeededNumbers(seed: seed)
    let endpoints = CommonManifests.endpointIDs
    var text = ""
    text.reserveCapacity(count * 160)
    for _ in 0..<count {
      let home = numbers.below(institutions)
      text += "{\"principal\":\"\(principal(home, &numbers))\","
      text += "\"endpoint\":\"\(numbers.oneIn(50) ? "asset.gold.get" : numbers.pick(endpoints))\","
      text += "\"account\":\(account(home, &numbers)),\"ip\":\"\(caller(home, &numbers))\"}\n"
    }
    return text
  }

  private static func principal(_ home: Int, _ numbers: inout SeededNumbers) -> String {
    let place = numbers.below(traders + apiUsers + 1)
    guard place >= traders else {
      return "TraderAuthorization/\(house(home))/trader-\(padded(place, 2))"
    }
    // The last of them is nobody.
    return "BrokerApplication/\(house(home))/platform/api-\(padded(place - traders, 2))"
  }

  private static func account(_ home: Int, _ numbers: inout SeededNumbers) -> String {
    let place = numbers.below(accounts)
    switch numbers.below(20) {
    case 0: return "null"
    case 1: return "\"\(MixedInstitution.accountNumber(numbers.below(institutions), place))\""
    case 2...4: return "\"\(MixedInstitution.accountNumber(home, place))\""
    default: return "\"book-\(place)\""
    }
  }

  private static func caller(_ home: Int, _ numbers: inout SeededNumbers) -> String {
    switch numbers.below(12) {
    case 0: "192.0.2.\(numbers.below(256))"
    case 1: "::ffff:10.\(home).\(numbers.below(3)).7"
    case 2: "2001:db8:\(home + 1)::\(numbers.below(9) + 1)"
    default: "10.\(home).\(numbers.below(2)).\(numbers.below(256))"
    }
  }
}
