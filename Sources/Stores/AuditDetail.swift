import AccessModel
import Diagnostics
import Plans

/// The canonical JSON that audit entries carry.
package enum AuditDetail {
  /// Who wrote, when, why, and from what.
  ///
  /// The first commit also says which store it is, so that the chain binds that too.
  static func ofCommit(
    plan: Plan, header: CommitHeader, command: Text, at: Instant, stateDigest: Digest,
    founding identity: StoreIdentity?
  ) -> Text {
    var object = JSONObject()
    object.add("applyId", header.applyID)
    object.add("command", command)
    object.add("actor", Text(header.actor.description))
    if let person = header.onBehalfOf { object.add("onBehalfOf", Text(person.description)) }
    if let reason = header.reason { object.add("reason", reason) }
    object.add("at", Text(at.description))
    object.add("wallClock", Text(header.wallClock.description))
    if let commit = plan.desired.commit { object.add("gitCommit", commit) }
    object.add("planDigest", Text(plan.digest.description))
    object.add("stateDigest", Text(stateDigest.description))
    if let identity {
      object.add("lineage", identity.lineage)
      object.add("deployment", Text(identity.deployment.description))
    }
    return object.text
  }

  static func of(_ change: Change) -> Text {
    var object = JSONObject()
    if change.action == .rename, let before = change.before {
      object.add("renamedFrom", Text(before.resource.address.text))
    }
    if let owner = change.formerOwner { object.add("formerOwner", owner) }
    if let reason = change.reason { object.add("reason", reason) }
    if let source = change.source { object.add("source", Text("\(source.file):\(source.line)")) }
    return object.text
  }

  /// Which key signed which statement, and until when it stood.
  static func of(_ approval: PlanApproval) -> Text {
    var object = JSONObject()
    object.add("key", approval.key.fingerprint)
    object.add("statement", Text(approval.digest.description))
    object.add("plan", Text(approval.statement.plan.description))
    object.add("expires", approval.statement.expires.text)
    return object.text
  }

  static func of(_ owner: Owner) -> Text {
    var object = JSONObject()
    if let institution = owner.institution { object.add("institution", institution) }
    if !owner.protected.isEmpty {
      object.add("protected", Text(owner.protected.map(\.string).joined(separator: " ")))
    }
    return object.text
  }

  /// A JSON object of strings under construction.
  private struct JSONObject {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func add(_ key: String, _ value: Text) {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &bytes)
    }

    var text: Text { Text(bytes + [UInt8(ascii: "}")]) }
  }
}
