import AccessModel
import Plans

/// How many addresses an IP list covers before and after a change of its entries.
///
/// WHY: nobody sees from prefixes alone that a list shrinks from sixteen million addresses to 64.
struct ListReachText {
  let change: Change

  /// Such as `covers 16,777,216 addresses -> 64 addresses`; nil where nothing was or nothing is, or both
  /// cover as many.
  var sentence: String? {
    guard change.address.kind == .ipWhitelist, let before = change.before?.resource,
      let after = change.after?.resource
    else { return nil }
    let (old, new) = (Self.words(before), Self.words(after))
    return old == new ? nil : "covers \(old) -> \(new)"
  }

  private static func words(_ list: Resource) -> String {
    NetworkText(isFull: false).counts(of: blocks(of: list))
  }

  /// Every block the list names, those that end some day included.
  private static func blocks(of list: Resource) -> [CIDR] {
    let entries = list[IPWhitelistFields.entries]
    guard !entries.isAbsent else { return AddressSet.all.blocks }
    return entries.elements.compactMap { entry in
      entry[IPWhitelistFields.cidr].text.flatMap { try? CIDR(parsing: $0) }
    }
  }
}
