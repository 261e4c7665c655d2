package import AccessModel
import Diagnostics
import Plans

/// Explanations for people.
package enum ExplanationText {
  private static let width = 80
  private static let indent = 18

  /// The first line: the answer, when and on which revision.
  package static func head(
    _ explanation: Explanation, at instant: Instant, revision: Int64
  ) -> StyledText {
    var text = StyledText()
    let isAllowed = explanation.reason.isAllowed
    text.append(isAllowed ? "ALLOW" : "DENY", isAllowed ? .good : .error)
    text.append("  \(explanation.reason.rawValue)", .strong)
    text.appendLine("        at \(instant), revision \(revision)")
    return text
  }

  /// The rules and what would change the answer.
  package static func body(_ explanation: Explanation) -> StyledText {
    var text = StyledText()
    text.endLine()
    for rule in explanation.rules { append(rule, to: &text) }
    guard !explanation.reason.isAllowed else { return text }
    text.endLine()
    text.appendLine(suggestions(explanation))
    return text
  }

  /// What the manifests would make of the answer: one line where that is the same.
  package static func planned(_ planned: Explanation, after now: Explanation) -> StyledText {
    var text = StyledText()
    text.endLine()
    text.append("As planned by the manifests here: ", .strong)
    guard planned.reason != now.reason || planned.words != now.words else {
      text.appendLine("the same")
      return text
    }
    let isAllowed = planned.reason.isAllowed
    text.append(isAllowed ? "ALLOW" : "DENY", isAllowed ? .good : .error)
    text.appendLine("  \(planned.reason.rawValue)")
    text.append(body(planned))
    return text
  }

  private static func append(_ rule: Explanation.Rule, to text: inout StyledText) {
    for (index, fact) in rule.facts.enumerated() {
      if index == 0 {
        text.append("  " + padded(rule.name, 11))
        text.append(padded(rule.holds ? "yes" : "NO", 5), rule.holds ? .good : .error)
      } else {
        text.append(String(repeating: " ", count: indent))
      }
      append(fact, to: &text)
      text.endLine()
    }
  }

  /// The words, broken into lines, and the place behind them or on a line of its own.
  private static func append(_ fact: Explanation.Fact, to text: inout StyledText) {
    let label = fact.label.isEmpty ? "" : padded(fact.label, 11)
    let words = StyledText(fact.words).wrapped(to: width - indent - label.utf8.count)
    text.append(label)
    text.append(indented(words, label.utf8.count))
    guard let source = fact.source else { return }
    let place = "\(source.file):\(source.line)"
    let last = words.lines.last.map { $0.reduce(0) { $0 + TerminalText.width(of: $1.raw) } } ?? 0
    if indent + label.utf8.count + last + 3 + place.utf8.count <= width {
      text.append("   ")
    } else {
      text.endLine()
      text.append(String(repeating: " ", count: indent + label.utf8.count))
    }
    text.append(place, .faint)
  }

  /// Lines after the first, set in below it.
  private static func indented(_ lines: StyledText, _ more: Int) -> StyledText {
    var text = StyledText()
    for (index, line) in lines.lines.enumerated() {
      if index > 0 {
        text.endLine()
        text.append(String(repeating: " ", count: indent + more))
      }
      for segment in line { text.append(segment.raw, segment.style) }
    }
    return text
  }

  private static func suggestions(_ explanation: Explanation) -> StyledText {
    let all = explanation.suggestions.map { $0.map(words).joined(separator: ", or ") }
      .joined(separator: "; and ")
    let shortcut = explanation.shortcut.map { "; or " + words($0) } ?? ""
    return StyledText("To change it: \(all)\(shortcut)").wrapped(to: width)
  }

  private static func words(_ suggestion: Explanation.Suggestion) -> String {
    guard let widened = suggestion.widened, widened > 0 else { return suggestion.words }
    return "\(suggestion.words) (would widen \(widened))"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.utf8.count))
  }
}
