package import AccessModel
import Diagnostics

/// Key applications for machines, one object a line in one array; never a hash.
package enum KeyListJSON {
  package static func bytes(_ keys: [KeyStanding]) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 1)
    json.array { json in
      for standing in keys { append(standing, &json) }
    }
    return json.bytes + [0x0A]
  }

  private static func append(_ standing: KeyStanding, _ json: inout JSONBuilder) {
    let key = standing.key, now = standing.now
    json.object { json in
      json.text("id", key.id)
      json.text("institution", standing.institution.isEmpty ? nil : standing.institution)
      json.text("user", key.user)
      json.text("userState", standing.ownerState)
      json.string("product", key.product.rawValue)
      json.text("name", key.name)
      json.text("principal", key.principal.text)
      json.string("state", key.state.rawValue)
      json.string("ending", key.ending?.cause.rawValue)
      json.text("endedAt", key.ending?.at.text)
      json.boolean("live", standing.isLive)
      json.string("obstacle", standing.obstacle?.rawValue)
      json.object("secrets") { json in
        json.number("current", key.current(at: now)?.isAlive(at: now) == true ? 1 : 0)
        json.number("retiring", key.retiring(at: now)?.isAlive(at: now) == true ? 1 : 0)
      }
      json.text("registeredAt", key.registeredAt.text)
      json.text("madeAt", key.latest?.madeAt.text)
      json.text("tailEnds", standing.tailEnds?.text)
      json.text("lastUsedAt", standing.lastUse?.text)
      json.boolean("overdue", standing.isOverdue)
      json.boolean("unrestricted", standing.isUnrestricted)
      json.array("networks") { json in
        for block in standing.networks.blocks { json.text(nil, block.text) }
      }
    }
  }
}
