import AccessModel
import Diagnostics
import Plans

/// The part of a plan document that says what the plan brings about.
struct EffectsJSON {
  let effects: PlanEffects

  /// Who gains and loses what, with what a reader of that needs to know.
  func appendAccess(to json: inout JSONBuilder) {
    var shares = SharesJSON()
    json.array("access") { json in
      for impact in effects.access {
        json.raw { Self.append(impact, &shares, to: &$0) }
      }
    }
    json.object("classes") { json in
      for (id, riskClass) in effects.classes.sorted(by: { $0.key < $1.key }) {
        json.string(id.string, riskClass.name)
      }
    }
    json.array("everything") { json in
      for impact in effects.access where impact.isEverything {
        json.text(nil, impact.principal.text)
      }
    }
    json.number("unchanged", effects.unchanged)
    json.array("handovers") { json in
      for handover in effects.handovers {
        json.object { json in
          json.text("principal", handover.principal.text)
          json.text("from", handover.from)
          json.text("to", handover.to)
        }
      }
    }
    json.array("endedKeys") { json in
      for key in effects.endedKeys { Self.append(key, &json) }
    }
  }

  private static func append(_ key: EndedKey, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("key", key.id)
      json.text("principal", key.principal.text)
      json.text("name", key.name)
      json.text("user", key.user)
      json.string("cause", key.cause.rawValue)
      json.array("secrets") { json in
        for secret in key.secrets {
          json.object { json in
            json.number("number", secret.number)
            json.text("until", secret.until?.text)
          }
        }
      }
    }
  }

  /// What is not access: time, people, approvals, tests.
  func appendRest(to json: inout JSONBuilder) {
    json.array("later") { json in
      for change in effects.later { Self.append(change, &json) }
    }
    json.array("overrides") { json in
      for override in effects.overrides { Self.append(override, &json) }
    }
    json.array("requiredApprovals") { json in
      for approval in effects.requiredApprovals {
        json.object { json in
          json.text("for", approval.what)
          json.text("by", approval.by)
        }
      }
    }
    json.array("tests") { json in
      for test in effects.tests { Self.append(test, &json) }
    }
  }

  private static func append(
    _ impact: AccessImpact, _ shares: inout SharesJSON, to bytes: inout [UInt8]
  ) {
    bytes.append(contentsOf: #"{"principal":"#.utf8)
    JSONText.append(impact.principal.text, to: &bytes)
    bytes.append(contentsOf: #","gained":"#.utf8)
    shares.append(impact.gained, to: &bytes)
    bytes.append(contentsOf: #","lost":"#.utf8)
    shares.append(impact.lost, to: &bytes)
    bytes.append(contentsOf: #","keys":"#.utf8)
    JSONArray.append(impact.keys, to: &bytes) { JSONText.append($0, to: &$1) }
    bytes.append(contentsOf: #","because":"#.utf8)
    JSONArray.append(impact.because, to: &bytes) { JSONText.append($0.text, to: &$1) }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ change: LaterChange, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("at", change.at.text)
      json.text("principal", change.principal.text)
      json.text("what", change.what)
    }
  }

  private static func append(_ override: StandingOverride, _ json: inout JSONBuilder) {
    json.object { json in
      json.string("address", override.address.text)
      json.text("state", override.state)
      json.text("incident", override.incident)
      json.text("since", override.since.text)
    }
  }

  private static func append(_ test: TestOutcome, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("name", test.name)
      json.string("outcome", test.verdict.rawValue)
      json.text("message", test.message)
    }
  }
}

/// Writes shares, each distinct one only once from its parts.
private struct SharesJSON {
  private var table = ShareTable()
  /// What was written for each share, by its number in the table.
  private var written: [[UInt8]] = []

  mutating func append(_ share: AccessShare, to bytes: inout [UInt8]) {
    let number = table.number(of: share)
    if number == written.count { written.append(Self.bytes(of: table.shares[number])) }
    bytes.append(contentsOf: written[number])
  }

  private static func bytes(of share: AccessShare) -> [UInt8] {
    var bytes: [UInt8] = Array(#"{"endpoints":{"#.utf8)
    var isFirst = true
    for (id, accounts) in endpoints(of: share) {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      JSONText.append(id, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: accounts)
    }
    bytes.append(contentsOf: #"},"networks":"#.utf8)
    JSONArray.append(share.networks, to: &bytes) { JSONText.append($0.text, to: &$1) }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// The endpoints in the order of their ids, each with its accounts as they are written.
  private static func endpoints(of share: AccessShare) -> [(id: Text, accounts: [UInt8])] {
    var endpoints: [(id: Text, accounts: [UInt8])] = []
    endpoints.reserveCapacity(share.endpointCount)
    for group in share.groups {
      let accounts = accounts(of: group)
      for id in group.endpoints { endpoints.append((id, accounts)) }
    }
    if share.groups.count > 1 { endpoints.sort { $0.id < $1.id } }
    return endpoints
  }

  private static func accounts(of group: AccessShare.Group) -> [UInt8] {
    guard let names = group.accounts else { return Array("null".utf8) }
    var bytes: [UInt8] = []
    JSONArray.append(names, to: &bytes) { JSONText.append($0, to: &$1) }
    return bytes
  }
}

/// Arrays on one line.
private enum JSONArray {
  static func append<Element>(
    _ elements: [Element], to bytes: inout [UInt8], _ write: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(element, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
