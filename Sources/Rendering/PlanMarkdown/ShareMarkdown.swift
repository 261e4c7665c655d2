import AccessModel
import Diagnostics

/// What a block of principals gains or loses, by the accounts concerned.
struct ShareMarkdown {
  let words: ShareText

  /// What on which accounts, for one row of a table.
  struct Line {
    let what: String
    let place: String
  }

  private static let readsShown = 3
  private static let risksShown = 8
  private static let accountsShown = 4
  /// So many different sets of accounts have a row of their own.
  private static let placesShown = 6

  /// At least one, those with most at risk first.
  func lines(of block: ImpactBlock) -> [Line] {
    let parts = block.parts.enumerated()
      .map { (rank: words.rank($1.endpoints), offset: $0, part: $1) }
      .sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }.map(\.part)
    var lines = parts.prefix(Self.placesShown).map { part in
      Line(what: endpoints(part.endpoints), place: accounts(part.place))
    }
    let rest = parts.dropFirst(Self.placesShown)
    if !rest.isEmpty {
      let count = rest.reduce(0) { $0 + $1.endpoints.count }
      lines.append(
        Line(
          what: "\(CommentText.counted(count, "more endpoint"))",
          place: "\(CommentText.counted(rest.count, "other set")) of accounts"))
    }
    let networks = NetworkMarkdown.words(block.networks)
    if !networks.isEmpty {
      let ending = block.areNetworksOfAll ? " between them" : ""
      lines.append(Line(what: networks + ending, place: "every account"))
    }
    return lines
  }

  /// Such as "**TRADE** `trade.order.{cancel,place}`, 7 reads".
  private func endpoints(_ ids: [Text]) -> String {
    ShareText.order.compactMap { riskClass -> String? in
      let own = ids.filter { words.riskClass(of: $0) == riskClass }
      guard !own.isEmpty else { return nil }
      guard riskClass == .read else {
        return "**\(ShareText.word(riskClass))** " + named(own, most: Self.risksShown)
      }
      return own.count > Self.readsShown
        ? CommentText.counted(own.count, "read")
        : "\(own.count == 1 ? "read" : "reads") " + named(own, most: Self.readsShown)
    }.joined(separator: ", ")
  }

  private func named(_ ids: [Text], most: Int) -> String {
    let count = ids.count <= most + 1 ? ids.count : most
    let names = EndpointFolding.names(of: ids.prefix(count)).map { CommentText.code($0) }
    let more = count < ids.count ? " and \(ids.count - count) more" : ""
    return names.joined(separator: ", ") + more
  }

  private func accounts(_ place: ShareText.Place) -> String {
    switch place {
    case .nowhere: return "no account"
    case .on(let names) where names.count <= Self.accountsShown:
      return CommentText.list(names.map(\.string), shown: Self.accountsShown)
    case .on(let names): return "\(names.count) accounts"
    case .counted(let range):
      let (least, most) = (range.lowerBound, range.upperBound)
      let count = least == most ? "\(least)" : "\(least) to \(most)"
      return "\(count) \(most == 1 ? "account" : "accounts") each"
    }
  }
}
