import Foundation

/// A regular expression of a script; `^` and `$` match at every line.
struct ScriptRunnerPattern {
  private let expression: NSRegularExpression

  init(_ pattern: String) throws {
    guard !pattern.isEmpty else { throw ScriptRunnerFailure("a pattern is missing") }
    do {
      expression = try NSRegularExpression(pattern: pattern, options: .anchorsMatchLines)
    } catch {
      throw ScriptRunnerFailure("`\(pattern)` is not a regular expression")
    }
  }

  func matches(_ text: String) -> Bool {
    expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }

  /// Carries out `s/REGEX/REPLACEMENT/`, or `s/…/…/g` for every match, on `text`.
  ///
  /// Any character can stand for `/`; `$1` is the first group and `\n` a line break.
  ///
  /// - Throws: when nothing matches, for then the script does not test what it says.
  static func edited(_ text: String, by command: String) throws -> String {
    guard command.hasPrefix("s"), let mark = command.dropFirst().first else {
      throw ScriptRunnerFailure("an edit looks like s/REGEX/REPLACEMENT/")
    }
    let parts = command.dropFirst(2).split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].isEmpty || parts[2] == "g" else {
      throw ScriptRunnerFailure("an edit looks like s/REGEX/REPLACEMENT/ or s/REGEX/REPLACEMENT/g")
    }
    let pattern = try ScriptRunnerPattern(String(parts[0]))
    let replacement = parts[1].replacingOccurrences(of: "\\n", with: "\n")
    let whole = NSRange(text.startIndex..., in: text)
    guard let first = pattern.expression.firstMatch(in: text, range: whole) else {
      throw ScriptRunnerFailure("nothing matches `\(parts[0])`")
    }
    return pattern.expression.stringByReplacingMatches(
      in: text, range: parts[2] == "g" ? whole : first.range, withTemplate: replacement)
  }
}
