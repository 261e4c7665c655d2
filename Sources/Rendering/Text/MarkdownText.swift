/// The one place that puts text into Markdown, for GitHub's and CommonMark's readers.
///
/// Text of others goes into code spans or fences only, where it can be no link, image, mention or
/// HTML; our own sentences go through `prose`, which keeps their code spans.
/// Source: spec.commonmark.org 0.31 sections 4.5, 6.1 and github.github.com/gfm section 4.10.
package enum MarkdownText {
  /// Where a piece of a line stands: in a cell of a table, a bar needs a backslash even in a code
  /// span; elsewhere that backslash would be seen.
  package enum Place: Sendable {
    case cell, line
  }

  /// `raw` as a code span, on one line.
  package static func code(_ raw: String, in place: Place = .cell) -> String {
    guard !raw.isEmpty else { return "` `" }
    let escaped = TerminalText.escaped(raw)
    let shown =
      switch place {
      case .cell: escapedForCell(escaped)
      case .line: escaped
      }
    let fence = String(repeating: "`", count: longestTickRun(in: shown) + 1)
    // A reader strips one space from both ends, so text with a tick or a space at an end gets one.
    let ends = [shown.unicodeScalars.first, shown.unicodeScalars.last]
    let isBlank = shown.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    let needsSpace = !isBlank && (ends.contains("`") || ends.contains(" "))
    let space = needsSpace ? " " : ""
    return fence + space + shown + space + fence
  }

  /// `lines` as a block of code, each escaped.
  package static func block(_ lines: [String], language: String = "") -> String {
    let shown = lines.map { TerminalText.escaped($0) }
    let longest = shown.map(longestTickRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence + language] + shown + [fence]).joined(separator: "\n") + "\n"
  }

  /// A sentence of our own, in which only code spans are markup.
  package static func prose(_ own: String, in place: Place = .cell) -> String {
    let parts = own.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // Without its partner, the last tick is a character like others.
    let isPaired = parts.count % 2 == 1
    var output = ""
    for (index, part) in parts.enumerated() {
      let isCode = index % 2 == 1 && (isPaired || index < parts.count - 1)
      if isCode {
        output += code(part, in: place)
      } else {
        if index % 2 == 1 { output += "\\`" }
        output += escapedProse(part)
      }
    }
    return output
  }

  /// A row of a table.
  package static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// Backslashes before all that could be markup inside a line.
  private static func escapedProse(_ text: String) -> String {
    var output = ""
    for scalar in TerminalText.escaped(text).unicodeScalars {
      if "\\*_[]<>|#~&".unicodeScalars.contains(scalar) { output += "\\" }
      output.unicodeScalars.append(scalar)
    }
    return output
  }

  /// `|` must not end a cell, and a backslash before it must not undo that.
  private static func escapedForCell(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return text }
    var output = ""
    var pending = 0
    for scalar in text.unicodeScalars {
      if scalar == "\\" {
        pending += 1
        continue
      }
      output += String(repeating: scalar == "|" ? "\\u{5c}" : "\\", count: pending)
      pending = 0
      output += scalar == "|" ? "\\|" : String(scalar)
    }
    return output + String(repeating: "\\", count: pending)
  }

  private static func longestTickRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
