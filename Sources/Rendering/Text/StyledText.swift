/// Lines of text with styles, safe by construction: all that is appended is escaped when rendered.
///
/// Line breaks are made by `endLine` alone, and a line break inside an appended text is shown as an
/// escape. Whoever appends must therefore not escape, or it would happen twice.
package struct StyledText: Sendable {
  /// A run of text in one style.
  package struct Segment: Sendable {
    /// As it was given, not escaped.
    package let raw: String
    package let style: Style
  }

  /// The segments of each line; the last one is not ended yet.
  package private(set) var lines: [[Segment]] = [[]]
  /// The tables among the lines, in their order.
  private var tables: [PlacedTable] = []

  /// Where a table stands, so that it can be laid out for the place where it is shown.
  private struct PlacedTable {
    let table: Table
    /// The width that whoever made it thought of.
    let width: Int?
    var firstLine: Int
    let lineCount: Int
  }

  package init() {}

  package init(_ raw: String, _ style: Style = .plain) { append(raw, style) }

  package mutating func append(_ raw: String, _ style: Style = .plain) {
    guard !raw.isEmpty else { return }
    lines[lines.count - 1].append(Segment(raw: raw, style: style))
  }

  /// Appends lines; the first one goes on where this text ends.
  package mutating func append(_ other: StyledText) {
    // A table that begins within a line stays as it is.
    let start = lines.count - 1
    for var placed in other.tables where placed.firstLine > 0 || lines[start].isEmpty {
      placed.firstLine += start
      tables.append(placed)
    }
    for (index, line) in other.lines.enumerated() {
      if index > 0 { endLine() }
      lines[lines.count - 1].append(contentsOf: line)
    }
  }

  /// Says that all of this is a table.
  mutating func remember(_ table: Table, width: Int?) {
    tables = [
      PlacedTable(table: table, width: width, firstLine: 0, lineCount: lines.count - 1)
    ]
  }

  /// The same with its tables no wider than a terminal, or whole where no width is given.
  package func laidOut(width: Int?) -> StyledText {
    guard !tables.isEmpty else { return self }
    var result = StyledText()
    var next = 0
    for placed in tables {
      result.lines.removeLast()
      result.lines += lines[next..<placed.firstLine] + [[]]
      result.append(
        width.map(placed.table.onTerminal) ?? placed.table.whole(width: placed.width))
      next = placed.firstLine + placed.lineCount
    }
    result.lines.removeLast()
    result.lines += lines[next...]
    return result
  }

  package mutating func endLine() { lines.append([]) }

  /// Appends a whole line.
  package mutating func appendLine(_ raw: String = "", _ style: Style = .plain) {
    append(raw, style)
    endLine()
  }

  /// Appends a text and ends its last line.
  package mutating func appendLine(_ other: StyledText) {
    append(other)
    endLine()
  }

  package var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }

  /// Columns of the widest line.
  package var width: Int {
    lines.map { $0.reduce(0) { $0 + TerminalText.width(of: $1.raw) } }.max() ?? 0
  }

  /// What goes to a terminal or a file, with escape codes for the styles or without.
  package func rendered(withColour: Bool) -> String {
    var output = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { output += "\n" }
      for segment in line { Self.append(segment, to: &output, withColour: withColour) }
    }
    return output
  }

  /// The bytes of `rendered`.
  package func bytes(withColour: Bool) -> [UInt8] {
    Array(rendered(withColour: withColour).utf8)
  }

  private static func append(_ segment: Segment, to output: inout String, withColour: Bool) {
    let code = withColour ? segment.style.code : ""
    output += code
    output += TerminalText.escaped(segment.raw)
    if !code.isEmpty { output += Style.reset }
  }
}
