import AccessModel
import Diagnostics

extension Check {
  /// In prod a licence names its regulator, number and types, or says why there is none (I-15).
  static let licencesAreComplete = Check("I-15 complete") { state, findings in
    guard state.deployment.environment.isProduction else { return }
    for (index, institution) in state.own(.institution) {
      let licence = institution[InstitutionFields.licenceSlot]
      guard licence[InstitutionFields.held].boolean ?? false else {
        if licence[InstitutionFields.licenceReason].isAbsent {
          findings.append(
            Finding(
              .error, .licenceIncomplete, "the licence is not held, and nothing says why",
              at: Site(index, "licence"), help: "add `reason` to the licence"))
        }
        continue
      }
      let wanted = [
        ("regulator", InstitutionFields.regulator), ("number", InstitutionFields.number),
        ("types", InstitutionFields.types),
      ]
      let missing = wanted.filter { licence[$0.1].isAbsent }.map { "`\($0.0)`" }
      guard !missing.isEmpty else { continue }
      findings.append(
        Finding(
          .error, .licenceIncomplete, "the licence has no \(missing.joined(separator: ", "))",
          at: Site(index, "licence"),
          help: "in prod a licence that is held names its regulator, number and types"))
    }
  }
}
