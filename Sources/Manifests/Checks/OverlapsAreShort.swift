import AccessModel
import Diagnostics

extension Check {
  /// A policy shortens the ten days of an old secret and never lengthens them (I-30).
  static let overlapsAreShort = Check("I-30 overlap") { state, findings in
    for (index, policy) in state.own(.keyPolicy) {
      let written = policy[KeyPolicyFields.rotationSlot][KeyPolicyFields.overlap].text
      guard let overlap = written.flatMap({ try? DurationText(parsing: $0) }),
        overlap > ResolvedPolicy.overlapMax
      else { continue }
      findings.append(
        Finding(
          .error, .overlapTooLong,
          "an overlap of \(overlap) is longer than "
            + ResolvedPolicy.overlapMax.description,
          at: Site(index, "rotation.overlap"),
          help: "write \(ResolvedPolicy.overlapMax) or less"))
    }
  }
}
