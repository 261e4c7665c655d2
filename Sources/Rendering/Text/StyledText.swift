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

  package init() {}

  package init(_ raw: String, _ style: Style = .plain) { append(raw, style) }

  package mutating func append(_ raw: String, _ style: Style = .plain) {
    guard !raw.isEmpty else { return }
    lines[lines.count - 1].append(Segment(raw: raw, style: style))
  }

  /// Appends lines; the first one goes on where this text ends.
  package mutating func append(_ other: StyledText) {
    for (index, line) in other.lines.enumerated() {
      if index > 0 { endLine() }
      lines[lines.count - 1].append(contentsOf: line)
    }
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
