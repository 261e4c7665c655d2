import AccessModel
import Diagnostics

/// What breaks a rule of a key policy, so that two states can be compared.
struct PolicyBreach: Sendable {
  /// The rules that speak, by the paths of their fields, and how loud each is.
  let rules: [(field: String, severity: ResolvedPolicy.Severity)]
  /// The resource that would have to change.
  let holder: Address
  /// What of it is meant, where the rule speaks about several parts one by one.
  let part: Text?
  /// Whom an exception could name; empty where the rule is not about principals or nobody holds it.
  let principals: [Text]

  init(
    _ rules: [(field: String, severity: ResolvedPolicy.Severity)], by holder: Address,
    part: Text? = nil, principals: [Text] = []
  ) {
    self.rules = rules
    self.holder = holder
    self.part = part
    self.principals = principals
  }
}
