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
