import Diagnostics

/// Ids of endpoints in few words: those alike but for their last part stand in one pair of braces.
enum EndpointFolding {
  /// Such as `trade.order.{cancel,place,replace}, account.list`, in the order of first ids.
  static func pieces(_ ids: some Sequence<Text>) -> [LineFiller.Piece] {
    .list(names(of: ids))
  }

  /// The same, each family by itself.
  static func names(of ids: some Sequence<Text>) -> [String] { families(of: ids).map(words) }

  private struct Family {
    /// With the last dot; empty for an id without any.
    let stem: Text
    var leaves: [Text]
  }

  private static func families(of ids: some Sequence<Text>) -> [Family] {
    var families: [Family] = []
    var places: [Text: Int] = [:]
    for id in ids {
      let end = id.bytes.lastIndex(of: UInt8(ascii: ".")).map { $0 - id.bytes.startIndex + 1 } ?? 0
      let stem = id.slice(0..<end)
      let leaf = id.slice(end..<id.count)
      if let place = places[stem] {
        families[place].leaves.append(leaf)
      } else {
        places[stem] = families.count
        families.append(Family(stem: stem, leaves: [leaf]))
      }
    }
    return families
  }

  private static func words(_ family: Family) -> String {
    guard family.leaves.count > 1 else { return "\(family.stem)\(family.leaves[0])" }
    return "\(family.stem){\(family.leaves.map(\.string).joined(separator: ","))}"
  }
}
