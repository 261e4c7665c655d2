import AccessModel
import Diagnostics
import Plans

/// Outcomes of access tests as one JSON object.
package enum TestJSON {
  package static func bytes(of report: TestReport) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 2)
    json.object { json in
      json.text("owner", report.owner)
      json.string("environment", report.deployment.environment.rawValue)
      json.text("region", report.deployment.region)
      json.string("at", report.at.description)
      json.array("tests") { json in
        for outcome in report.outcomes { append(outcome, &json) }
      }
      json.array("untested") { json in
        for privilege in report.untested { append(privilege, &json) }
      }
      json.object("summary") { json in
        json.number("pass", report.count(.passed))
        json.number("fail", report.count(.failed))
        json.number("warn", report.count(.warned))
        json.number("waiting", report.count(.waiting))
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static func append(_ outcome: TestOutcome, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("name", outcome.name)
      json.string("outcome", outcome.verdict.rawValue)
      json.text("message", outcome.message)
      json.boolean("binding", outcome.isBinding)
    }
  }

  private static func append(_ privilege: UntestedPrivilege, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("endpoint", privilege.endpoint)
      json.string("class", privilege.riskClass.name)
      json.number("principals", privilege.holders)
    }
  }
}
