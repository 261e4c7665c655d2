import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import YAMLSyntax

/// Reads saved plans.
///
/// A plan file is accepted only when writing what was read gives its bytes again: every edit, of
/// whatever part, is noticed, and nothing in it can mean two things.
enum PlanFile {
  private static let limits = SyntaxLimits(
    depth: 64, fileBytes: 1 << 30, scalarBytes: 64 << 10, nodes: 200_000_000,
    expandedBytes: 1 << 31)

  /// The plan in `file`; throws diagnostics when it is none, `stale` when it was edited.
  static func read(_ file: SourceFile) throws(CommandFailure) -> Plan {
    // What begins otherwise is another kind of file, and what a YAML reader says of it is no help.
    guard file.bytes.first == UInt8(ascii: "{") else { throw .diagnostics([malformed(file)]) }
    var diagnostics: [Diagnostic] = []
    guard let tree = parseSyntax(file, limits: limits, into: &diagnostics) else {
      throw .diagnostics(diagnostics)
    }
    guard tree.documents.count == 1, let root = tree.documents.first,
      let plan = plan(PlanNode(tree: tree, node: root))
    else { throw .diagnostics([malformed(file)]) }
    guard PlanJSON.bytes(of: plan) == file.bytes else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
    return plan
  }

  private static func malformed(_ file: SourceFile) -> Diagnostic {
    .error(
      .planMalformed, "`\(file.path)` is not a plan that this version wrote",
      at: SourceRange(file, 0..<min(1, file.bytes.count)),
      help: "make a new one with mandate plan --out FILE")
  }

  private static func plan(_ root: PlanNode) -> Plan? {
    guard root["formatVersion"]?.string == "1.0", let owner = root["owner"]?.text,
      let environment = root["environment"]?.string.flatMap(Deployment.Environment.init),
      let region = root["region"]?.text, let createdAt = root["createdAt"]?.instant,
      let base = root["base"].flatMap(base), let desired = root["desired"].flatMap(desired),
      let changes = root["changes"].flatMap(changes),
      let waiting = root["waiting"]?.elements.map(waiting),
      let guardrails = root["guardrails"]?.elements.map(guardrail),
      let effects = PlanFileEffects.effects(root, changes)
    else { return nil }
    let command = root["command"]?.list(\.text) ?? []
    return Plan(
      owner: owner, deployment: Deployment(environment: environment, region: region),
      createdAt: createdAt, author: root["author"]?.text.flatMap { Actor($0) }, base: base,
      desired: desired, changes: changes, waiting: waiting.compactMap { $0 },
      guardrails: guardrails.compactMap { $0 }, effects: effects,
      command: command)
  }

  private static func base(_ node: PlanNode) -> Plan.Base? {
    guard let revision = node["revision"]?.integer, revision >= 0, let scopes = node["scopes"]
    else { return nil }
    let digests = scopes.members.compactMap { name, value in
      value.text.flatMap { Digest($0) }.map { (scope: Scope(named: name), digest: $0) }
    }
    return Plan.Base(store: node["store"]?.text, revision: Int64(revision), scopes: digests)
  }

  private static func desired(_ node: PlanNode) -> Plan.Desired? {
    guard let digest = node["digest"]?.text.flatMap({ Digest($0) }),
      let resources = node["resources"]?.integer
    else { return nil }
    return Plan.Desired(digest: digest, resources: resources, commit: node["commit"]?.text)
  }

  /// The changes, their resources read through the same descriptions as manifests.
  private static func changes(_ node: PlanNode) -> [Change]? {
    let steps = node.elements
    let texts = steps.flatMap { [$0["before"], $0["after"]] }
      .compactMap { $0.flatMap { $0.isNull ? nil : $0.json } }
    var ignored: [Diagnostic] = []
    guard let resources = RegisterDecoder.resources(of: texts, into: &ignored) else { return nil }
    var next = resources.makeIterator()
    let hasher = Hasher256()
    func version(_ node: PlanNode?) -> Change.Version? {
      guard let node, !node.isNull, let resource = next.next() else { return nil }
      return Change.Version(
        resource: resource, digest: hasher.digest(of: CanonicalJSON.bytes(of: resource)))
    }
    var changes: [Change] = []
    for step in steps {
      let before = version(step["before"])
      let after = version(step["after"])
      guard before != nil || after != nil else { return nil }
      let source = step["source"].flatMap(source)
      if let owner = step["formerOwner"]?.text, let before {
        changes.append(Change(adopting: before, from: owner, source: source))
      } else {
        changes.append(Change(before: before, after: after, source: source))
      }
    }
    return changes
  }

  private static func source(_ node: PlanNode) -> Source? {
    guard let file = node["file"]?.text, let line = node["line"]?.integer, line > 0 else {
      return nil
    }
    return Source(file: file, line: line)
  }

  private static func waiting(_ node: PlanNode) -> Waiting? {
    guard let address = node["address"]?.text.flatMap({ Address($0) }),
      let event = node["for"]?.text, let next = node["next"]?.text
    else { return nil }
    return Waiting(address: address, event: event, next: next)
  }

  private static func guardrail(_ node: PlanNode) -> GuardrailOutcome? {
    guard let name = node["name"]?.string,
      let verdict = node["outcome"]?.string.flatMap(GuardrailOutcome.Verdict.init),
      let actual = node["actual"]?.integer, let message = node["message"]?.string
    else { return nil }
    if let lift = node["lift"]?.string, !lift.hasPrefix("--lift \(name)") { return nil }
    return GuardrailOutcome(
      name: name, verdict: verdict, limit: node["limit"]?.integer, actual: actual,
      message: message, lift: node["lift"]?.string)
  }
}
