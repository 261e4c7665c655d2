import AccessModel
import Diagnostics

/// The key policies that hold in a state, and how their rules are reported there.
struct InstitutionPolicies {
  private var book: PolicyBook
  private let state: DesiredState

  /// What holds where no tier says more: the built-in policy with `default` over it.
  var base: ResolvedPolicy { book.base }

  init(_ state: DesiredState) {
    self.state = state
    book = PolicyBook(for: state.deployment.environment, at: state.now) { state.resource(at: $0) }
  }

  mutating func policy(of institution: Text) -> ResolvedPolicy { book.policy(of: institution) }

  /// The policy for one principal of the institution, exceptions heeded.
  mutating func policy(of institution: Text, for principal: Text) -> ResolvedPolicy {
    book.policy(of: institution, for: principal)
  }

  /// What a rule says of `principals`, who hold something together; nil when it allows all of them.
  ///
  /// Whoever is excepted is left out. Where nobody holds it yet, the policy of the institution is
  /// the one that holds.
  mutating func verdict(
    in institution: Text, on principals: @autoclosure () -> [Text],
    _ rule: (ResolvedPolicy) -> ResolvedPolicy.Severity
  ) -> Verdict? {
    let common = rule(book.policy(of: institution))
    guard common > .allow || book.hasExceptions(in: institution) else { return nil }
    let principals = principals()
    var worst = principals.isEmpty ? common : .allow
    var meant: [Text] = []
    for principal in principals {
      let own = rule(book.policy(of: institution, for: principal))
      if own > worst { meant = [] }
      worst = max(worst, own)
      if own == worst { meant.append(principal) }
    }
    guard let severity = severity(worst) else { return nil }
    return Verdict(asked: worst, severity: severity, principals: meant)
  }

  /// What a rule says of some principals.
  struct Verdict {
    /// As the policy writes it.
    let asked: ResolvedPolicy.Severity
    /// As it is reported.
    let severity: Diagnostic.Severity
    /// Those whom it is about.
    let principals: [Text]
  }

  /// How a rule of a policy is reported; nil when it allows.
  ///
  /// WHY never an error in an institution's own tree: the policies are the broker's and not there,
  /// and the one in the store may be looser than the built-in one.
  func severity(_ severity: ResolvedPolicy.Severity) -> Diagnostic.Severity? {
    switch severity {
    case .allow: nil
    case .warn: .warning
    case .refuse: state.isInstitutionTree ? .warning : .error
    }
  }
}
