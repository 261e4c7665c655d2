import AccessModel
import Diagnostics
package import Plans
package import Stores

/// The register for machines.
package enum RegisterJSON {
  /// Canonical resources: one object when `isSingle`, else an array with one resource a line.
  package static func resources(_ rows: [StoredRow], isSingle: Bool) -> [UInt8] {
    if isSingle, rows.count == 1 { return Array(rows[0].canonical.bytes) + newLine }
    var json = JSONBuilder(spreadLevels: 1)
    json.array { json in
      for row in rows { json.raw { $0.append(contentsOf: row.canonical.bytes) } }
    }
    return json.bytes + newLine
  }

  /// Revisions, newest first.
  package static func history(
    _ revisions: [RevisionRecord], _ approvals: RecordedApprovals = .none
  ) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 1)
    json.array { json in
      for revision in revisions { append(revision, approvals.of(revision.revision), &json) }
    }
    return json.bytes + newLine
  }

  private static func append(
    _ revision: RevisionRecord, _ approvals: [RecordedApprovals.Entry], _ json: inout JSONBuilder
  ) {
    json.object { json in
      json.number("revision", Int(revision.revision))
      json.string("at", revision.at.description)
      json.string("wallClock", revision.wallClock.description)
      json.text("command", revision.command)
      json.text("owner", revision.owner)
      json.text("actor", revision.actor)
      json.text("onBehalfOf", revision.onBehalfOf)
      json.array("approvals") { json in
        for approval in approvals {
          json.object { json in
            json.text("approver", approval.approver)
            json.text("key", approval.key)
            json.text("statement", approval.statement)
          }
        }
      }
      json.text("reason", revision.reason)
      json.number("changes", revision.changes)
      json.text("commit", revision.commit)
      json.text("applyId", revision.applyID)
      json.string("planDigest", revision.planDigest.description)
      json.string("stateDigest", revision.stateDigest.description)
      json.string("auditHead", revision.auditHead.description)
    }
  }

  /// What `store status` shows.
  package static func status(_ status: StoreStatus, place: String) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 1)
    json.object { json in
      json.string("store", place)
      json.text("lineage", status.identity.lineage)
      json.string("environment", status.identity.deployment.environment.rawValue)
      json.text("region", status.identity.deployment.region)
      json.string("engine", status.engine)
      json.number("formatVersion", status.formatVersion)
      json.number("revision", Int(status.head.revision))
      json.string("lastRecorded", status.head.lastRecorded?.description)
      json.number("resources", status.resources)
      json.array("owners") { json in
        for owner in status.owners { append(owner, &json) }
      }
      json.string("stateDigest", status.head.stateDigest.description)
      json.number("auditEntries", Int(status.head.auditSequence))
      json.string("auditHead", status.head.auditHead.description)
    }
    return json.bytes + newLine
  }

  /// The registered owners.
  package static func owners(_ owners: [Owner]) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 1)
    json.array { json in
      for owner in owners { append(owner, &json) }
    }
    return json.bytes + newLine
  }

  private static func append(_ owner: Owner, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("name", owner.name)
      json.text("institution", owner.institution)
      json.array("protected") { json in
        for name in owner.protected { json.text(nil, name) }
      }
    }
  }

  /// Audit entries, one JSON object a line.
  package static func audit(_ entry: AuditEntry) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.number("sequence", Int(entry.sequence))
      json.number("revision", Int(entry.revision))
      json.text("action", entry.action)
      json.text("subject", entry.subject)
      json.string("before", entry.before?.description)
      json.string("after", entry.after?.description)
      json.raw("detail") { $0.append(contentsOf: detail(entry)) }
      json.string("hash", entry.hash.description)
    }
    return json.bytes + newLine
  }

  /// The detail is JSON already, but for the reason of a lift, which is text.
  private static func detail(_ entry: AuditEntry) -> [UInt8] {
    if entry.detail.hasPrefix("{") { return Array(entry.detail.bytes) }
    var output: [UInt8] = []
    JSONText.append(entry.detail, to: &output)
    return output
  }

  private static let newLine = [UInt8(ascii: "\n")]
}
