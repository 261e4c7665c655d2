import AccessModel
import Diagnostics
import Plans

/// Finds which changes the access of a principal reads, without looking at every change.
struct ChangeIndex {
  /// From every address before or after, and the one that a record is about, to the one to name.
  private var named: [Address: Address] = [:]
  private var catalogues: [Address] = []
  /// By the name of a set, the changed sets that it comes to, itself included.
  private var sets: [Text: Set<Address>] = [:]
  private var accounts: [Text: [(name: Text, address: Address)]] = [:]
  private var wideLists: [Text: [Address]] = [:]
  private var hasOverrides = false
  private var hasReviews = false

  init(_ changes: [Change], before: AccessView, after: AccessView) {
    var changedSets: [Text: Address] = [:]
    for change in changes {
      let address = change.address
      for resource in [change.before?.resource, change.after?.resource] {
        guard let resource else { continue }
        named[resource.address] = resource.address.subject ?? address
        let institution = resource.address.institution
        switch resource.kind {
        case .endpointCatalogue: catalogues.append(address)
        case .permissionSet: changedSets[resource.address.name] = address
        case .account:
          accounts[institution, default: []].append((resource.address.name, address))
        case .ipWhitelist where resource[IPWhitelistFields.institutionWide].boolean == true:
          wideLists[institution, default: []].append(address)
        case .override: hasOverrides = true
        case .review: hasReviews = true
        default: break
        }
      }
    }
    guard !changedSets.isEmpty else { return }
    for view in [before, after] { addSets(view.register.permissionSets, changedSets) }
  }

  /// Marks every set that leads, through others, to a changed one.
  private mutating func addSets(_ resources: [Resource], _ changed: [Text: Address]) {
    var users: [Text: [Text]] = [:]
    for set in resources {
      for used in set.setsUsed { users[used, default: []].append(set.address.name) }
    }
    for (name, address) in changed {
      var pending = [name]
      while let next = pending.popLast() {
        guard sets[next, default: []].insert(address).inserted else { continue }
        pending += users[next] ?? []
      }
    }
  }

  /// The changes that the principal reads on either side, in the order of addresses.
  func read(by sides: [AccessFacts?]) -> [Address] {
    var found: Set<Address> = []
    for facts in sides {
      guard let facts else { continue }
      addResources(facts, to: &found)
      addShared(facts, to: &found)
    }
    return found.sorted()
  }

  /// What is the principal's own: looked up one by one.
  private func addResources(_ facts: AccessFacts, to found: inout Set<Address>) {
    let sources = facts.sources
    let institution = facts.principal.institution
    let addresses =
      [
        sources.institution, sources.tier, sources.user, sources.authorization, sources.desk,
        sources.application, sources.client,
      ].compactMap { $0?.address } + [sources.key?.address].compactMap { $0 }
      + sources.grants.map(\.address)
      + sources.lists.map { Address(.ipWhitelist, institution: institution, name: $0) }
    for address in addresses {
      if let change = named[address] { found.insert(change) }
      if hasOverrides, let change = named[Address(.override, of: address)] { found.insert(change) }
    }
    if hasReviews, let application = (sources.application ?? sources.client)?.address,
      let change = named[Address(.review, of: application)]
    {
      found.insert(change)
    }
  }

  /// What it shares with others: catalogues, sets, accounts, lists of the institution.
  private func addShared(_ facts: AccessFacts, to found: inout Set<Address>) {
    found.formUnion(catalogues)
    if !sets.isEmpty {
      for selector in facts.sources.selectors where selector.hasPrefix("set:") {
        found.formUnion(sets[selector.slice(4..<selector.count)] ?? [])
      }
    }
    let institution = facts.principal.institution
    found.formUnion(wideLists[institution] ?? [])
    guard let changed = accounts[institution] else { return }
    let listed = facts.sources.listedAccounts
    for (name, address) in changed where listed?.contains(name) ?? true { found.insert(address) }
  }
}
