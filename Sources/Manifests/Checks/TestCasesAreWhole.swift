import AccessModel
import Diagnostics

extension Check {
  /// A test case says whom and what it asks about, each once.
  static let testCasesAreWhole = Check("test cases are whole") { state, findings in
    for (index, test) in state.own(.accessTest) {
      for value in test[AccessTestFields.cases].elements {
        let problem = TestCase(value, in: test.address.institution).problem
        guard let problem, let name = value[AccessTestFields.caseName].text else { continue }
        findings.append(
          Finding(
            .error, .testCaseShape, "`\(name)` \(problem.message)",
            at: Site(index, "cases.name", name), help: problem.help))
      }
    }
  }
}

/// Which of its fields a test case has.
private struct TestCase {
  private let hasPrincipal: Bool
  private let hasUser: Bool
  private let hasInstitution: Bool
  private let hasCondition: Bool
  private let hasEndpoint: Bool

  init(_ value: Value, in institution: Text) {
    typealias Fields = AccessTestFields
    hasPrincipal = !value[Fields.principal].isAbsent
    hasUser = !value[Fields.user].isAbsent
    hasCondition = !value[Fields.condition].isAbsent
    hasEndpoint = !value[Fields.endpoint].isAbsent
    hasInstitution = !value[Fields.institution].isAbsent || (hasUser && !institution.isEmpty)
  }

  var problem: (message: String, help: String)? {
    if hasPrincipal, hasUser {
      return ("names a principal and a user", "keep one of `principal` and `user`")
    }
    if hasUser, !hasInstitution {
      return ("names a user without an institution", "add `institution`")
    }
    if hasInstitution, !hasUser {
      return ("names an institution without a user", "add `user`, or write a `where`")
    }
    if !hasPrincipal, !hasUser, !hasCondition {
      return ("does not say whom it asks about", "add `principal`, `user` or `where`")
    }
    if !hasEndpoint, !hasCondition {
      return ("does not say what it asks about", "add `endpoint` or `where`")
    }
    return nil
  }
}
