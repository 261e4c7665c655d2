import Diagnostics

/// Ids of endpoints in few words: those alike but for their last part stand in one pair of braces.
enum EndpointFolding {
  /// Such as `trade.order.{cancel,place,replace}, account.list`, in the order of first ids.
  static func pieces(_ ids: some Sequence<Text>) -> [LineFiller.Piece] {
    let families = families(of: ids)
    var pieces: [LineFiller.Piece] = []
    for (index, family) in families.enumerated() {
      let end = index + 1 < families.count ? "," : ""
      pieces += Self.pieces(of: family).ended(with: end)
    }
    return pieces
  }

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

  /// A line may break after each comma, for a family can be wider than a line.
  private static func pieces(of family: Family) -> [LineFiller.Piece] {
    guard family.leaves.count > 1 else {
      return [LineFiller.Piece(raw: "\(family.stem)\(family.leaves[0])")]
    }
    var pieces = [LineFiller.Piece].list(family.leaves.map(\.string)).ended(with: "}")
    for index in pieces.indices.dropFirst() { pieces[index].isGlued = true }
    pieces[0].raw = "\(family.stem){\(pieces[0].raw)"
    return pieces
  }
}
