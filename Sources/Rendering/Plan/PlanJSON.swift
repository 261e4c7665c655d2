import AccessModel
import Diagnostics
package import Plans

/// The plan document (cli, section 4): what `--format json` prints and `--out` writes.
package enum PlanJSON {
  /// The program and version that wrote a document.
  package static let tool = "mandate \(ToolVersion.current)"

  /// The document, byte for byte the same for the same plan.
  package static func bytes(of plan: Plan) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 2)
    json.object { json in
      head(plan, &json)
      json.array("changes") { json in
        for (index, change) in plan.changes.enumerated() {
          append(change, index + 1, plan.effects.directions[change.address] ?? .neutral, &json)
        }
      }
      json.array("waiting") { json in
        for waiting in plan.waiting { append(waiting, &json) }
      }
      let effects = EffectsJSON(effects: plan.effects)
      effects.appendAccess(to: &json)
      effects.appendRest(to: &json)
      json.array("guardrails") { json in
        for outcome in plan.guardrails { append(outcome, &json) }
      }
      summary(plan, &json)
      json.string("digest", plan.digest.description)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static func head(_ plan: Plan, _ json: inout JSONBuilder) {
    json.string("formatVersion", "1.0")
    json.string("tool", tool)
    json.text("owner", plan.owner)
    json.string("environment", plan.deployment.environment.rawValue)
    json.text("region", plan.deployment.region)
    json.string("createdAt", plan.createdAt.description)
    json.string("author", plan.author?.description)
    json.object("base") { json in
      json.text("store", plan.base.store)
      json.number("revision", Int(plan.base.revision))
      json.object("scopes") { json in
        for (scope, digest) in plan.base.scopes {
          json.string(scope.name.string, digest.description)
        }
      }
    }
    json.object("desired") { json in
      json.string("digest", plan.desired.digest.description)
      json.number("resources", plan.desired.resources)
      json.text("commit", plan.desired.commit)
    }
    guard !plan.command.isEmpty else { return }
    json.array("command") { json in
      for word in plan.command { json.text(nil, word) }
    }
  }

  private static func append(
    _ change: Change, _ step: Int, _ direction: Direction, _ json: inout JSONBuilder
  ) {
    json.object { json in
      json.number("step", step)
      json.string("address", change.address.text)
      json.string("action", change.action.rawValue)
      if let owner = change.formerOwner { json.text("formerOwner", owner) }
      append("before", change.before, &json)
      append("after", change.after, &json)
      json.text("reason", change.reason)
      json.array("fields") { json in
        for field in FieldChange.all(of: change) { append(field, &json) }
      }
      json.string("direction", direction.rawValue)
      if let source = change.source {
        json.object("source") { json in
          json.text("file", source.file)
          json.number("line", source.line)
        }
      } else {
        json.string("source", nil)
      }
    }
  }

  private static func append(
    _ key: String, _ version: Change.Version?, _ json: inout JSONBuilder
  ) {
    guard let version else { return json.string(key, nil) }
    json.raw(key) { CanonicalJSON.append(version.resource, to: &$0) }
  }

  private static func append(_ field: FieldChange, _ json: inout JSONBuilder) {
    json.object { json in
      json.string("path", field.path)
      json.raw("before") { CanonicalJSON.append(field.before, of: field.type, to: &$0) }
      json.raw("after") { CanonicalJSON.append(field.after, of: field.type, to: &$0) }
    }
  }

  private static func append(_ waiting: Waiting, _ json: inout JSONBuilder) {
    json.object { json in
      json.string("address", waiting.address.text)
      json.text("for", waiting.event)
      json.text("next", waiting.next)
    }
  }

  private static func append(_ outcome: GuardrailOutcome, _ json: inout JSONBuilder) {
    json.object { json in
      json.string("name", outcome.name)
      json.string("outcome", outcome.verdict.rawValue)
      json.number("limit", outcome.limit)
      json.number("actual", outcome.actual)
      json.string("message", outcome.message)
      json.string("lift", outcome.lift)
    }
  }

  private static func summary(_ plan: Plan, _ json: inout JSONBuilder) {
    let summary = plan.summary
    json.object("summary") { json in
      json.number("create", summary.create)
      json.number("update", summary.update)
      json.number("delete", summary.delete)
      json.number("rename", summary.rename)
      if summary.adopt > 0 { json.number("adopt", summary.adopt) }
      json.number("widening", plan.effects.widening)
      json.number("narrowing", plan.effects.narrowing)
    }
  }
}
