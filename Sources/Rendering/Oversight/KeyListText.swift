package import AccessModel
import Diagnostics

/// Key applications as a table for people; never a hash.
package enum KeyListText {
  package static func table(_ keys: [KeyStanding]) -> StyledText {
    var table = Table([
      .init("ID"), .init("OWNER"), .init("PRODUCT"), .init("NAME"), .init("PRINCIPAL"),
      .init("STATE"), .init("SECRETS"), .init("MADE"), .init("TAIL ENDS"), .init("LAST USED"),
      .init("NETWORKS", overflow: .wrap),
    ])
    for standing in keys {
      let key = standing.key
      let made = key.latest.map { $0.madeAt.shortText } ?? "-"
      table.addRow([
        StyledText(key.id.string),
        StyledText(owner(of: standing), standing.isOwnerGone ? .warning : .plain),
        StyledText(key.product.rawValue), StyledText(key.name.string),
        StyledText(key.principal.text.string), StyledText(state(of: standing)),
        StyledText(secrets(of: standing)), StyledText(made, standing.isOverdue ? .warning : .plain),
        StyledText(standing.tailEnds?.shortText ?? "-"),
        StyledText(standing.lastUse?.shortText ?? "-"), StyledText(networks(of: standing)),
      ])
    }
    return table.rendered(width: 230)
  }

  private static func owner(of standing: KeyStanding) -> String {
    let name = standing.key.user.string
    return standing.isOwnerGone ? "\(name) (\(standing.ownerState))" : name
  }

  private static func state(of standing: KeyStanding) -> String {
    let state = standing.key.state.rawValue
    let why = standing.key.ending?.cause.rawValue ?? standing.obstacle?.rawValue
    return why.map { "\(state) (\($0))" } ?? state
  }

  /// The current secret and the one in its tail, such as `1+1`; one that nobody was shown counts
  /// for nothing.
  static func secrets(of standing: KeyStanding) -> String {
    let key = standing.key, now = standing.now
    let current = key.current(at: now), retiring = key.retiring(at: now)
    let isUndelivered = current.map { !$0.isDelivered } ?? false
    let counts =
      "\(current?.isAlive(at: now) == true ? 1 : 0)+\(retiring?.isAlive(at: now) == true ? 1 : 0)"
    return isUndelivered ? "\(counts) undelivered" : counts
  }

  private static func networks(of standing: KeyStanding) -> String {
    guard standing.key.state != .deleted else { return "-" }
    return NetworkWords.words(of: standing.networks)
  }
}
