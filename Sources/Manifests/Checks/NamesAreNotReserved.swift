import AccessModel
import Diagnostics

extension Check {
  /// No institution called `global`, which names the scope outside all institutions.
  static let namesAreNotReserved = Check("names are not reserved") { state, findings in
    for (index, resource) in state.own(.institution) where resource.address.name.is("global") {
      findings.append(
        Finding(
          .error, .nameReserved, "`global` names what belongs to no institution",
          at: Site(index), help: "give the institution another name"))
    }
  }
}
