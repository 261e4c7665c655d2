import AccessModel
import Diagnostics
import Plans

/// The keys alive at the instant of a plan, found by the principal that they had before it.
///
/// WHY not with access views: what the rules say of a principal holds for each of its keys but for the
/// key's own addresses and stops, and a principal has few keys.
struct LiveKeys {
  private struct Key {
    let id: Text
    let address: Address
    /// The addresses that its owner restricted it to; nil for no bound.
    let own: AddressSet?
    let wasStopped: Bool
    /// Stopped or ended.
    let isStopped: Bool
  }

  private var byPrincipal: [PrincipalAddress: [Key]] = [:]

  /// The principals some key of which is let go again, though nothing else may change for them.
  private(set) var released: Set<PrincipalAddress> = []

  /// No keys at all.
  static let none = LiveKeys()

  private init() {}

  /// `rows` are those of keys before the changes, `overrides` those over keys on either side.
  init(
    _ rows: [Resource], at now: Instant, ending: Set<Address>,
    stoppedBefore: Set<Address>, stoppedAfter: Set<Address>
  ) {
    for row in rows {
      let key = KeyRecord(row)
      guard key.isAlive(at: now) else { continue }
      let wasStopped = stoppedBefore.contains(row.address)
      let isStopped = stoppedAfter.contains(row.address)
      byPrincipal[key.principal, default: []].append(
        Key(
          id: key.id, address: row.address, own: key.ownLevel, wasStopped: wasStopped,
          isStopped: isStopped || ending.contains(row.address)))
      if wasStopped, !isStopped { released.insert(key.principal) }
    }
    for principal in byPrincipal.keys { byPrincipal[principal]?.sort { $0.id < $1.id } }
  }

  /// What a difference of its principal means for the keys.
  struct Reached {
    /// Those that gain or lose anything, ascending.
    var ids: [Text] = []
    /// How many of them gain.
    var gaining = 0
  }

  /// The keys of `former` that gain or lose something of what their principal does.
  func reached(
    _ former: PrincipalAddress, gained: AccessShare, lost: AccessShare,
    before: EffectiveAccess?, after: EffectiveAccess?
  ) -> Reached {
    var reached = Reached()
    for key in byPrincipal[former] ?? [] {
      let had = key.wasStopped ? nil : before?.networks(within: key.own)
      let has = key.isStopped ? nil : after?.networks(within: key.own)
      let gains = has != nil && (had == nil || Self.takesPart(gained, key.own))
      let loses = had != nil && (has == nil || Self.takesPart(lost, key.own))
      guard gains || loses else { continue }
      reached.ids.append(key.id)
      if gains { reached.gaining += 1 }
    }
    return reached
  }

  /// Whether any of a share is left within a key's own addresses.
  ///
  /// Endpoints are: the key can call from somewhere.
  private static func takesPart(_ share: AccessShare, _ own: AddressSet?) -> Bool {
    guard share.groups.isEmpty else { return true }
    guard let own else { return !share.networks.isEmpty }
    return !AddressSet(share.networks).intersection(own).isEmpty
  }

  /// The keys of a principal that are let go again, with the addresses that they may call from.
  func released(
    _ former: PrincipalAddress, to access: EffectiveAccess
  ) -> [(id: Text, address: Address, networks: AddressSet)] {
    (byPrincipal[former] ?? []).compactMap { key in
      guard key.wasStopped, !key.isStopped, let networks = access.networks(within: key.own) else {
        return nil
      }
      return (key.id, key.address, networks)
    }
  }
}

extension EffectiveAccess {
  /// The addresses that a key may call from; nil when there are none.
  fileprivate func networks(within own: AddressSet?) -> AddressSet? {
    guard let own else { return networks }
    let common = networks.intersection(own)
    return common.isEmpty ? nil : common
  }
}
