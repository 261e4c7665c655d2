/// Puts sections together so that the whole always fits a comment.
///
/// WHY bytes: hosts count characters, of which there are never more than bytes.
enum CommentBudget {
  /// GitHub takes 65 536 characters, and a bot may add a line of its own.
  static let bytesMax = 59_900

  /// The sections in their order; where not all rows fit, those of the lightest weight go first.
  static func fitted(_ sections: [CommentSection]) -> String {
    var left = bytesMax - sections.reduce(0) { $0 + $1.bytesMin }
    var shown = [Int](repeating: 0, count: sections.count)
    for weight in CommentSection.Weight.allCases {
      for (index, section) in sections.enumerated() where section.weight == weight {
        for row in section.rows {
          guard row.text.utf8.count <= left else { break }
          left -= row.text.utf8.count
          shown[index] += 1
        }
      }
    }
    return zip(sections, shown).map { $0.text(showing: $1) }.joined()
  }
}
