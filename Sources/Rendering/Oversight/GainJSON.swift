import AccessModel
import Diagnostics
import Plans
import Stores

/// What somebody gained, for machines: one object a line in one array.
package enum GainJSON {
  package static func bytes(_ entries: [GainEntry]) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 1)
    json.array { json in
      for entry in entries { append(entry, &json) }
    }
    return json.bytes + [0x0A]
  }

  private static func append(_ entry: GainEntry, _ json: inout JSONBuilder) {
    let gain = entry.gain
    json.object { json in
      json.text("at", gain.at.text)
      json.text("principal", gain.principal.text)
      json.text("user", gain.user)
      json.object("gained") { append(gain.gained, &$0) }
      json.boolean("everything", gain.isEverything)
      json.string("by", gain.revision == nil ? "time" : "revision")
      append(entry.record, &json)
      json.array("because") { json in
        for address in gain.because { json.string(nil, address.text) }
      }
      append(gain.approval, &json)
    }
  }

  private static func append(_ share: AccessShare, _ json: inout JSONBuilder) {
    json.object("endpoints") { json in
      let endpoints = share.groups.flatMap { group in
        group.endpoints.map { (id: $0, accounts: group.accounts) }
      }
      for endpoint in endpoints.sorted(by: { $0.id < $1.id }) {
        guard let accounts = endpoint.accounts else {
          json.text(endpoint.id.string, nil)
          continue
        }
        json.array(endpoint.id.string) { json in
          for account in accounts { json.text(nil, account) }
        }
      }
    }
    json.array("networks") { json in
      for block in share.networks { json.text(nil, block.text) }
    }
  }

  private static func append(_ record: RevisionRecord?, _ json: inout JSONBuilder) {
    guard let record else { return json.string("revision", nil) }
    json.object("revision") { json in
      json.number("number", Int(record.revision))
      json.text("command", record.command)
      json.text("actor", record.actor)
      json.text("onBehalfOf", record.onBehalfOf)
      json.text("reason", record.reason)
      json.text("commit", record.commit)
    }
  }

  private static func append(_ approval: AccessGain.Approval?, _ json: inout JSONBuilder) {
    guard let approval else { return json.string("approval", nil) }
    json.object("approval") { json in
      json.string("application", approval.application.text)
      json.text("by", approval.by)
      json.text("at", approval.at.text)
    }
  }
}
