import AccessModel
import Diagnostics

extension Check {
  /// A test case says whom and what it asks about, each once.
  static let testCasesAreWhole = Check("test cases are whole") { state, findings in
    for (index, test) in state.own(.accessTest) {
      for value in test[AccessTestFields.cases].elements {
        if let malformed = malformedQuery(value, index) { findings.append(malformed) }
        let testCase = TestCase(value, in: test.address.institution)
        guard let problem = testCase.problem ?? ExpectedReason(value).problem,
          let name = value[AccessTestFields.caseName].text
        else { continue }
        findings.append(
          Finding(
            .error, .testCaseShape, "`\(name)` \(problem.message)",
            at: Site(index, "cases.name", name), help: problem.help))
      }
    }
  }
}

/// What is wrong with the values in a `where`, such as a class that there is not.
private func malformedQuery(_ value: Value, _ index: Int) -> Finding? {
  guard let text = value[AccessTestFields.condition].text else { return nil }
  do throws(FormatProblem) {
    _ = try AccessQuery(parsing: text)
    return nil
  } catch {
    return Finding(
      .error, error.code, error.message, at: Site(index, "cases.where", text),
      help: error.help.first ?? "write kind, desk, class, endpoint and the like")
  }
}

/// The reason that a case expects beside its answer.
private struct ExpectedReason {
  private let reason: AccessReason?
  private let expectsAllow: Bool

  init(_ value: Value) {
    reason = value[AccessTestFields.reason].text.flatMap { AccessReason(rawValue: $0.string) }
    expectsAllow = value[AccessTestFields.expect].text?.is("allow") ?? false
  }

  var problem: (message: String, help: String)? {
    guard let reason, reason.isAllowed != expectsAllow else { return nil }
    let (expected, found) = expectsAllow ? ("allow", "deny") : ("deny", "allow")
    return (
      "expects \(expected), and `\(reason.rawValue)` is a reason to \(found)",
      "correct `expect` or `reason`"
    )
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
