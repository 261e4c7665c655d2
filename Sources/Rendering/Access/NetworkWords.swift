import AccessModel
import Diagnostics
import Plans

/// What rule 5 says, in words: each level with its lists.
struct NetworkWords {
  let facts: AccessFacts
  let institution: InstitutionView
  let now: Instant
  let source: (Address) -> Source?

  func facts(of address: IPAddress?) -> [Explanation.Fact] {
    let levels = [
      level("own level", facts.sources.lists.sorted(), address),
      level("institution", institution.register.wideLists, address),
    ].compactMap { $0 }
    return levels.isEmpty ? [.init("", "no list bounds it: any address")] : levels
  }

  private func level(
    _ label: String, _ lists: [Text], _ address: IPAddress?
  ) -> Explanation.Fact? {
    guard !lists.isEmpty else { return nil }
    let names = lists.map(\.string).joined(separator: ", ")
    let at = lists.first.flatMap {
      source(Address(.ipWhitelist, institution: facts.principal.institution, name: $0))
    }
    guard let allowed = institution.register.level(of: lists, at: now) else {
      return .init(label, "\(names): any address", at: at)
    }
    guard let address else {
      return .init(label, "\(names): \(Self.words(of: allowed))", at: at)
    }
    guard allowed.contains(address), let hit = list(of: lists, with: address) else {
      return .init(label, "\(address) is not in \(names) (\(Self.words(of: allowed)))", at: at)
    }
    return .init(
      label, "\(address) is in \(hit.list.address.name) (\(hit.block))",
      at: source(hit.list.address))
  }

  /// The list and the live entry that let an address in.
  private func list(
    of names: [Text], with address: IPAddress
  ) -> (list: Resource, block: CIDR)? {
    for name in names {
      guard let list = institution.register.lists[name] else { continue }
      for entry in list[IPWhitelistFields.entries].elements {
        guard let text = entry[IPWhitelistFields.cidr].text, let block = try? CIDR(parsing: text),
          block.contains(address),
          Value.isWithin(.absent, entry[IPWhitelistFields.validUntil], at: now)
        else { continue }
        return (list, block)
      }
    }
    return nil
  }

  /// The blocks of a set, at most a few.
  static func words(of set: AddressSet) -> String {
    if set == .all { return "any address" }
    let blocks = set.blocks.map(\.text.string)
    guard !blocks.isEmpty else { return "no address" }
    let shown = blocks.prefix(4).joined(separator: ", ")
    return blocks.count > 4 ? "\(shown) and \(blocks.count - 4) more" : shown
  }
}
