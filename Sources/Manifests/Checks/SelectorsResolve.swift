import AccessModel
import Diagnostics

extension Check {
  /// Every selector names what exists (I-28): a set, an id that can be granted, a prefix of such.
  static let selectorsResolve = Check("I-28") { state, findings in
    var judge = SelectorJudge(state)
    for (kind, fields) in SelectorJudge.selectors {
      for (index, resource) in state.own(kind) {
        for field in fields {
          field.forEachText(in: resource) { judge.judge($0, at: Site(index, field.path, $0)) }
        }
      }
    }
    for (index, resource) in state.own(.accessTest) {
      for value in resource[AccessTestFields.cases].elements {
        guard let id = value[AccessTestFields.endpoint].text else { continue }
        judge.judgeTested(id, at: Site(index, "cases.endpoint", id))
      }
    }
    findings.append(contentsOf: judge.findings)
  }
}

/// Looks up selectors, each text once.
private struct SelectorJudge {
  private let state: DesiredState
  private let endpoints: DeclaredEndpoints
  private(set) var findings: [Finding] = []
  private var problems: [Text: Problem?] = [:]

  private struct Problem {
    let code: DiagnosticCode
    let message: String
    let help: String
  }

  init(_ state: DesiredState) {
    self.state = state
    endpoints = DeclaredEndpoints(state)
  }

  mutating func judge(_ text: Text, at site: Site) {
    if let known = problems[text] {
      if let known, !state.isInstitutionTree { report(known, site) }
      return
    }
    let problem = (try? Selector(parsing: text)).flatMap(problem)
    problems[text] = .some(problem)
    if let problem { report(problem, site) }
  }

  /// The endpoint of a test case, which may be a base row.
  mutating func judgeTested(_ id: Text, at site: Site) {
    guard endpoints.table.place(of: id) == nil else { return }
    judge(id, at: site)
  }

  private mutating func report(_ problem: Problem, _ site: Site) {
    guard state.isInstitutionTree else {
      findings.append(
        Finding(.error, problem.code, problem.message, at: site, help: problem.help))
      return
    }
    findings.append(
      Finding(
        .note, .unchecked,
        "`\(site.text ?? .empty)` belongs to the broker and is not in this tree", at: site,
        help: "it is looked up when a plan is made against the store"))
  }

  private func problem(_ selector: Selector) -> Problem? {
    guard !endpoints.resolver.exists(selector), !isLost(selector) else { return nil }
    switch selector {
    case .all: return nil
    case .set(let name): return missingSet(name)
    case .exact(let id): return missingID(id)
    case .prefix(let prefix): return missingPrefix(prefix)
    }
  }

  /// Whether it may name what is declared and could not be read.
  private func isLost(_ selector: Selector) -> Bool {
    guard case .set(let name) = selector else {
      return state.lost.mayHold(anyOf: [.endpointCatalogue])
    }
    return state.lost.mayHold(Address(.permissionSet, name: name))
  }

  private func missingSet(_ name: Text) -> Problem {
    let names = state.all(.permissionSet).map(\.resource.address.name.string)
    let near = nearestName(to: name.string, among: names)
    return Problem(
      code: .unresolvedSet, message: "there is no permission set `\(name)`",
      help: near.map { "did you mean `set:\($0)`?" }
        ?? "correct the name, or declare PermissionSet/\(name)")
  }

  private func missingID(_ id: Text) -> Problem {
    if endpoints.table.place(of: id) != nil {
      return Problem(
        code: .endpointBase, message: "`\(id)` is a base endpoint and is never granted",
        help: "remove it; every live principal may call it")
    }
    let grantable = endpoints.table.rows.lazy.filter { !$0.isBase }.map(\.id.string)
    let near = nearestName(to: id.string, among: grantable)
    return Problem(
      code: .endpointUnknown, message: "there is no endpoint `\(id)`",
      help: near.map { "did you mean `\($0)`?" } ?? "the ids stand in the EndpointCatalogue")
  }

  private func missingPrefix(_ prefix: Text) -> Problem {
    let written = prefix.string + "*"
    if !endpoints.table.places(withPrefix: prefix).isEmpty {
      return Problem(
        code: .endpointBase, message: "`\(written)` matches base endpoints only",
        help: "remove it; every live principal may call them")
    }
    let near = nearestName(to: written, among: prefixes)
    return Problem(
      code: .endpointUnknown, message: "no endpoint begins with `\(prefix)`",
      help: near.map { "did you mean `\($0)`?" } ?? "the ids stand in the EndpointCatalogue")
  }

  /// Every prefix that matches something, in the form of a selector.
  private var prefixes: Set<String> {
    var prefixes: Set<String> = []
    for row in endpoints.table.rows where !row.isBase {
      for (offset, byte) in row.id.bytes.enumerated() where byte == UInt8(ascii: ".") {
        prefixes.insert(row.id.slice(0..<offset).string + ".*")
      }
    }
    return prefixes
  }

  /// The fields of each kind that hold selectors.
  static let selectors: [(kind: Kind, fields: [LeafField])] = Kind.allCases.compactMap { kind in
    let fields = LeafField.all(of: kind) {
      if case .selector = $0 { true } else { false }
    }
    return fields.isEmpty ? nil : (kind, fields)
  }
}
