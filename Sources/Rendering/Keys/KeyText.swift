import AccessModel
import Diagnostics
import Lifecycle

/// A key as a page for people; never a secret or a hash.
package enum KeyText {
  package static func page(_ entry: KeyEntry) -> StyledText {
    let key = entry.key
    var text = StyledText()
    text.append("Key \(key.id)  \(key.name)  ", .strong)
    text.appendLine(entry.obstacle.map { "opens nothing: \($0)" } ?? "alive", style(entry))
    var facts = Table([.init(""), .init("", overflow: .wrap)])
    for (label, words) in self.facts(entry) { facts.addRow(["  \(label)", words]) }
    text.append(facts.rendered(width: 100))
    appendSecrets(entry, to: &text)
    appendRights(entry, to: &text)
    return text
  }

  private static func style(_ entry: KeyEntry) -> Style { entry.obstacle == nil ? .good : .warning }

  private static func facts(_ entry: KeyEntry) -> [(String, String)] {
    let key = entry.key
    var facts = [
      ("holder", "\(entry.holder.text) (\(key.product.rawValue))"),
      (
        "owner",
        "\(entry.holder.owner(key.user)), who answers for how it is kept and used"
      ),
      (
        "registered",
        "\(key.registeredAt), accepted were \(key.texts.map(\.string).joined(separator: ", "))"
      ),
    ]
    if key.product != .retail {
      facts.append(("invitation", entry.isInvitationAccepted ? "accepted" : "open"))
    }
    if let account = key.account { facts.append(("account", account.string)) }
    if !key.scopes.isEmpty {
      facts.append(("scopes", key.scopes.map(\.string).joined(separator: ", ") + ", frozen"))
    }
    if let thirdParty = key.thirdParty {
      facts.append(("third party", "\(thirdParty), which the broker does not vouch for"))
    }
    if key.state != .deleted { facts.append(("addresses", addresses(entry))) }
    if let lastUse = entry.lastUse { facts.append(("last use", "\(lastUse)")) }
    return facts
  }

  private static func addresses(_ entry: KeyEntry) -> String {
    let all = words(of: entry.networks)
    if entry.key.isUnrestricted { return "\(all), as its owner said" }
    guard !entry.key.networks.isEmpty else { return all }
    let own = entry.key.networks.map(\.text.string).joined(separator: ", ")
    return own == all ? "\(all), the key's own" : "\(all); the key's own list is \(own)"
  }

  private static func words(of set: AddressSet) -> String {
    if set == .all { return "any address" }
    return set.isEmpty ? "no address" : set.blocks.map(\.text.string).joined(separator: ", ")
  }

  // MARK: Secrets

  private static func appendSecrets(_ entry: KeyEntry, to text: inout StyledText) {
    guard !entry.key.generations.isEmpty else { return }
    text.appendLine()
    text.appendLine("Secrets, newest first", .strong)
    var table = Table([
      .init("  #", .right), .init("STATE"), .init("MADE"), .init("AGE"), .init("PRESENCE"),
    ])
    for secret in entry.key.generations.reversed() {
      table.addRow([
        String(secret.number), words(secret, entry), secret.madeAt.description,
        age(secret, entry), secret.presence.map(\.string).joined(separator: ", "),
      ])
    }
    text.append(table.rendered())
  }

  private static func words(_ secret: SecretGeneration, _ entry: KeyEntry) -> String {
    let until = secret.until?.description ?? "-"
    switch entry.state(of: secret) {
    case .current: return "current"
    case .retiring:
      let local = secret.until.map { " (\($0.localText(in: entry.zone)))" } ?? ""
      return "in its tail until \(until)\(local)"
    case .pending: return "never delivered, opens nothing"
    case .dead: return "dead since \(until)"
    }
  }

  private static func age(_ secret: SecretGeneration, _ entry: KeyEntry) -> String {
    let seconds = max(0, entry.now.secondsSince1970 - secret.madeAt.secondsSince1970)
    return seconds >= 86_400 ? "\(seconds / 86_400) d" : "\(seconds / 3_600) h"
  }

  // MARK: Rights

  private static func appendRights(_ entry: KeyEntry, to text: inout StyledText) {
    guard !entry.rights.isEmpty else { return }
    text.appendLine()
    text.appendLine(
      entry.obstacle == nil ? "May call" : "Could call, were it not for that", .strong)
    for right in entry.rights {
      let name = right.riskClass.map { $0 == .read ? "read" : $0.name.uppercased() } ?? "base"
      let isRisky = right.riskClass.map { $0 != .read } ?? false
      let label = "  " + name + String(repeating: " ", count: max(0, 7 - name.count))
      text.append(label, isRisky ? .strong : .plain)
      var filler = LineFiller(indent: 9, column: 9)
      let accounts =
        right.accounts.map {
          [LineFiller.Piece].words("on \($0.map(\.string).joined(separator: ", "))")
        }
        ?? []
      filler.append(EndpointFolding.pieces(right.endpoints) + accounts, to: &text)
      text.endLine()
    }
  }
}
