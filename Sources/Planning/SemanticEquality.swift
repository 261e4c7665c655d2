import AccessModel
import Diagnostics

/// Whether two versions of a resource mean the same although their texts differ.
///
/// Address lists are compared as sets of addresses: entries without note and end as one set, so that
/// a block and its two halves are equal; the others as they are written (model, section 2).
enum SemanticEquality {
  static func holds(_ one: Resource, _ other: Resource) -> Bool {
    guard one.kind == .ipWhitelist, other.kind == .ipWhitelist else { return false }
    let entries = IPWhitelistFields.entries
    guard one.labels == other.labels, one.reason == other.reason,
      zip(one.spec.indices, zip(one.spec, other.spec)).allSatisfy({ index, pair in
        index == entries.index || pair.0 == pair.1
      })
    else { return false }
    let (left, right) = (split(one[entries]), split(other[entries]))
    return left.plain == right.plain && left.remarked == right.remarked
  }

  private static func split(_ entries: Value) -> (plain: AddressSet, remarked: [Value]) {
    var blocks: [CIDR] = []
    var remarked: [Value] = []
    for entry in entries.elements {
      let isPlain =
        entry[IPWhitelistFields.note].isAbsent && entry[IPWhitelistFields.validUntil].isAbsent
      if isPlain, let text = entry[IPWhitelistFields.cidr].text,
        let block = try? CIDR(parsing: text)
      {
        blocks.append(block)
      } else {
        remarked.append(entry)
      }
    }
    return (AddressSet(blocks), remarked)
  }
}
