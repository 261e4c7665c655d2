import AccessModel
import Diagnostics

extension Check {
  /// In prod a licence out of date leaves reading only (I-15).
  static let licencesAreInForce = Check("I-15 in force") { state, findings in
    guard state.deployment.environment.isProduction else { return }
    for (index, institution) in state.own(.institution)
    where institution[InstitutionFields.state].isAbsent {
      let licence = institution[InstitutionFields.licenceSlot]
      guard licence[InstitutionFields.held].boolean ?? false else { continue }
      let bounds = Period(
        from: licence[InstitutionFields.licenceFrom], until: licence[InstitutionFields.licenceUntil]
      )
      let problem: (field: String, words: String)
      if let end = bounds.until, end <= state.now {
        problem = ("licence.validUntil", "the licence ended on \(end.shortText)")
      } else if let start = bounds.from, state.now < start {
        problem = ("licence.validFrom", "the licence begins on \(start.shortText)")
      } else {
        continue
      }
      findings.append(
        Finding(
          .warning, .licenceInactive, problem.words + ", so nothing but reading works",
          at: Site(index, problem.field), help: "enter the licence that is in force"))
    }
  }
}
