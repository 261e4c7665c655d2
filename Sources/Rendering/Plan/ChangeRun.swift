import AccessModel
import Diagnostics
import Plans

/// Neighbouring changes of one sort, of which many need not be listed one by one.
struct ChangeRun {
  let action: Change.Action
  /// What the folded ones are.
  let label: String
  let shown: Range<Int>
  /// How many are not shown, or nil when all are.
  let folded: Int?

  /// How many of a folded run are listed.
  private static let shownOfFolded = 3

  static func runs(of changes: [Change], foldsFrom limit: Int) -> [ChangeRun] {
    var runs: [ChangeRun] = []
    var start = 0
    while start < changes.count {
      var end = start + 1
      while end < changes.count, isAlike(changes[start], changes[end]) { end += 1 }
      runs.append(run(changes, start..<end, limit))
      start = end
    }
    return runs
  }

  private static func run(
    _ changes: [Change], _ range: Range<Int>, _ limit: Int
  ) -> ChangeRun {
    let first = changes[range.lowerBound]
    let isFolded = range.count >= limit && [.create, .update, .adopt].contains(first.action)
    let shown = isFolded ? range.lowerBound..<range.lowerBound + shownOfFolded : range
    return ChangeRun(
      action: first.action,
      label: isFolded ? label(changes[shown.upperBound..<range.upperBound]) : "",
      shown: shown, folded: isFolded ? range.count - shownOfFolded : nil)
  }

  /// Such as `Desk at 12 institutions, changed alike`.
  private static func label(_ changes: ArraySlice<Change>) -> String {
    guard let first = changes.first else { return "" }
    let institutions = Set(changes.map(\.address.institution))
    let place =
      institutions.count > 1
      ? " at \(institutions.count) institutions"
      : first.address.institution.isEmpty ? "" : " of \(first.address.institution)"
    return "\(first.address.kind.name)\(place)\(first.action == .update ? ", changed alike" : "")"
  }

  /// Created in or taken over for one institution, or updated by the same edit wherever it is.
  private static func isAlike(_ one: Change, _ other: Change) -> Bool {
    guard one.action == other.action, one.address.kind == other.address.kind else { return false }
    guard one.action == .update else {
      return one.address.institution == other.address.institution
        && one.formerOwner == other.formerOwner
    }
    let (fields, others) = (FieldChange.all(of: one), FieldChange.all(of: other))
    return one.reason == other.reason
      && fields.elementsEqual(others) {
        $0.path == $1.path && $0.before == $1.before && $0.after == $1.after
      }
  }
}
