import AccessModel
import Diagnostics
import Plans

/// What is gained or lost, as short lines: risky classes first, then reading, then addresses.
struct ShareText {
  let classes: [Text: EndpointTable.RiskClass]
  let isFull: Bool

  /// On which accounts endpoints are gained or lost.
  enum Place: Hashable {
    /// They need no account.
    case nowhere
    case on([Text])
    /// How many it is for each principal, where their names differ.
    case counted(ClosedRange<Int>)
  }

  /// Endpoints on the same accounts.
  struct Part {
    let endpoints: [Text]
    let place: Place
  }

  /// One line, wrapped where it is long.
  struct Fact {
    /// What stands before it in a column of its own; may be empty.
    var word = ""
    var style = Style.plain
    var pieces: [LineFiller.Piece]
  }

  /// The classes from the one that can do most harm to the one that changes nothing.
  static let order: [EndpointTable.RiskClass] = [.funds, .admin, .trade, .read]

  private static let accountsShown = 4
  private static let readsShown = 3
  private static let risksShown = 24

  /// The lines, and whether they leave anything out.
  func facts(of block: ImpactBlock) -> (facts: [Fact], hides: Bool) {
    var facts: [Fact] = []
    var hides = false
    for riskClass in Self.order {
      var pieces: [LineFiller.Piece] = []
      for part in block.parts {
        let ids = part.endpoints.filter { self.riskClass(of: $0) == riskClass }
        guard !ids.isEmpty else { continue }
        let (own, hidesSome) = self.pieces(ids, part.place, riskClass)
        pieces = pieces.ended(with: ";") + own
        hides = hides || hidesSome
      }
      guard !pieces.isEmpty else { continue }
      facts.append(
        Fact(word: Self.word(riskClass), style: Self.style(riskClass), pieces: pieces))
    }
    let addresses = NetworkText(isFull: isFull)
    let ending = block.areNetworksOfAll ? [LineFiller.Piece].phrase("between them") : []
    facts += addresses.sentences(block.networks).map { Fact(pieces: $0 + ending) }
    return (facts, hides || block.areNetworksOfAll || addresses.folds(block.networks))
  }

  /// The worst class among `endpoints`, as its place in `order`; after all of them for none.
  func rank(_ endpoints: some Sequence<Text>) -> Int {
    endpoints.reduce(Self.order.count) { worst, id in
      min(worst, Self.order.firstIndex(of: riskClass(of: id)) ?? 0)
    }
  }

  /// WHY funds: what is unknown must not look harmless; plans name the class of every endpoint.
  func riskClass(of id: Text) -> EndpointTable.RiskClass { classes[id] ?? .funds }

  /// The word of a class: loud where a call changes something.
  static func word(_ riskClass: EndpointTable.RiskClass) -> String {
    switch riskClass {
    case .funds: "FUNDS"
    case .admin: "ADMIN"
    case .trade: "TRADE"
    case .read: "read"
    }
  }

  private static func style(_ riskClass: EndpointTable.RiskClass) -> Style {
    switch riskClass {
    case .funds, .admin: .error
    case .trade: .warning
    case .read: .plain
    }
  }

  private func pieces(
    _ ids: [Text], _ place: Place, _ riskClass: EndpointTable.RiskClass
  ) -> (pieces: [LineFiller.Piece], hides: Bool) {
    let most = riskClass == .read ? Self.readsShown : Self.risksShown
    // WHY one more: to say `and 1 more` takes no less room than to name it.
    let shown = isFull || ids.count <= most + 1 ? ids.count : most
    var pieces = EndpointFolding.pieces(ids.prefix(shown))
    if shown < ids.count { pieces += .phrase("and \(ids.count - shown) more") }
    let accounts = self.pieces(place)
    return (pieces + accounts.pieces, shown < ids.count || accounts.hides)
  }

  private func pieces(_ place: Place) -> (pieces: [LineFiller.Piece], hides: Bool) {
    switch place {
    case .nowhere: return ([], false)
    case .on(let names) where isFull || names.count <= Self.accountsShown:
      return (.words("on") + .list(names.map(\.string)), false)
    case .on(let names): return (.words("on \(names.count) accounts"), true)
    case .counted(let range):
      let (least, most) = (range.lowerBound, range.upperBound)
      let count = least == most ? "\(least)" : "\(least) to \(most)"
      let noun = most == 1 ? "account" : "accounts"
      return (.words("on \(count) \(noun) each"), true)
    }
  }
}
