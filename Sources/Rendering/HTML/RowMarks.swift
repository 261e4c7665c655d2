import Diagnostics
import Plans

/// What the filters of a page know a row by.
enum RowMarks {
  /// A row that stands for `count` of what its table counts.
  static func attributes(
    institution: Text, _ direction: Direction = .neutral, count: Int = 1
  ) -> [HTMLAttribute] {
    let words = (direction.narrows ? ["loses"] : []) + (direction.widens ? ["gains"] : [])
    let ways = words.isEmpty ? [] : [HTMLAttribute("data-d", words.joined(separator: " "))]
    return [
      HTMLAttribute("data-i", institution.isEmpty ? "-" : institution.string)
    ] + ways + [HTMLAttribute("data-n", String(count))]
  }
}
