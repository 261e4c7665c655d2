package import AccessModel
package import Diagnostics
package import Plans

/// Which cases are run.
package enum TestFocus: Sendable {
  case everything
  /// What a plan touches: the principals whose access reads a change, whether or not it differs
  /// now, and the tests that the plan itself creates or changes.
  case touched(principals: Set<PrincipalAddress>, tests: Set<Address>)
}

/// Runs access tests against a planned register (model, section 2.2).
///
/// A `deny` case passes when no call as it says can be made by anybody whom it names; one that names
/// nobody passes and says so. An `allow` case passes when every principal that it names can make
/// such a call, and it names one; of a case that names a user, when one principal of that user can.
/// What a case leaves open may be anything: any endpoint, any account, any address.
package enum AccessTestRunner {
  /// The outcomes in the order of `tests` and of their cases.
  ///
  /// `institution` is that of the plan's owner, nil for staff: a case about another one is left out.
  ///
  /// - Complexity: for each case that is run, linear in the principals that it may name.
  package static func outcomes(
    of tests: [StandingTest], in planned: AccessView, for institution: Text? = nil,
    focus: TestFocus = .everything
  ) -> [TestOutcome] {
    var run = TestRun(planned, institution, focus)
    return tests.flatMap { run.outcomes(of: $0) }
  }
}

/// One run, with the views at other instants that its cases asked for.
private struct TestRun {
  private let planned: AccessView
  private let institution: Text?
  private let focus: TestFocus
  private var views: [Instant: AccessView] = [:]

  init(_ planned: AccessView, _ institution: Text?, _ focus: TestFocus) {
    self.planned = planned
    self.institution = institution
    self.focus = focus
  }

  mutating func outcomes(of standing: StandingTest) -> [TestOutcome] {
    let test = standing.resource
    return test[AccessTestFields.cases].elements.compactMap { value in
      do throws(FormatProblem) {
        return outcome(of: try AccessTestCase(value, of: test.address), standing)
      } catch {
        return TestOutcome(
          name: AccessTestCase.name(of: value, in: test.address), verdict: .fail,
          message: Text("cannot be judged: \(error.message)"), isBinding: standing.isBinding)
      }
    }
  }

  /// Nil for a case that is not to be run.
  private mutating func outcome(
    of test: AccessTestCase, _ standing: StandingTest
  ) -> TestOutcome? {
    if let institution, let named = test.namedInstitution, named != institution { return nil }
    let scope = CaseScope(test, in: view(at: test.at))
    guard isWanted(scope, standing.resource.address) else { return nil }
    let answer = CaseJudge(scope).answer()
    return TestOutcome(
      name: test.name, verdict: answer.verdict, message: Text(answer.message),
      isBinding: standing.isBinding)
  }

  private func isWanted(_ scope: CaseScope, _ test: Address) -> Bool {
    // A test of everybody asks an institution's plan about its own people; it may have none.
    if institution != nil, case .everyone = scope.test.subject, scope.test.scope.isEmpty,
      scope.principals.isEmpty
    {
      return false
    }
    guard case .touched(let principals, let tests) = focus, !tests.contains(test) else {
      return true
    }
    return principals.contains { scope.names($0) || scope.mayHaveNamed($0) }
  }

  private mutating func view(at instant: Instant?) -> AccessView {
    guard let instant, instant != planned.now else { return planned }
    if let known = views[instant] { return known }
    let view = AccessView(planned.register, at: instant)
    views[instant] = view
    return view
  }
}

extension [TestOutcome] {
  /// Whether a test that binds has failed, which refuses the plan.
  package var hasBindingFailure: Bool { contains { $0.isBinding && $0.verdict == .fail } }
}
