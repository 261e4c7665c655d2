import AccessModel
import Diagnostics
import Lifecycle

/// A key for machines; never a secret or a hash.
package enum KeyJSON {
  package static func object(_ entry: KeyEntry) -> JSONTree {
    let key = entry.key
    return .object([
      .init("keyId", .string(key.id.string)), .init("name", .string(key.name.string)),
      .init("holder", .string(entry.holder.text)),
      .init("principal", .string(key.principal.description)),
      .init("product", .string(key.product.rawValue)),
      .init("owner", .string(entry.holder.owner(key.user).description)),
      .init("state", .string(key.state.rawValue)),
      .init("alive", .boolean(entry.obstacle == nil)), .init("obstacle", .optional(entry.obstacle)),
      .init("registeredAt", .string(key.registeredAt.description)),
      .init("texts", texts(key.texts)),
      .init("invitationAccepted", .boolean(entry.isInvitationAccepted)),
      .init("account", .optional(key.account?.string)), .init("scopes", texts(key.scopes)),
      .init("thirdParty", .optional(key.thirdParty?.string)),
      .init("unrestricted", .boolean(key.isUnrestricted)),
      .init("ownNetworks", texts(key.networks.map(\.text))),
      .init("networks", texts(entry.networks.blocks.map(\.text))),
      .init("lastUse", .optional(entry.lastUse?.description)),
      .init("secrets", .array(key.generations.map { secret($0, entry) })),
      .init("endpoints", endpoints(entry)), .init("ending", key.ending.map(ending) ?? .null),
      .init("override", entry.stop.map(stop) ?? .null),
    ])
  }

  package static func bytes(_ entry: KeyEntry) -> [UInt8] { object(entry).prettyBytes }

  private static func secret(_ secret: SecretGeneration, _ entry: KeyEntry) -> JSONTree {
    .object([
      .init("number", .integer(Int64(secret.number))),
      .init("state", .string(entry.state(of: secret).rawValue)),
      .init("madeAt", .string(secret.madeAt.description)),
      .init("until", .optional(secret.until?.description)),
      .init("presence", texts(secret.presence)),
    ])
  }

  private static func endpoints(_ entry: KeyEntry) -> JSONTree {
    let all = entry.rights.flatMap { right in
      right.endpoints.map { ($0, right.accounts.map(texts) ?? .null) }
    }
    return .object(all.sorted { $0.0 < $1.0 }.map { .init($0.0.string, $0.1) })
  }

  private static func ending(_ ending: KeyRecord.Ending) -> JSONTree {
    .object([
      .init("cause", .string(ending.cause.rawValue)), .init("at", .string(ending.at.description)),
      .init("by", .string(ending.by.string)),
    ])
  }

  private static func stop(_ stop: OverrideLife.Stop) -> JSONTree {
    .object([
      .init("state", .string(stop.word)), .init("incident", .string(stop.incident.string)),
      .init("by", .string(stop.by.string)), .init("since", .string(stop.at.description)),
    ])
  }

  private static func texts(_ texts: [Text]) -> JSONTree {
    .array(texts.map { .string($0.string) })
  }
}
