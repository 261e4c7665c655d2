package import AccessModel
package import Diagnostics

/// What a second person signs: which plan, for which store, what of it they approve and until when.
package struct ApprovalStatement: Hashable, Sendable {
  package let plan: Digest
  package let deployment: Deployment
  /// The lineage of the store that the plan was made against.
  package let store: Text
  package let approver: Actor
  /// One line for each required approval, sorted.
  package let approves: [Text]
  /// From this instant on it is worth nothing.
  package let expires: Instant

  /// The longest time for which an approval may stand.
  package static let secondsMax: Int64 = 30 * 86_400

  /// Nothing that is written is longer; a plan asks for a few approvals only.
  package static let bytesMax = 16 << 10

  package init(
    plan: Digest, deployment: Deployment, store: Text, approver: Actor,
    approving required: [RequiredApproval], expires: Instant
  ) {
    self.plan = plan
    self.deployment = deployment
    self.store = store
    self.approver = approver
    approves = Set(required.map(\.line)).sorted()
    self.expires = expires
  }

  // MARK: Text

  private static let title = "mandate approval 1"

  /// The one way in which it is written; what is signed is exactly these bytes.
  package var bytes: [UInt8] {
    var lines = [
      Self.title, "plan \(plan)", "environment \(deployment)", "store \(store)",
      "approver \(approver)",
    ]
    lines += approves.map { "approves \($0)" }
    lines.append("expires \(expires)")
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// Reads exactly what `bytes` gives; nil for anything else.
  package init?(_ text: Text) {
    guard text.count <= Self.bytesMax else { return nil }
    var lines = text.split(UInt8(ascii: "\n"))[...]
    func take(_ word: StaticString) -> Text? {
      guard let line = lines.first, line.hasPrefix(word) else { return nil }
      lines.removeFirst()
      return line.slice(word.utf8CodeUnitCount..<line.count)
    }
    guard take("mandate approval 1")?.isEmpty == true,
      let plan = take("plan ").flatMap({ Digest($0) }),
      let deployment = take("environment ").flatMap(Self.deployment), let store = take("store "),
      let approver = take("approver ").flatMap({ Actor($0) })
    else { return nil }
    var approves: [Text] = []
    while let line = take("approves ") { approves.append(line) }
    guard let expires = take("expires ").flatMap({ try? Instant(parsing: $0) }) else { return nil }
    self.plan = plan
    self.deployment = deployment
    self.store = store
    self.approver = approver
    self.approves = approves
    self.expires = expires
    // WHY compared as a whole: then no two texts mean the same, whatever a part of the reader takes.
    guard !approves.isEmpty, approves == Set(approves).sorted(), Text(bytes) == text,
      approves.allSatisfy({ (try? FreeText(parsing: $0)) != nil })
    else { return nil }
  }

  private static func deployment(_ text: Text) -> Deployment? {
    let parts = text.split(UInt8(ascii: "/"))
    guard parts.count == 2, let environment = Deployment.Environment(rawValue: parts[0].string)
    else { return nil }
    return Deployment(environment: environment, region: parts[1])
  }
}
