import Diagnostics

extension DiagnosticCode {
  static let usageLine = DiagnosticCode(
    "usage-line", "A line of a feed of last uses cannot be read.",
    """
    Every line is one JSON object with the texts keyId and at, such as \
    {"keyId":"AK0123456789ABCDEFGHJK","at":"2026-11-20T09:00:00Z"}; empty lines are passed over. All \
    lines are read before anything is written, and one wrong line keeps all of them out.
    """)

  static let usageKeyUnknown = DiagnosticCode(
    "usage-key-unknown", "A feed of last uses names a key that this store does not have.",
    """
    Most often the feed is that of another environment: keys of sandbox, uat and prod lie in stores of \
    their own. Pass over such lines, and have them counted, with --skip-unknown.
    """)

  static let usageInFuture = DiagnosticCode(
    "usage-in-future", "A use is reported for a time that has not come.",
    """
    A last use that lies ahead would hide for as long that a key is not used. The clocks of machines \
    may differ by a minute; more is refused.
    """)

  static let reviewMalformed = DiagnosticCode(
    "review-malformed", "A filled-in recertification list cannot be read.",
    """
    `mandate access review` writes the list as CSV or JSON, and reads it back with two more columns \
    filled in: decision, which is keep or remove or empty, and note. What is empty is not decided yet. \
    One wrong line keeps all of them out.
    """)

  static let reviewStale = DiagnosticCode(
    "review-stale", "Access is no longer what the reviewer saw.",
    """
    Every line of a recertification list carries the digest of the access that it shows. Where access \
    has changed since, nobody has looked at what holds now, and the decision is not taken.
    """)

  static let commandCodes: [DiagnosticCode] = [
    .usageLine, .usageKeyUnknown, .usageInFuture, .reviewMalformed, .reviewStale,
  ]
}
