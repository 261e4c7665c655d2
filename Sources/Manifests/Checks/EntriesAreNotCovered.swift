import AccessModel
import Diagnostics

extension Check {
  /// An entry inside another one of its list adds nothing (I-24).
  ///
  /// Unless the outer one ends earlier.
  static let entriesAreNotCovered = Check("I-24") { state, findings in
    for (index, list) in state.own(.ipWhitelist) {
      var around: [ListEntry] = []
      for entry in list.listEntries.sorted(by: { $0.block < $1.block }) {
        while let last = around.last, !last.block.overlaps(entry.block) { around.removeLast() }
        if let cover = around.first(where: { $0.lasts(as: entry) }) {
          findings.append(
            Finding(
              .warning, .entryCovered, "`\(entry.text)` adds nothing: it lies in `\(cover.text)`",
              at: Site(index, "entries.cidr", entry.text),
              help: "remove it, or narrow `\(cover.text)`"))
        }
        around.append(entry)
      }
    }
  }
}

extension ListEntry {
  /// Whether it ends no earlier than `other`.
  fileprivate func lasts(as other: ListEntry) -> Bool {
    guard let end = validUntil else { return true }
    return other.validUntil.map { $0 <= end } ?? false
  }
}
