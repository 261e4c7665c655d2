import AccessModel
import Diagnostics
import Plans

/// Numbers what principals gain or lose by its content, so that equal shares are looked at once.
struct ShareTable {
  /// The distinct shares, each with every set of accounts in one group only.
  private(set) var shares: [AccessShare] = []
  private var numbers: [[Int]: Int] = [:]
  private var endpointLists = ArrayNumbering<Text>()
  private var accountLists = ArrayNumbering<Text>()
  private var networkLists = ArrayNumbering<CIDR>()

  /// The number of the share that equals `share`, from 0 in the order of first appearance.
  mutating func number(of share: AccessShare) -> Int {
    let key = key(of: share)
    if let known = numbers[key] { return known }
    let merged = Self.merged(share)
    let number: Int
    if merged.groups.count < share.groups.count {
      number = self.number(of: merged)
    } else {
      number = shares.count
      shares.append(share)
    }
    numbers[key] = number
    return number
  }

  private mutating func key(of share: AccessShare) -> [Int] {
    var key: [Int] = []
    key.reserveCapacity(share.groups.count * 2 + 1)
    key.append(networkLists.number(of: share.networks))
    for group in share.groups {
      key.append(endpointLists.number(of: group.endpoints))
      key.append(group.accounts.map { accountLists.number(of: $0) } ?? -1)
    }
    return key
  }

  /// The same share with groups of the same accounts made one, in the order of first endpoints.
  private static func merged(_ share: AccessShare) -> AccessShare {
    guard Set(share.groups.map(\.accounts)).count < share.groups.count else { return share }
    let groups = Dictionary(grouping: share.groups, by: \.accounts).map { accounts, groups in
      AccessShare.Group(endpoints: groups.flatMap(\.endpoints).sorted(), accounts: accounts)
    }
    return AccessShare(
      groups: groups.sorted { $0.endpoints.lexicographicallyPrecedes($1.endpoints) },
      networks: share.networks)
  }
}

/// Numbers arrays by their content.
///
/// WHY by buffer first: alike principals share their arrays, and to hash a hundred ids for each of
/// a hundred thousand principals would cost more than all the rest.
struct ArrayNumbering<Element: Hashable> {
  private var byContent: [[Element]: Int] = [:]
  private var byBuffer: [UInt: Int] = [:]
  /// INVARIANT: every array in `byBuffer`, so that no other one can take its place in memory.
  private var kept: [[Element]] = []

  /// The number of the arrays that equal `array`, from 0 in the order of first appearance.
  mutating func number(of array: [Element]) -> Int {
    let buffer = array.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    if let known = byBuffer[buffer] { return known }
    let number = byContent[array] ?? byContent.count
    byContent[array] = number
    byBuffer[buffer] = number
    kept.append(array)
    return number
  }
}
