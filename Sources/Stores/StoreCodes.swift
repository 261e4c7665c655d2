package import Diagnostics

extension DiagnosticCode {
  static let clockBehind = DiagnosticCode(
    "clock-behind", "A write would be recorded before one that is recorded already.",
    """
    The audit trail is ordered, and its times may not contradict its order. Five seconds are allowed, \
    for clocks of machines differ. Outside prod a write may be given a later time with --at.
    """)

  /// The codes of stores.
  package static let storeCodes: [DiagnosticCode] = [.clockBehind]
}
