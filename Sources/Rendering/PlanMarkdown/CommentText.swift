import Diagnostics
import Plans

/// Short pieces of text of others for a comment: code spans, cut to a length.
enum CommentText {
  /// The widest piece; a longer one ends in the number of its characters.
  static let widthMax = 120

  static func code(
    _ raw: String, most: Int = widthMax, in place: MarkdownText.Place = .cell
  ) -> String {
    MarkdownText.code(cut(raw, to: most), in: place)
  }

  /// The first few of `names`, and how many more there are.
  static func list(
    _ names: some Collection<String>, shown: Int, in place: MarkdownText.Place = .cell
  ) -> String {
    // WHY one more: to say `and 1 more` takes no less room than to name it.
    let count = names.count <= shown + 1 ? names.count : shown
    let listed = names.prefix(count).map { code($0, in: place) }.joined(separator: ", ")
    return count < names.count ? "\(listed) and \(names.count - count) more" : listed
  }

  /// Such as `1 line` or `3 lines`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func cut(_ raw: String, to width: Int) -> String {
    guard raw.utf8.count > width else { return raw }
    let cut = StyledText(raw).cut(to: width).lines.joined().map(\.raw).joined()
    // Marks take no column and many bytes.
    return cut.utf8.count > 3 * width ? self.cut(raw, to: width / 2) : cut
  }
}
