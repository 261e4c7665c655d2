import AccessModel
package import Diagnostics

/// Diagnostics for people: place, message and code, the source line with carets, help, a summary.
///
/// They are shown in the order given; the caller sorts.
package struct DiagnosticText {
  /// Columns that source lines are shortened to.
  package var width: Int
  /// How many of the same code and severity are shown; the others are counted.
  package var alikeMax: Int

  /// The widest message; longer ones are cut, with their length.
  private static let messageWidthMax = 2_000

  package init(width: Int = 100, alikeMax: Int = 200) {
    self.width = width
    self.alikeMax = alikeMax
  }

  /// The whole report; empty when there is nothing to say.
  package func rendered(_ diagnostics: [Diagnostic]) -> StyledText {
    var output = StyledText()
    guard !diagnostics.isEmpty else { return output }
    var places = SourcePlaces()
    let secrets = SecretLines(diagnostics, &places)
    var folded = FoldedDiagnostics(alikeMax: alikeMax)
    for diagnostic in diagnostics where folded.admits(diagnostic) {
      append(diagnostic, secrets, &places, to: &output)
      output.endLine()
    }
    for line in folded.lines { output.appendLine(line, .faint) }
    output.appendLine(DiagnosticSummary(diagnostics).text, .strong)
    return output
  }

  private func append(
    _ diagnostic: Diagnostic, _ secrets: SecretLines, _ places: inout SourcePlaces,
    to output: inout StyledText
  ) {
    let start = diagnostic.range.map { places.place(of: $0).start }
    if let range = diagnostic.range, let start {
      output.append("\(range.file.path):\(start.line):\(start.column): ", .strong)
    }
    output.append("\(diagnostic.severity.rawValue): ", diagnostic.severity.style)
    output.append(StyledText(diagnostic.message, .strong).cut(to: Self.messageWidthMax))
    output.append(" [\(diagnostic.code.name)]", .faint)
    output.endLine()
    if let range = diagnostic.range, let start, !secrets.contains(range.file, start.line) {
      append(range, line: start.line, diagnostic.severity.style, &places, to: &output)
    }
    append(help: diagnostic.help, to: &output)
  }

  private func append(
    _ range: SourceRange, line: Int, _ style: Style, _ places: inout SourcePlaces,
    to output: inout StyledText
  ) {
    let number = String(line)
    let gutter = max(3, number.utf8.count + 1)
    let room = max(20, width - gutter - 3)
    let excerpt = SourceExcerpt(range.bytes, in: places.index(of: range.file), width: room)
    output.append(String(repeating: " ", count: gutter - number.utf8.count) + number + " |", .faint)
    if !(excerpt.before + excerpt.marked + excerpt.after).isEmpty { output.append(" ") }
    output.append(excerpt.before)
    output.append(excerpt.marked, style)
    output.appendLine(excerpt.after)
    let carets = excerpt.carets
    output.append(String(repeating: " ", count: gutter) + " |", .faint)
    output.append(String(repeating: " ", count: carets.indent + 1))
    output.appendLine(String(repeating: "^", count: carets.count), style)
  }

  private func append(help: [String], to output: inout StyledText) {
    for (index, line) in help.enumerated() {
      output.append(index == 0 ? "help: " : "      ", index == 0 ? .note : .plain)
      output.append(StyledText(line).cut(to: Self.messageWidthMax))
      output.endLine()
    }
  }
}

extension Diagnostic.Severity {
  fileprivate var style: Style {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}

/// Lines on which a secret may stand; no diagnostic repeats any of them.
private struct SecretLines {
  private struct Line: Hashable {
    let file: ObjectIdentifier
    let number: Int
  }

  private var lines: Set<Line> = []

  init(_ diagnostics: [Diagnostic], _ places: inout SourcePlaces) {
    for diagnostic in diagnostics where diagnostic.code == .secretInText {
      guard let range = diagnostic.range else { continue }
      let place = places.place(of: range)
      for number in place.start.line...max(place.start.line, place.end.line) {
        lines.insert(Line(file: ObjectIdentifier(range.file), number: number))
      }
    }
  }

  func contains(_ file: SourceFile, _ line: Int) -> Bool {
    lines.contains(Line(file: ObjectIdentifier(file), number: line))
  }
}
