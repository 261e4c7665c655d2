package import AccessModel
import Diagnostics

/// Whether a principal can make a call, in one line.
package struct CanText {
  package let reason: AccessReason
  private let principal: PrincipalAddress
  private let row: EndpointTable.Row
  private let standing: CallStanding?
  private let keyObstacle: DeadKeyCause?

  /// `standing` is nil when there is no such principal, or the one of the key is gone.
  package init(
    _ principal: PrincipalAddress, key: KeyRecord? = nil, _ place: Int, _ standing: CallStanding?,
    in view: AccessView
  ) {
    self.principal = principal
    self.standing = standing
    row = view.register.table.rows[place]
    keyObstacle = key?.deadCause(at: view.now)
    reason =
      standing?.reason ?? (keyObstacle == nil ? view.reasonForNobody(principal) : .keyExpired)
  }

  private var message: String {
    guard let standing else {
      return (keyObstacle.map { "\(KeyWords.clause($0)), and " } ?? "")
        + "there is no principal \(principal)"
    }
    guard reason.isAllowed else {
      let words = ObstacleWords(facts: standing.facts)
      return standing.obstacles.filter { $0.reason == reason }.map(words.clause)
        .joined(separator: ", ")
    }
    let accounts = accounts.map { " on \($0.map(\.string).joined(separator: ", "))" } ?? ""
    let networks = NetworkWords.words(of: Self.networks(standing))
    let end = standing.facts.validUntil.map { ", until \($0)" } ?? ""
    return "\(row.id)\(accounts) from \(networks)\(end)"
  }

  /// Those of the key itself count where a key is asked about.
  private static func networks(_ standing: CallStanding) -> AddressSet {
    standing.key?.ownLevel.map(standing.facts.networks.intersection) ?? standing.facts.networks
  }

  private var accounts: [Text]? {
    row.needsAccount ? standing?.facts.accounts[row.riskClass] : nil
  }

  package func rendered() -> StyledText {
    var text = StyledText()
    text.append(reason.isAllowed ? "yes" : "no", reason.isAllowed ? .good : .error)
    text.appendLine("  \(reason.isAllowed ? "" : "\(reason.rawValue): ")\(message)")
    return text
  }

  package func json(at instant: Instant, revision: Int64) -> [UInt8] {
    let networks =
      reason.isAllowed ? standing.map { Self.networks($0).blocks.map(\.text.string) } : nil
    let names = reason.isAllowed ? accounts?.map(\.string) : nil
    return JSONTree.object([
      .init("principal", .string(principal.text.string)),
      .init("endpoint", .string(row.id.string)), .init("can", .boolean(reason.isAllowed)),
      .init("reason", .string(reason.rawValue)), .init("message", .string(message)),
      .init("accounts", names.map(Self.texts) ?? .null),
      .init("networks", networks.map(Self.texts) ?? .null),
      .init("at", .string(instant.text.string)), .init("revision", .integer(revision)),
    ]).prettyBytes
  }

  private static func texts(_ texts: [String]) -> JSONTree { .array(texts.map { .string($0) }) }
}
