import AccessModel
import Diagnostics

extension Check {
  /// An LEI names one institution (I-03); reading has judged its form.
  static let leisAreUnique = Check("I-03") { state, findings in
    var holders = FirstHolders<Text>()
    for (index, institution) in state.all(.institution) {
      guard let lei = institution[InstitutionFields.lei].text,
        let conflict = holders.note(lei, at: index, in: state)
      else { continue }
      let other = state.resources[conflict.other].address
      findings.append(
        Finding(
          .error, .leiDuplicate, "`\(lei)` is the LEI of \(other) already",
          at: Site(conflict.reported, "lei"), earlier: conflict.other,
          help: "an LEI names one legal entity; correct one of the two"))
    }
  }
}
