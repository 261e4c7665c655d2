import AccessModel
import Diagnostics

extension Check {
  /// A test case names a principal or user that exists; one that does not may be meant, and is
  /// mostly a slip, with which a `deny` case passes for good.
  static let testCasesNameSomebody = Check("test cases name somebody") { state, findings in
    var judge = TestSubjectJudge(state)
    for (index, test) in state.own(.accessTest) {
      for value in test[AccessTestFields.cases].elements { judge.judge(value, of: test, index) }
    }
    findings.append(contentsOf: judge.findings)
  }
}

/// Looks up whom test cases name.
private struct TestSubjectJudge {
  private let state: DesiredState
  private(set) var findings: [Finding] = []
  private var suggestions: Suggestions

  init(_ state: DesiredState) {
    self.state = state
    suggestions = Suggestions(state)
  }

  mutating func judge(_ value: Value, of test: Resource, _ index: Int) {
    typealias Fields = AccessTestFields
    let scope = test.address.institution
    if let text = value[Fields.principal].text {
      guard let principal = try? PrincipalAddress(parsing: text) else { return }
      judge(principal, in: scope, at: Site(index, "cases.principal", text))
    } else if let user = value[Fields.user].text {
      let institution = value[Fields.institution].text ?? scope
      guard !institution.isEmpty else { return }
      let site = Site(index, "cases.user", user)
      guard isInScope(institution, scope, site) else { return }
      let target = Address(.portalUser, institution: institution, name: user)
      require(target, "there is no \(target)", site) { $0 }
    }
  }

  private mutating func judge(_ principal: PrincipalAddress, in scope: Text, at site: Site) {
    if !principal.institution.isEmpty {
      guard isInScope(principal.institution, scope, site) else { return }
    }
    let target = principal.resource
    let rest = principal.text.string.dropFirst(target.text.utf8.count)
    let exists = require(target, "there is no principal `\(principal)`", site) { near in
      "\(Address(target.kind, institution: target.institution, name: Text(near)))\(rest)"
    }
    guard exists, case .apiUser(_, _, let user) = principal.form,
      let resource = state.resource(at: target)
    else { return }
    let users = resource[BrokerApplicationFields.apiUsers].texts
    guard !users.contains(user) else { return }
    let near = nearestName(to: user.string, among: users.map(\.string))
    report("`\(user)` is no API user of \(target)", near.map { "\(target)/\($0)" }, site)
  }

  /// A test of an institution asks about nobody else.
  private mutating func isInScope(_ institution: Text, _ scope: Text, _ site: Site) -> Bool {
    if scope.isEmpty || institution == scope { return true }
    findings.append(
      Finding(
        .warning, .testPrincipalUnknown,
        "a test of \(scope) does not see anybody of `\(institution)`", at: site,
        help: "name a principal of \(scope), or write the test in the tree of \(institution)"))
    return false
  }

  /// Whether the resource exists; if not that is said, with a name near its own as it would be
  /// written.
  @discardableResult
  private mutating func require(
    _ target: Address, _ message: String, _ site: Site, suggesting spelling: (String) -> String
  ) -> Bool {
    if state.contains(target) { return true }
    let isUnseen = state.isInstitutionTree && target.kind.description.ownership == .staff
    guard !isUnseen, !state.lost.mayHold(target) else { return false }
    report(message, suggestions.nearest(to: target).map(spelling), site)
    return false
  }

  private mutating func report(_ message: String, _ near: String?, _ site: Site) {
    findings.append(
      Finding(
        .warning, .testPrincipalUnknown, message, at: site,
        help: near.map { "did you mean `\($0)`?" } ?? "correct the name, or remove the case"))
  }
}
