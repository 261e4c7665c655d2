import Diagnostics

extension DiagnosticCode {
  static let snapshotMalformed = DiagnosticCode(
    "snapshot-malformed", "A snapshot file is not a snapshot.",
    """
    A snapshot file is the JSON document that `mandate export --snapshot` writes. It is read strictly, \
    and nothing of it is believed that can be worked out: its digest, and those of its scopes, are \
    taken anew. One that was damaged or edited fails its check with exit 6.
    """)

  static let snapshotCodes: [DiagnosticCode] = [.snapshotMalformed]
}
