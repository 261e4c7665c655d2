/// A part of a comment: lines of which the last ones may be left out and counted.
struct CommentSection {
  /// Lines that stand or go together.
  struct Row {
    let text: String
    /// How many things it shows, in the unit of the section.
    let count: Int

    init(_ text: String, count: Int = 1) {
      self.text = text
      self.count = count
    }
  }

  /// What is left out when the comment gets long.
  enum Weight: Int, CaseIterable {
    /// The last to be cut.
    case judgement, access, standing, fields
  }

  let weight: Weight
  /// What stands before the rows.
  var head = ""
  var rows: [Row]
  /// How many things there are beyond `rows`.
  var rest = 0
  /// What stands after the rows.
  var tail = ""
  /// The line for so many things that are left out.
  var more: (Int) -> String = { CommentSection.listedMore($0) }

  /// A line of a list.
  static func listedMore(_ count: Int) -> String {
    "- ... and \(count) more (`mandate plan --full`)\n"
  }

  /// A row of a table, of which the reader fills up the cells.
  static func tabledMore(_ count: Int) -> String {
    "| ... and \(count) more (`mandate plan --full`) |\n"
  }

  /// The section with its first `shown` rows.
  func text(showing shown: Int) -> String {
    let left = rest + rows[shown...].reduce(0) { $0 + $1.count }
    return head + rows[..<shown].map(\.text).joined() + (left > 0 ? more(left) : "") + tail
  }

  /// The bytes that it takes without any row.
  var bytesMin: Int { head.utf8.count + tail.utf8.count + more(Int.max).utf8.count }
}
