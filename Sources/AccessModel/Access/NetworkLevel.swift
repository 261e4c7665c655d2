package import Diagnostics

extension InstitutionRegister {
  /// The union of the live entries of `lists`; nil when the level bounds nothing, because there is
  /// no list or an unrestricted one among them.
  ///
  /// A level whose entries have all ended admits nobody.
  package func level(of lists: [Text], at now: Instant) -> AddressSet? {
    guard !lists.isEmpty else { return nil }
    var blocks: [CIDR] = []
    for name in lists {
      guard let list = self.lists[name] else { continue }
      if list[IPWhitelistFields.mode].text?.is("unrestricted") == true { return nil }
      for entry in list[IPWhitelistFields.entries].elements {
        guard let text = entry[IPWhitelistFields.cidr].text, let block = try? CIDR(parsing: text),
          Value.isWithin(.absent, entry[IPWhitelistFields.validUntil], at: now)
        else { continue }
        blocks.append(block)
      }
    }
    return AddressSet(blocks)
  }
}
