import Foundation

/// Judges an edit by its text alone: what it must not touch, it must have left as it was.
///
/// It knows nothing of how edits are made; it is told which resources were meant, and what a line is
/// about from the hand that wrote it.
struct EditJudge {
  let before: RandomManifest
  /// `Kind/name` of the resources that were meant.
  let meant: Set<String>
  /// Whether the edit takes something out, so that lines may go.
  let mayRemove: Bool

  /// What is wrong with `after`, in words.
  func problems(with after: String) -> [String] {
    let old = before.lines.map(\.text)
    let new = body(after)
    var problems: [String] = []
    problems += lineEndProblems(after, isEmpty: new == [""] || new.isEmpty)
    let difference = new.difference(from: old)
    var gone: [Int] = []
    var came: [String] = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): gone.append(offset)
      case .insert(_, let line, _): came.append(line)
      }
    }
    for offset in gone {
      problems += goneProblems(before.lines[offset], came)
    }
    problems += commentProblems(old, new, gone)
    if !mayRemove, came.count < gone.count {
      problems.append("\(gone.count) lines went and \(came.count) came")
    }
    return problems
  }

  /// The lines without mark and line ends.
  private func body(_ text: String) -> [String] {
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
    var lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.last == "\r" ? line.dropLast() : line)
    }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func lineEndProblems(_ after: String, isEmpty: Bool) -> [String] {
    var problems: [String] = []
    let bytes = Array(after.utf8)
    let pairs = bytes.indices.count { bytes[$0] == 0x0A && $0 > 0 && bytes[$0 - 1] == 0x0D }
    let feeds = bytes.count { $0 == 0x0A }
    if before.isCRLF ? pairs != feeds : pairs != 0 { problems.append("line ends are mixed") }
    if after.unicodeScalars.first == "\u{FEFF}" ? !before.hasMark : before.hasMark {
      problems.append("the byte order mark came or went")
    }
    // Where the last line goes, an empty one above it can become the last, and has no end then.
    let hasEmptyLine = mayRemove && before.lines.contains { $0.text.isEmpty }
    if !isEmpty, (bytes.last == 0x0A) != before.isEnded, before.isEnded || !hasEmptyLine {
      problems.append("the end of the last line came or went")
    }
    return problems
  }

  /// A line may go or change when it is about what was meant, or repeats an anchor.
  private func goneProblems(_ line: RandomManifest.Line, _ came: [String]) -> [String] {
    let text = line.text
    if let owner = line.owner, meant.contains(owner) { return [] }
    if text.contains(": *e") { return [] }
    // Of two lines that say the same, nobody can tell which one went.
    let twins = before.lines.lazy.filter { $0.text == text }
    if mayRemove, twins.contains(where: { $0.owner.map(meant.contains) ?? true }) { return [] }
    let isOfWholeDocument =
      mayRemove && (line.owner == nil || text.hasPrefix("---") || text.isEmpty)
    if isOfWholeDocument { return [] }
    // A comma moves to the neighbour of the last member in brackets.
    let stripped = Self.withoutCommas(text)
    let isCommaAlone = came.contains { Self.withoutCommas($0) == stripped }
    return isCommaAlone ? [] : ["a line of \(line.owner ?? "nobody") went: \(text)"]
  }

  /// Comments stay, all of them and in their order, unless their line was taken out.
  private func commentProblems(_ old: [String], _ new: [String], _ gone: [Int]) -> [String] {
    let kept = Set(new.compactMap(Self.comment))
    let lost = old.indices.filter { index in
      guard let comment = Self.comment(in: old[index]) else { return false }
      return !kept.contains(comment)
    }
    return lost.compactMap { index in
      let line = before.lines[index]
      let isOwn = line.owner.map(meant.contains) ?? true
      return mayRemove && isOwn ? nil : "a comment was lost: \(line.text)"
    }
  }

  private static func withoutCommas(_ line: String) -> String {
    line.prefix { $0 != "#" }.filter { $0 != "," && $0 != " " }
  }

  private static func comment(in line: String) -> String? {
    guard let place = line.range(of: "# c") else { return nil }
    return String(line[place.lowerBound...])
  }
}
