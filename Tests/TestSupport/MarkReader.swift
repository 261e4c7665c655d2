import Diagnostics

/// Takes marks and expectations out of a text, line by line.
struct MarkReader {
  private(set) var bytes: [UInt8] = []
  private(set) var expectations: [Expectation] = []
  private(set) var problems: [String] = []
  /// Ranges that have started and not ended: the start, and the expectation they belong to.
  private var open: [(start: Int, expectation: Int?)] = []
  private var lineNumber = 0
  private var needsLineBreak = false

  mutating func read(_ line: Substring) {
    lineNumber += 1
    let (content, comments) = Self.splitComments(of: line)
    let isOnlyComment = !comments.isEmpty && content.allSatisfy { $0 == " " }
    if isOnlyComment {
      expectations += comments
      return
    }
    if needsLineBreak { bytes.append(0x0A) }
    needsLineBreak = true
    readContent(content, comments)
  }

  mutating func finish() {
    if !open.isEmpty { problems.append("a ⟦ has no ⟧") }
  }

  private mutating func readContent(_ content: Substring, _ comments: [Expectation]) {
    var unused = comments[...]
    for scalar in content.unicodeScalars {
      switch scalar {
      case "⟦":
        var place: Int?
        if let next = unused.popFirst() {
          place = expectations.count
          expectations.append(next)
        } else {
          problems.append("line \(lineNumber): a ⟦ without a comment `# ERROR code: message`")
        }
        open.append((bytes.count, place))
      case "⟧":
        guard let (start, expectation) = open.popLast() else {
          problems.append("line \(lineNumber): a ⟧ without a ⟦")
          continue
        }
        if let expectation { expectations[expectation].bytes = start..<bytes.count }
      default:
        bytes.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
      }
    }
    expectations += unused
  }

  /// The line without its expectations and the blanks before them, and the expectations.
  private static func splitComments(of line: Substring) -> (Substring, [Expectation]) {
    var content = line
    var comments: [Expectation] = []
    while let found = lastComment(of: content) {
      comments.insert(found.expectation, at: 0)
      content = content[..<found.start]
      while content.last == " " { content.removeLast() }
    }
    return (content, comments)
  }

  private static func lastComment(
    of line: Substring
  ) -> (start: Substring.Index, expectation: Expectation)? {
    var index = line.endIndex
    while index > line.startIndex {
      index = line.index(before: index)
      guard line[index] == "#" else { continue }
      let isSeparate = index == line.startIndex || line[line.index(before: index)] == " "
      if isSeparate, let expectation = expectation(line[line.index(after: index)...]) {
        return (index, expectation)
      }
    }
    return nil
  }

  private static func expectation(_ comment: Substring) -> Expectation? {
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      let word = " \(severity.rawValue.uppercased()) "
      guard comment.hasPrefix(word) else { continue }
      let rest = comment.dropFirst(word.count)
      let code = rest.prefix { $0 != ":" && $0 != " " }
      let message = rest.dropFirst(code.count)
      return Expectation(
        severity: severity, code: String(code),
        message: message.hasPrefix(": ") ? String(message.dropFirst(2)) : nil, bytes: nil)
    }
    return nil
  }
}
