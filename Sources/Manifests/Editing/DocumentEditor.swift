import AccessModel
import Diagnostics
import YAMLSyntax

/// Takes whole documents out of a file and puts new ones into it.
struct DocumentEditor {
  let tree: SyntaxTree
  let lines: TextLines

  /// The splice that removes a document with what was written about it.
  ///
  /// Comments that stand apart, above the first document or below any, stay.
  func removal(of index: Int) -> Splice {
    let own = tree.range(tree.documents[index])
    let earlier = index == 0 ? lines.first : tree.range(tree.documents[index - 1]).upperBound
    var start = separator(between: earlier, own.lowerBound)
    let hasSeparator = start != nil
    if start == nil { start = startOfOwnComments(above: own.lowerBound) }
    var end = lines.next(after: max(own.upperBound - 1, own.lowerBound))
    let after = separator(between: own.upperBound, nextStart(index))
    end = endOfTail(end, to: after ?? lines.bytes.count)
    let isFirst = lines.isBlank(lines.first..<(start ?? lines.first))
    if !hasSeparator, isFirst, let after, end == after, separatorHasNothingElse(after) {
      end = lines.next(after: after)
    }
    var first = start ?? lines.first
    if end == lines.bytes.count, end > 0, lines.bytes[end - 1] != 0x0A, lines.bytes[end - 1] != 0x0D
    {
      first = lines.endOfPrevious(first) ?? first
    }
    return Splice(first..<max(first, end))
  }

  /// Where a text ends to which a document can be added, and what has to stand in between.
  func addition(_ rows: [[UInt8]]) -> Splice {
    let lineBreak = lines.lineBreak(near: lines.first)
    let end = lines.bytes.count
    let isEnded = end == lines.first || lines.bytes[end - 1] == 0x0A || lines.bytes[end - 1] == 0x0D
    let hasDocuments = !tree.documents.isEmpty
    let all = (hasDocuments ? [Array("---".utf8)] : []) + rows
    let text =
      isEnded ? all.flatMap { $0 + lineBreak } : all.flatMap { lineBreak + $0 }
    return Splice(at: end, text)
  }

  /// The line with `---` that stands between two places, the last one if there are several.
  private func separator(between start: Int, _ end: Int) -> Int? {
    var line = start == lines.first ? start : lines.next(after: max(start - 1, lines.first))
    var found: Int?
    while line <= end, line < lines.bytes.count {
      if isMark("---", at: line) { found = line }
      let next = lines.next(after: line)
      guard next > line else { break }
      line = next
    }
    return found
  }

  private func separatorHasNothingElse(_ line: Int) -> Bool {
    lines.isBlank(line + 3..<lines.end(of: line))
  }

  private func isMark(_ mark: String, at line: Int) -> Bool {
    lines.bytes[line...].starts(with: mark.utf8)
      && (line + 3 >= lines.bytes.count
        || [0x20, 0x09, 0x0A, 0x0D].contains(lines.bytes[line + 3]))
  }

  private func nextStart(_ index: Int) -> Int {
    index + 1 < tree.documents.count
      ? tree.range(tree.documents[index + 1]).lowerBound : lines.bytes.count
  }

  /// Past blank lines and marks of the end; in front of the first comment.
  private func endOfTail(_ start: Int, to limit: Int) -> Int {
    var place = start
    var lineStart = start
    while lineStart < limit {
      if isMark("...", at: lineStart) || lines.isBlank(lineAt: lineStart) {
        place = lines.next(after: lineStart)
      } else if !lines.isComment(lineAt: lineStart) {
        break
      }
      lineStart = lines.next(after: lineStart)
    }
    // Blank lines in front of a comment that stays belong to the comment.
    return place == lineStart ? place : max(start, lastMark(from: start, to: limit) ?? start)
  }

  private func lastMark(from start: Int, to limit: Int) -> Int? {
    var line = start
    var found: Int?
    while line < limit {
      if isMark("...", at: line) { found = lines.next(after: line) }
      line = lines.next(after: line)
    }
    return found
  }

  /// The first of the comment lines right above a document, but not those at the head of the file.
  private func startOfOwnComments(above start: Int) -> Int {
    var place = lines.start(of: start)
    while let end = lines.endOfPrevious(place) {
      let above = lines.start(of: end)
      guard lines.isComment(lineAt: above), above < place else { break }
      if isForEditors(above) { break }
      place = above
    }
    return place
  }

  /// Whether a comment tells editors of text about the whole file.
  private func isForEditors(_ line: Int) -> Bool {
    let text = String(decoding: lines.bytes[line..<lines.end(of: line)], as: UTF8.self)
    return text.contains("yaml-language-server:")
  }
}
