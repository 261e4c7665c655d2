package import Diagnostics

extension DiagnosticCode {
  static let networksUnrestricted = DiagnosticCode(
    "networks-unrestricted", "A class of endpoints is held from every address of the internet.",
    """
    Nothing but the secret then stands between a thief and the endpoints. The address lists of \
    the desk, authorization or application and those of the institution are taken together, and \
    pieces that add up to the whole of IPv4 or of IPv6 count as the whole. `unrestricted` of the \
    key policy says for each class whether that is allowed. Name a list of the addresses that \
    callers have, or have the key policy except the principal until a date.
    """)

  static let networksUnstated = DiagnosticCode(
    "networks-unstated", "No address list is named at any level.",
    """
    Whoever is bound by no list can call from everywhere, perhaps because a line was forgotten. \
    A list with `mode: unrestricted` says that it is meant. `unstatedNetworks` of the key policy \
    says how strictly that is asked.
    """)

  static let policyBroken = DiagnosticCode(
    "policy-broken", "A plan makes a rule of a key policy speak about what it does not touch.",
    """
    A stricter policy, another tier or a larger set would leave resources behind that break a \
    rule which they kept until now, those of other owners too. Each needs a change of its own or \
    an exception with an end, before the policy is tightened or together with it.
    """)

  static let exceptionRule = DiagnosticCode(
    "exception-rule", "An exception names no rule that can be lifted for a principal.",
    """
    `rule` is the path of a field of the key policy, such as `unrestricted.trade`, or of what \
    holds several, such as `ip`. Rules about institutions and accounts cannot be lifted for a \
    principal.
    """)

  static let exceptionPrincipal = DiagnosticCode(
    "exception-principal", "An exception is for a principal that does not exist.",
    """
    It is spelt wrongly, or left from a principal that is gone. Should the name come into use \
    again, the exception would hold for it.
    """)

  static let exceptionEnds = DiagnosticCode(
    "exception-ends", "An exception of a key policy ends within thirty days.",
    """
    From its end on the rule holds again, and what breaks it is refused in the next plan.
    """)

  static let exceptionEnded = DiagnosticCode(
    "exception-ended", "An exception of a key policy has ended.",
    """
    The rule holds again for its principal. An exception that has ended has no effect and can go.
    """)

  static let exceptionIdle = DiagnosticCode(
    "exception-idle", "An exception of a key policy changes nothing.",
    """
    Either its principal breaks no such rule, or another policy asks for the same: an exception \
    of a tier's policy lifts what that policy adds, and one of the default policy what the \
    default asks for.
    """)

  package static let policyCodes: [DiagnosticCode] = [
    .networksUnrestricted, .networksUnstated, .policyBroken, .exceptionRule, .exceptionPrincipal,
    .exceptionEnds, .exceptionEnded, .exceptionIdle,
  ]

  /// The codes by which a rule of a key policy speaks about what manifests say.
  ///
  /// Where nothing else is wrong, the input is well formed and refused: the exit code is another.
  package static let policyRules: Set<DiagnosticCode> = [
    .networksUnrestricted, .networksUnstated, .policyBroken, .personAPIUser, .blockTooWide,
    .listTooLong, .specialAddresses, .tooManyUsers, .wildcardGrants, .segregation,
    .retailAccountType,
  ]
}
